package dev.haios.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haios.gateway.support.GatewayFixture;
import dev.haios.gateway.support.ScriptedUpstream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client for JavaScript, unchanged but for its base URL. */
class OfficialClientTest {

    private static final String CLIENT = "openai@6.49.0";
    private static final Path FOLDER = Path.of("target", "openai-client").toAbsolutePath();

    private static final String SCRIPT =
            """
            import OpenAI from 'openai';
            const client = new OpenAI({baseURL: process.argv[2], apiKey: 'unused', maxRetries: 0});
            const messages = [{role: 'user', content: 'hi'}];
            const said = [];
            const whole = await client.chat.completions.create({model: 'auto', messages});
            said.push(whole.choices[0].message.content + ' ' + whole.usage.total_tokens);
            const stream = await client.chat.completions.create(
                {model: 'whole-1', messages, stream: true});
            let text = '';
            for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
            said.push(text);
            const names = [];
            for await (const model of client.models.list()) names.push(model.id);
            said.push(names.join(' '));
            try {
              await client.chat.completions.create({model: 'gpt-9', messages});
            } catch (e) {
              said.push(e.constructor.name + ' ' + e.status + ' ' + e.code + ' ' + e.param);
            }
            try {
              await client.embeddings.create({model: 'auto', input: 'x'});
            } catch (e) {
              said.push(e.constructor.name + ' ' + e.status + ' ' + e.code);
            }
            console.log(said.join('\\n'));
            """;

    @TempDir Path home;

    @Test
    void the_client_for_javascript_works_unchanged() throws Exception {
        assumeTrue(installed(), "node, npm or the npm registry is missing");
        var script = Files.writeString(FOLDER.resolve("client.mjs"), SCRIPT);
        try (var gateway = new GatewayFixture(home);
                var whole = ScriptedUpstream.answering(ChatTest.WHOLE)) {
            gateway.route(ChatTest.model("whole", "whole-1", whole.url()));
            whole.play((call, out) -> {
                if (call.body().contains("\"stream\":true")) {
                    ScriptedUpstream.streaming(
                                    "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n",
                                    "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}\n\n",
                                    "data: [DONE]\n\n")
                            .play(call, out);
                } else {
                    ScriptedUpstream.json(200, ChatTest.WHOLE).play(call, out);
                }
            });
            var output = home.resolve("client.log").toFile();
            int exit = run(output, "node", script.toString(), gateway.service().url() + "/v1");
            var said = Files.readString(output.toPath());
            assertThat(exit).as(said).isZero();
            assertThat(said.lines())
                    .containsExactly(
                            "Hello 10",
                            "Hello",
                            "auto whole whole-1",
                            "NotFoundError 404 model_not_found model",
                            "NotFoundError 404 not_offered");
        }
    }

    private boolean installed() throws IOException, InterruptedException {
        if (Files.exists(FOLDER.resolve("node_modules/openai/package.json"))) {
            return true;
        }
        Files.createDirectories(FOLDER);
        try {
            return run(
                            home.resolve("npm.log").toFile(),
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--prefix",
                            FOLDER.toString(),
                            CLIENT)
                    == 0;
        } catch (IOException e) {
            // There is no npm.
            return false;
        }
    }

    private static int run(File output, String... command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }
}
