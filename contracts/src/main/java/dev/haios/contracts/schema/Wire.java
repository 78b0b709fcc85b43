package dev.haios.contracts.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON of HAIOS: {@code snake_case} names, lower-case enum words, RFC 3339 timestamps in UTC
 * with {@code Z}, exact decimals, nulls left out, absent lists read as empty ones. Both mappers are
 * immutable and shared by all threads.
 */
public final class Wire {

    private static final int STRICT_DEPTH = 32;
    private static final int LENIENT_DEPTH = 200;

    private static final Pattern TIMESTAMP =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
    private static final String NOT_A_TIMESTAMP =
            "must be a timestamp in UTC such as 2026-01-31T12:00:00Z";

    private static final JsonMapper STRICT =
            common(STRICT_DEPTH)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .withCoercionConfigDefaults(config ->
                            config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                    .withCoercionConfig(
                            LogicalType.Textual,
                            config ->
                                    config.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    private static final JsonMapper LENIENT =
            common(LENIENT_DEPTH)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Wire() {}

    /**
     * The mapper for what we are sent: unknown and repeated fields, trailing text, numbers in
     * strings and nesting deeper than 32 are errors.
     */
    public static JsonMapper mapper() {
        return STRICT;
    }

    /** The mapper for other people's answers: unknown fields are ignored, nesting may reach 200. */
    public static JsonMapper lenient() {
        return LENIENT;
    }

    /**
     * Reads a body strictly as a tree.
     *
     * @throws JacksonException if it is not JSON
     */
    public static JsonNode tree(byte[] utf8) {
        return honest(() -> STRICT.readTree(utf8));
    }

    /**
     * A number such as {@code 1e2147483648} is JSON, but no {@link BigDecimal}; the parser says so
     * with an exception that is none of its own.
     */
    static JsonNode honest(Supplier<JsonNode> reading) {
        try {
            return reading.get();
        } catch (NumberFormatException e) {
            // Without its cause, whose message names a class of Java's.
            throw new StreamReadException(null, "a number's exponent is too large");
        }
    }

    /**
     * Reads a body strictly and keeps every {@link RawJson} in it byte for byte.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON or does not fit the type
     */
    public static <T> T read(byte[] utf8, Class<T> type) {
        return STRICT.readerFor(type).withAttribute(RawJson.SOURCE, utf8).readValue(utf8);
    }

    /**
     * Reads somebody's answer leniently and keeps every {@link RawJson} in it byte for byte. With
     * {@code RawJson.class} it tells whether the answer is exactly one JSON value.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON or does not fit the type
     */
    public static <T> T readReply(byte[] utf8, Class<T> type) {
        return LENIENT.readerFor(type).withAttribute(RawJson.SOURCE, utf8).readValue(utf8);
    }

    /**
     * Reads a timestamp as it stands on the wire: RFC 3339 in UTC, with {@code Z}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Instant instant(String text) {
        if (TIMESTAMP.matcher(text).matches()) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noSuchDay) {
                throw new IllegalArgumentException(NOT_A_TIMESTAMP, noSuchDay);
            }
        }
        throw new IllegalArgumentException(NOT_A_TIMESTAMP);
    }

    /** The word an enum constant is written as: {@code WAITING_APPROVAL} is "waiting_approval". */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant a word stands for; empty for an unknown word or one in another case. */
    public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        for (E candidate : type.getEnumConstants()) {
            if (word(candidate).equals(word)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static JsonMapper.Builder common(int depth) {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(depth).build())
                        .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .annotationIntrospector(
                        new AnnotationIntrospectorPair(
                                new JacksonAnnotationIntrospector(), new NullnessIntrospector()))
                .addModule(
                        new SimpleModule("haios")
                                .addDeserializer(Instant.class, new InstantReader())
                                .addSerializer(BigDecimal.class, new DecimalWriter()))
                .changeDefaultPropertyInclusion(
                        included -> included.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                // A record reads best in the order its author chose.
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }
}
