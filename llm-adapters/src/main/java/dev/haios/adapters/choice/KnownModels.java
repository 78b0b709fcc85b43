package dev.haios.adapters.choice;

import dev.haios.adapters.backend.Price;
import dev.haios.contracts.routing.MatrixEntry;
import dev.haios.contracts.routing.ProviderMatrix;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.home.HaiosHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What {@code config/providers.matrix.json} knew of a model when this process started. */
final class KnownModels {

    private static final Logger LOG = LoggerFactory.getLogger(KnownModels.class);

    private final HaiosHome home;

    KnownModels(HaiosHome home) {
        this.home = home;
    }

    Optional<MatrixEntry> find(String provider, String model) {
        var file = home.config().resolve("providers.matrix.json");
        try {
            return Wire.mapper()
                    .readValue(Files.readAllBytes(file), ProviderMatrix.class)
                    .capabilities()
                    .values()
                    .stream()
                    .flatMap(capability -> capability.candidates().stream())
                    .filter(entry ->
                            provider.equals(entry.provider()) && model.equals(entry.model()))
                    .findFirst();
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read, so the price of {} is not known", file, model);
            return Optional.empty();
        }
    }

    static Price price(MatrixEntry entry) {
        return new Price(entry.usdPer1kIn(), entry.usdPer1kOut());
    }
}
