package dev.haios.adapters.domain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by the build: trains the model from a folder of texts and writes it to a file. */
final class TrainDomains {

    private TrainDomains() {}

    /**
     * Arguments: the folder of texts, the file to write.
     *
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        var model = Trainer.train(TrainingSet.read(Path.of(arguments[0])).all());
        var file = Path.of(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.write(out);
        }
    }
}
