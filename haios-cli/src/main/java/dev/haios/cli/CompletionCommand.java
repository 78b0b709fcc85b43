package dev.haios.cli;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.OutputOptions;
import dev.haios.cli.session.Session;
import dev.haios.contracts.schema.Wire;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haios completion}: the script that makes a shell complete our commands and options. */
@Command(
        name = "completion",
        header = "Print a completion script for bash or zsh.",
        footer = {
            "",
            "  bash:  source <(haios completion bash)",
            "  zsh:   source <(haios completion zsh)",
            "",
            "Put the line into ~/.bashrc or ~/.zshrc to have it always."
        })
final class CompletionCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private OutputOptions output = new OutputOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "<shell>",
            arity = "0..1",
            defaultValue = "bash",
            description = "bash (the default) or zsh.")
    private String shell = "bash";

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!List.of("bash", "zsh").contains(shell)) {
            throw Failure.of(
                    ExitCode.USAGE, "no completion for " + shell, "There is one for bash and zsh.");
        }
        // One script serves both: under zsh it switches on zsh's support for bash completions
        // itself.
        String script = AutoComplete.bash("haios", spec.root().commandLine());
        session.terminal()
                .line(
                        output.json()
                                ? Wire.mapper().createObjectNode().put("script", script).toString()
                                : script);
        return ExitCode.OK;
    }
}
