package dev.haios.events.ws;

import dev.haios.events.fanout.Hub;
import dev.haios.kit.web.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers the endpoint with the WebSocket container that Boot gives Tomcat. The container's
 * upgrade filter comes behind the kit's, so that the handshake passes the same access rules as any
 * request.
 */
@Configuration(proxyBeanMethods = false)
class WsConfiguration {

    /** When all beans are there, and before the web server takes connections. */
    @Bean
    SmartInitializingSingleton eventsEndpoint(
            ServletContext context, Hub hub, WsSettings settings) {
        return () -> {
            if (!(context.getAttribute(ServerContainer.class.getName())
                    instanceof ServerContainer container)) {
                throw new IllegalStateException("the web server has no WebSocket container");
            }
            try {
                container.addEndpoint(
                        ServerEndpointConfig.Builder.create(WsEndpoint.class, "/ws")
                                .configurator(new Handshake(hub, settings))
                                .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException("/ws cannot be registered", e);
            }
        };
    }

    /** Before the upgrade, after which a refusal could only be a close code. */
    @Bean
    FilterRegistrationBean<Filter> eventsPlaces(Hub hub) {
        var registration =
                new FilterRegistrationBean<Filter>((request, response, chain) -> {
                    if (hub.isFull()) {
                        ProblemWriter.write((HttpServletResponse) response, hub.full(), "/ws");
                    } else {
                        chain.doFilter(request, response);
                    }
                });
        registration.addUrlPatterns("/ws");
        // Behind access control, before the container's own filter.
        registration.setOrder(0);
        return registration;
    }

    private static final class Handshake extends ServerEndpointConfig.Configurator {

        private final Hub hub;
        private final WsSettings settings;

        Handshake(Hub hub, WsSettings settings) {
            this.hub = hub;
            this.settings = settings;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new WsEndpoint(hub, settings));
        }

        /** No compression: it would cost more than the loopback it saves. */
        @Override
        public List<Extension> getNegotiatedExtensions(
                List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }
}
