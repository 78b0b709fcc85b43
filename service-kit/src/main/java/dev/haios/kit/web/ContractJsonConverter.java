package dev.haios.kit.web;

import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Violation;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/**
 * Reads request bodies: at most so many bytes, strict JSON, then the schema named by the target
 * type's {@link Contract}, and only then the record. Doing this in the converter rather than in a
 * filter leaves 404, 405 and 415 to be answered first.
 */
final class ContractJsonConverter extends JacksonJsonHttpMessageConverter {

    private final Contracts contracts;
    private final int maxBytes;

    ContractJsonConverter(Contracts contracts, int maxBytes) {
        super(Wire.mapper());
        this.contracts = contracts;
        this.maxBytes = maxBytes;
    }

    @Override
    public Object read(
            ResolvableType type, HttpInputMessage input, @Nullable Map<String, Object> hints)
            throws IOException {
        var target = type.toClass();
        byte[] body = readBounded(input);
        try {
            var contract = target.getAnnotation(Contract.class);
            if (contract != null) {
                var violations = contracts.violations(contract.value(), parse(body));
                if (!violations.isEmpty()) {
                    throw refused(
                            "The body does not match contracts/"
                                    + contract.value()
                                    + ".schema.json; see errors.",
                            violations,
                            input);
                }
            }
            return Wire.read(body, target);
        } catch (StreamReadException e) {
            throw refused("The body is not valid JSON; see errors.", List.of(at(e)), input);
        } catch (JacksonException e) {
            throw refused("The body holds an impossible value; see errors.", List.of(at(e)), input);
        }
    }

    private static JsonNode parse(byte[] body) {
        return Wire.mapper().readTree(body);
    }

    private byte[] readBounded(HttpInputMessage input) throws IOException {
        byte[] body = input.getBody().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new RefusedBodyException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The body is larger than " + maxBytes + " bytes.",
                    List.of(),
                    input);
        }
        return body;
    }

    private static RefusedBodyException refused(
            String detail, List<Violation> violations, HttpInputMessage input) {
        return new RefusedBodyException(HttpStatus.BAD_REQUEST, detail, violations, input);
    }

    /**
     * Where the parser or the binder stood. The message alone: its source excerpt may be secret.
     */
    private static Violation at(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            path.append('/')
                    .append(
                            step.getPropertyName() == null
                                    ? Integer.toString(step.getIndex())
                                    : escape(step.getPropertyName()));
        }
        if (path.isEmpty() && e.processor() instanceof JsonParser parser) {
            path.append(parser.streamReadContext().pathAsPointer());
        }
        var cause = e.getCause();
        var message = e.getOriginalMessage();
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            // A compact constructor refused; its sentence is meant for the caller.
            message = cause.getMessage();
        }
        var location = e.getLocation();
        return new Violation(
                path.toString(),
                location == null || location.getLineNr() < 1
                        ? message
                        : "line "
                                + location.getLineNr()
                                + ", column "
                                + location.getColumnNr()
                                + ": "
                                + message);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
