package dev.haios.bench.bare;

import jakarta.servlet.ServletContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends the body of a call to every WebSocket client, one after another, and keeps nothing. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public final class BareBroadcaster {

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    @Bean
    SmartInitializingSingleton endpoint(ServletContext context) {
        return () -> {
            if (!(context.getAttribute(ServerContainer.class.getName())
                    instanceof ServerContainer container)) {
                throw new IllegalStateException("the web server has no WebSocket container");
            }
            try {
                container.addEndpoint(
                        ServerEndpointConfig.Builder.create(Client.class, "/ws")
                                .configurator(
                                        new ServerEndpointConfig.Configurator() {
                                            @Override
                                            public <T> T getEndpointInstance(Class<T> type) {
                                                return type.cast(new Client(sessions));
                                            }
                                        })
                                .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException("/ws cannot be registered", e);
            }
        };
    }

    @PostMapping("/broadcast")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void broadcast(@RequestBody String event) throws IOException {
        for (var session : sessions) {
            // Two publishers at once would find the session busy.
            synchronized (session) {
                session.getBasicRemote().sendText(event);
            }
        }
    }

    private static final class Client extends Endpoint {

        private final Set<Session> sessions;

        private Client(Set<Session> sessions) {
            this.sessions = sessions;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            sessions.add(session);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            sessions.remove(session);
        }
    }

    /** The entry point of the process. */
    public static void main(String[] arguments) {
        BareLaunch.run(BareBroadcaster.class, arguments);
    }
}
