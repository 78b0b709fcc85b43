package dev.haios.cli.receipts;

import dev.haios.cli.call.ServiceCalls;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code haios receipts verify}. */
@Command(
        name = "verify",
        header = "Prove that no receipt was edited, deleted or cut off.",
        description = {
            "Computes every hash anew from the stored text, follows the chain, compares the files"
                    + " in artifacts/costs/ with it, and checks the signature of its end with the"
                    + " keys in artifacts/engine/keys/. It also remembers where the chain ended, so"
                    + " that one that became shorter is noticed next time."
        },
        footer = {
            "",
            "Exit codes: 0 intact; 2 bad usage; 3 the gateway cannot be reached; 6 not intact, and"
                    + " the first damaged receipt is named."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--no-files",
            description = "Leave out the files, e.g. when the gateway runs on another machine.")
    private boolean noFiles;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ServiceCalls calls = new ServiceCalls(session)) {
            ChainReader chain = new ChainReader(calls, session.terminal());
            Verification verification = Verification.of(session, chain, !noFiles);
            verification.print(session, output.json());
            return verification.damage().isEmpty() ? ExitCode.OK : ExitCode.BROKEN;
        }
    }
}
