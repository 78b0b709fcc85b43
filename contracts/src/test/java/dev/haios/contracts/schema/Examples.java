package dev.haios.contracts.schema;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.haios.contracts.event.Event;
import dev.haios.contracts.event.EventBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The example bodies beside the schemas, and the record of each schema. */
final class Examples {

    static final Path FOLDER = Path.of("examples");

    /** The record that each schema's bodies are bound to. */
    static final Map<String, Class<?>> RECORDS = records();

    private Examples() {}

    static List<Example> of(String schema, String kind) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(schema).resolve(kind))) {
            return files.sorted().map(file -> new Example(schema, file)).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Stream<Example> all(String kind) {
        return RECORDS.keySet().stream().flatMap(schema -> of(schema, kind).stream());
    }

    static Class<?> recordOf(String schema) {
        return Objects.requireNonNull(RECORDS.get(schema), schema);
    }

    /**
     * Binds a body the way its receiver does, which for an event means taking it apart.
     *
     * @throws tools.jackson.core.JacksonException if the record refuses it
     * @throws IllegalArgumentException if an event cannot be taken apart
     */
    static Object bind(String schema, byte[] body) {
        Object bound = Wire.read(body, recordOf(schema));
        switch (bound) {
            case Event event -> event.flat();
            case EventBatch batch -> batch.events().forEach(Event::flat);
            default -> {}
        }
        return bound;
    }

    private static Map<String, Class<?>> records() {
        Map<String, Class<?>> records = new TreeMap<>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.haios.contracts")) {
            if (type.isAnnotatedWith(Contract.class)) {
                records.put(type.getAnnotationOfType(Contract.class).value(), type.reflect());
            }
        }
        return records;
    }

    /** One example body. */
    record Example(String schema, Path file) {

        String name() {
            return file.getFileName().toString().replace(".json", "");
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        JsonNode body() {
            return Wire.mapper().readTree(bytes());
        }

        @Override
        public String toString() {
            return schema + "/" + name();
        }
    }
}
