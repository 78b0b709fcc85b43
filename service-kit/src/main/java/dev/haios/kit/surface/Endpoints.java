package dev.haios.kit.surface;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The routes this application serves, as its handler mappings know them. */
final class Endpoints {

    private final RequestMappingHandlerMapping mappings;

    Endpoints(RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    record Endpoint(String method, String path, HandlerMethod handler) {}

    /** Sorted by path, then method; the error dispatch target is not an endpoint. */
    List<Endpoint> list() {
        var endpoints = new ArrayList<Endpoint>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (var path : mapping.getPatternValues()) {
                        for (var method : mapping.getMethodsCondition().getMethods()) {
                            endpoints.add(new Endpoint(method.name(), path, handler));
                        }
                    }
                });
        endpoints.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        return endpoints;
    }

    Stream<String> lines() {
        return list().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                // Two handlers may share a route and differ in the media type they produce.
                .distinct();
    }
}
