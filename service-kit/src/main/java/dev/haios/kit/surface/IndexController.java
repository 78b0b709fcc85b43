package dev.haios.kit.surface;

import dev.haios.kit.home.ServiceIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person sees who opens the service's address without knowing it. */
@RestController
class IndexController {

    private final ServiceIdentity identity;
    private final Endpoints endpoints;
    private final OpenApiDocument openApi;

    IndexController(ServiceIdentity identity, Endpoints endpoints, OpenApiDocument openApi) {
        this.identity = identity;
        this.endpoints = endpoints;
        this.openApi = openApi;
    }

    @GetMapping("/")
    Map<String, Object> index() {
        var body = new LinkedHashMap<String, Object>();
        body.put("service", identity.name());
        body.put("version", identity.version());
        body.put(
                "links",
                Map.of("health", "/health", "metrics", "/metrics", "openapi", "/openapi.json"));
        body.put("endpoints", endpoints.lines().toList());
        return body;
    }

    @GetMapping("/openapi.json")
    Map<String, Object> openApi() {
        return openApi.describe();
    }
}
