package dev.haios.kit.surface;

import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Contracts;
import dev.haios.kit.home.ServiceIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/**
 * The service's OpenAPI 3.1 document: routes from the running application, bodies from the very
 * schemas that validate them (OpenAPI 3.1 speaks JSON Schema 2020-12), so that neither can drift.
 */
final class OpenApiDocument {

    private static final Map<String, Object> PROBLEM =
            Map.of(
                    "description",
                    "Refused or failed; the body says why",
                    "content",
                    Map.of(
                            "application/problem+json",
                            Map.of("schema", Map.of("$ref", "#/components/schemas/problem"))));

    private final ServiceIdentity identity;
    private final Endpoints endpoints;
    private final Contracts contracts;

    OpenApiDocument(ServiceIdentity identity, Endpoints endpoints, Contracts contracts) {
        this.identity = identity;
        this.endpoints = endpoints;
        this.contracts = contracts;
    }

    Map<String, Object> describe() {
        var used = new TreeSet<String>(List.of("problem"));
        var paths = new TreeMap<String, Map<String, Object>>();
        for (var endpoint : endpoints.list()) {
            paths.computeIfAbsent(endpoint.path(), path -> new TreeMap<>())
                    .put(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint, used));
        }
        var schemas = new TreeMap<String, Object>();
        used.forEach(name -> schemas.put(name, contracts.schema(name)));
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info", Map.of("title", "HAIOS " + identity.name(), "version", identity.version()));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        Map.of("bearer", Map.of("type", "http", "scheme", "bearer"))));
        return document;
    }

    private Map<String, Object> operation(Endpoints.Endpoint endpoint, Set<String> used) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put(
                "operationId",
                endpoint.method().toLowerCase(Locale.ROOT)
                        + "_"
                        + endpoint.path().replaceAll("[^a-zA-Z0-9]+", "_").replaceAll("^_|_$", ""));
        var parameters = new java.util.ArrayList<Map<String, Object>>();
        for (var parameter : endpoint.handler().getMethodParameters()) {
            describe(parameter, parameters);
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                operation.put("requestBody", body(parameter, used));
            }
        }
        if (readsItsBodyItself(endpoint.handler())) {
            operation.putIfAbsent("requestBody", body(Map.of("type", "object")));
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        operation.put(
                "responses", Map.of("2XX", Map.of("description", "Done"), "default", PROBLEM));
        return operation;
    }

    private static void describe(MethodParameter parameter, List<Map<String, Object>> parameters) {
        var name = String.valueOf(parameter.getParameter().getName());
        var path = parameter.getParameterAnnotation(PathVariable.class);
        if (path != null) {
            var shown = path.value().isEmpty() ? name : path.value();
            parameters.add(entry(shown, "path", true, parameter));
        }
        var query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
            var shown = query.value().isEmpty() ? name : query.value();
            boolean required =
                    query.required()
                            && query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                            && !parameter.isOptional();
            parameters.add(entry(shown, "query", required, parameter));
        }
    }

    private static Map<String, Object> entry(
            String name, String in, boolean required, MethodParameter parameter) {
        return Map.of(
                "name", name,
                "in", in,
                "required", required,
                "schema", Map.of("type", jsonType(parameter.getParameterType())));
    }

    private static String jsonType(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (List.class.isAssignableFrom(type)) {
            return "array";
        }
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return "integer";
        }
        return "string";
    }

    private static Map<String, Object> body(MethodParameter parameter, Set<String> used) {
        var contract = parameter.getParameterType().getAnnotation(Contract.class);
        Map<String, Object> schema = Map.of("type", "object");
        if (contract != null) {
            used.add(contract.value());
            schema = Map.of("$ref", "#/components/schemas/" + contract.value());
        }
        return body(schema);
    }

    private static Map<String, Object> body(Map<String, Object> schema) {
        return Map.of(
                "required", true, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    /** A handler that says what it consumes, and binds nothing, reads the body as bytes. */
    private static boolean readsItsBodyItself(HandlerMethod handler) {
        var mapping =
                AnnotatedElementUtils.findMergedAnnotation(
                        handler.getMethod(), RequestMapping.class);
        return mapping != null && mapping.consumes().length > 0;
    }
}
