package dev.haios.adapters.choice;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Bound from {@code haios.llm}.
 *
 * @param adapter the value of {@code HAIOS_ADAPTER}
 */
@ConfigurationProperties("haios.llm")
record AdapterSettings(String adapter) {

    AdapterSettings {
        var word = adapter;
        if (Arrays.stream(Adapter.values()).noneMatch(known -> word(known).equals(word))) {
            throw new IllegalArgumentException(
                    "HAIOS_ADAPTER must be one of "
                            + Arrays.stream(Adapter.values())
                                    .map(AdapterSettings::word)
                                    .collect(Collectors.joining(", "))
                            + ", but is '"
                            + word
                            + "'");
        }
    }

    Adapter chosen() {
        return Adapter.valueOf(adapter.toUpperCase(Locale.ROOT));
    }

    private static String word(Adapter adapter) {
        return adapter.name().toLowerCase(Locale.ROOT);
    }
}
