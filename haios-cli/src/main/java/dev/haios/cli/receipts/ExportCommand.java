package dev.haios.cli.receipts;

import dev.haios.cli.call.Query;
import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code haios receipts export}. */
@Command(
        name = "export",
        header = "Write a receipt and its signature to files.",
        description = {
            "Writes <id>.json and <id>.json.sig, and prints the ssh-keygen command that checks them"
                    + " without any of our software."
        },
        footer = {
            "",
            "Exit codes: 0 written; 2 bad usage; 3 the gateway cannot be reached, or a file cannot"
                    + " be written; 4 there is no such receipt."
        })
final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(
            paramLabel = "<id>",
            description = "A receipt, or the run whose first receipt it is.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<folder>",
            description = "Where to write; the current folder when left out.")
    private Path folder = Path.of("");

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._:-]*")) {
            throw Failure.of(
                    ExitCode.USAGE, "\"" + id + "\" is no receipt id", ReceiptsCommand.SEE_LIST);
        }
        try (ServiceCalls calls = new ServiceCalls(session)) {
            JsonNode export =
                    calls.get("gateway", "/receipts/" + Query.segment(id) + "/export")
                            .orFail(ReceiptsCommand.SEE_LIST)
                            .json();
            write(export);
        }
        return ExitCode.OK;
    }

    private void write(JsonNode export) {
        Path receipt = folder.toAbsolutePath().resolve(id + ".json");
        Path signature = folder.toAbsolutePath().resolve(id + ".json.sig");
        try {
            Files.createDirectories(receipt.toAbsolutePath().getParent());
            // The signature is over these very bytes.
            Files.writeString(receipt, export.path("content").asString(""));
            Files.writeString(signature, export.path("signature").asString(""));
        } catch (IOException unwritable) {
            throw Failure.of(
                    ExitCode.FAILED,
                    "cannot write " + receipt + ": " + unwritable.getMessage(),
                    "Name another folder with -o.");
        }
        String check =
                "ssh-keygen -Y verify -f %s -I %s -n %s -s %s < %s"
                        .formatted(
                                quoted(new HeadSignature(session).allowedSigners()),
                                ChainHead.PRINCIPAL,
                                ChainHead.NAMESPACE,
                                quoted(signature),
                                quoted(receipt));
        if (output.json()) {
            session.terminal()
                    .line(
                            Wire.mapper()
                                    .createObjectNode()
                                    .put("receipt", receipt.toString())
                                    .put("signature", signature.toString())
                                    .put("check", check)
                                    .toString());
        } else {
            session.terminal().line("wrote " + receipt);
            session.terminal().line("wrote " + signature);
            session.terminal().line("Check it anywhere with:\n  " + check);
        }
    }

    private static String quoted(Path path) {
        String text = path.toAbsolutePath().normalize().toString();
        return text.matches("[A-Za-z0-9._/:@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
