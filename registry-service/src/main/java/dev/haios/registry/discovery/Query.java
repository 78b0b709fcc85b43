package dev.haios.registry.discovery;

import dev.haios.contracts.registry.ServiceDiscoveryQuery;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Violation;
import dev.haios.contracts.schema.Wire;
import dev.haios.registry.problem.Problems;
import java.util.List;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query string as its contract knows it: {@code cap} may repeat, {@code label.k=v} is a member of
 * {@code label}, anything else stands once.
 */
final class Query {

    private static final String LABEL = "label.";
    private static final String CONTRACT = "service_discovery_query";

    private Query() {}

    /**
     * Reads what is in the contract.
     *
     * @throws dev.haios.kit.web.ProblemException naming every parameter that is unknown or wrong
     */
    static ServiceDiscoveryQuery read(
            MultiValueMap<String, String> parameters, Contracts contracts) {
        var body = Wire.mapper().createObjectNode();
        parameters.forEach((name, values) -> add(body, name, values));
        var violations = contracts.violations(CONTRACT, body);
        if (!violations.isEmpty()) {
            throw Problems.invalidQuery(violations.stream().map(Query::inQuery).toList());
        }
        try {
            return Wire.mapper().treeToValue(body, ServiceDiscoveryQuery.class);
        } catch (tools.jackson.core.JacksonException e) {
            throw Problems.invalidParameter("query", "holds an impossible value");
        }
    }

    private static void add(ObjectNode body, String name, List<String> values) {
        if (name.equals("cap")) {
            values.forEach(body.withArray("/cap")::add);
            return;
        }
        if (values.size() > 1) {
            throw Problems.invalidParameter(name, "must stand once");
        }
        var value = values.getFirst();
        if (name.startsWith(LABEL)) {
            body.withObject("/label").put(name.substring(LABEL.length()), value);
        } else if (name.equals("limit") && value.matches("-?[0-9]{1,9}")) {
            body.put(name, Integer.parseInt(value));
        } else {
            body.put(name, value);
        }
    }

    private static Violation inQuery(Violation violation) {
        var name =
                violation
                        .pointer()
                        .replaceFirst("^/", "")
                        .replaceFirst("^cap/.*", "cap")
                        .replaceFirst("^label/", LABEL);
        return new Violation("?" + name, violation.detail());
    }
}
