package dev.haios.gateway.client;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Keeps the server's own request object within reach of the handlers. */
final class ConnectionValve extends ValveBase {

    ConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        new ClientConnection(request).attach();
        getNext().invoke(request, response);
    }

    /** Installs it. */
    @Component
    static class Installation implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

        @Override
        public void customize(TomcatWebServerFactory factory) {
            factory.addContextValves(new ConnectionValve());
        }
    }
}
