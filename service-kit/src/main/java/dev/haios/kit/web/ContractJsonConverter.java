package dev.haios.kit.web;

import dev.haios.contracts.schema.Contract;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.StrictText;
import dev.haios.contracts.schema.Violation;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

    private static final String NOT_JSON = "The body is not valid JSON; see errors.";

    /** Where Jackson tells which of its settings refused. */
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    private final Contracts contracts;
    private final BodyReader bodies;

    ContractJsonConverter(Contracts contracts, BodyReader bodies) {
        super(Wire.mapper());
        this.contracts = contracts;
        this.bodies = bodies;
    }

    @Override
    public Object read(
            ResolvableType type, HttpInputMessage input, @Nullable Map<String, Object> hints)
            throws IOException {
        refuseCoded(input);
        byte[] body = bodies.read(input.getBody());
        return bodies.parse(body, () -> parsed(body, type.toClass(), input));
    }

    private Object parsed(byte[] body, Class<?> target, HttpInputMessage input) throws IOException {
        var encoding = StrictText.encoding(body);
        if (encoding.isPresent()) {
            throw refused(NOT_JSON, List.of(encoding.get()), input);
        }
        try {
            var contract = target.getAnnotation(Contract.class);
            if (contract != null) {
                check(contract.value(), body, input);
            }
            return Wire.read(body, target);
        } catch (StreamReadException e) {
            throw refused(NOT_JSON, List.of(at(e)), input);
        } catch (JacksonException e) {
            throw refused("The body holds an impossible value; see errors.", List.of(at(e)), input);
        }
    }

    /** JSON is UTF-8 (RFC 8259, 8.1); a charset that says otherwise is a mistake or a trick. */
    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        var charset = mediaType == null ? null : mediaType.getCharset();
        return (charset == null || charset.equals(StandardCharsets.UTF_8))
                && super.canRead(type, mediaType);
    }

    private void check(String contract, byte[] body, HttpInputMessage input) {
        JsonNode tree = Wire.tree(body);
        var halves = StrictText.halves(body, tree);
        var violations = halves.isEmpty() ? contracts.violations(contract, tree) : halves;
        if (!violations.isEmpty()) {
            throw refused(
                    "The body does not match contracts/" + contract + ".schema.json; see errors.",
                    violations,
                    input);
        }
    }

    private static void refuseCoded(HttpInputMessage input) {
        var coding = input.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new RefusedBodyException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Bodies are taken without a Content-Encoding.",
                    List.of(),
                    input);
        }
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
        var message = words(e);
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

    /** In words for the caller: Jackson's own name classes and settings between backticks. */
    private static String words(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException bound && bound.getMessage() != null) {
            // A compact constructor refused; its sentence is meant for the caller.
            return bound.getMessage();
        }
        var said = SETTING.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
        if (said.startsWith("Trailing token")) {
            return "something follows the JSON value";
        }
        return said.indexOf('`') < 0 ? said : "has a value of the wrong kind";
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
