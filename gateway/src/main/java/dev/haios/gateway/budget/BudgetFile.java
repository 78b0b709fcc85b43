package dev.haios.gateway.budget;

import dev.haios.contracts.budget.BudgetLimit;
import dev.haios.contracts.schema.Contracts;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.home.HaiosHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code config/budgets.json}: an object of limits by scope under {@code budgets}. */
@Component
class BudgetFile {

    private static final int MAX_BYTES = 1 << 20;

    private final Path path;
    private final Contracts contracts;

    BudgetFile(BudgetSettings settings, HaiosHome home, Contracts contracts) {
        this.path = home.config().resolve(settings.file()).normalize();
        this.contracts = contracts;
    }

    /** What is wrong with the file, for people. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String detail) {
            super(detail);
        }
    }

    /** The text as it is now; empty when there is no file. */
    String text() {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Unusable(path + " is larger than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new Unusable("cannot read " + path + ": " + e);
        }
    }

    /** Its limits by scope. */
    Map<String, BudgetLimit> parse(String text) {
        var limits = new LinkedHashMap<String, BudgetLimit>();
        if (text.isEmpty()) {
            return limits;
        }
        try {
            var budgets = Wire.mapper().readTree(text).path("budgets");
            if (!budgets.isObject()) {
                throw new Unusable(path + ": \"budgets\" must be an object of limits by scope");
            }
            for (var entry : budgets.properties()) {
                limits.put(BudgetScope.checked(entry.getKey()), limit(entry));
            }
            return limits;
        } catch (JacksonException e) {
            throw new Unusable(path + ": " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new Unusable(path + ": " + e.getMessage());
        }
    }

    private BudgetLimit limit(Map.Entry<String, JsonNode> entry) {
        var violations = contracts.violations("budget_limit", entry.getValue());
        if (!violations.isEmpty()) {
            var first = violations.getFirst();
            throw new IllegalArgumentException(
                    entry.getKey() + first.pointer() + " " + first.detail());
        }
        return Wire.mapper().treeToValue(entry.getValue(), BudgetLimit.class);
    }
}
