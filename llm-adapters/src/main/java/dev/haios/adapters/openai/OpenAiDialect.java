package dev.haios.adapters.openai;

import dev.haios.adapters.backend.Finish;
import dev.haios.adapters.remote.ApiKey;
import dev.haios.adapters.remote.Ask;
import dev.haios.adapters.remote.Dialect;
import dev.haios.adapters.remote.Draft;
import dev.haios.adapters.remote.Refusal;
import dev.haios.adapters.remote.Refusal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** {@code POST /chat/completions}: hands a chat request on almost as it came. */
public final class OpenAiDialect implements Dialect {

    /** Their answers have no place in ours. */
    private static final List<String> UNANSWERABLE = List.of("n", "logprobs", "top_logprobs");

    /** Of a 429: these do not pass by waiting. */
    private static final Set<String> NO_CREDIT =
            Set.of(
                    "insufficient_quota",
                    "credit_balance_exhausted",
                    "organization_spend_limit_exceeded",
                    "project_spend_limit_exceeded",
                    "organization_usage_limit_exceeded");

    private static final Set<String> UNTAKEN = Set.of("unsupported_value", "unsupported_parameter");

    private final boolean modern;

    private OpenAiDialect(boolean modern) {
        this.modern = modern;
    }

    /** OpenAI's own: the longest answer is {@code max_completion_tokens}. */
    public static OpenAiDialect current() {
        return new OpenAiDialect(true);
    }

    /** That of others, who know {@code max_tokens}. */
    public static OpenAiDialect classic() {
        return new OpenAiDialect(false);
    }

    @Override
    public Ask ask(ObjectNode chat, String model, boolean streamed, Set<String> without) {
        var body = chat.deepCopy();
        List<String> ignored = new ArrayList<>();
        for (var name : UNANSWERABLE) {
            if (body.has(name) && !(name.equals("n") && body.path(name).asInt(0) == 1)) {
                ignored.add(name);
            }
            body.remove(name);
        }
        var longest =
                body.hasNonNull("max_completion_tokens")
                        ? body.path("max_completion_tokens")
                        : body.path("max_tokens");
        body.remove(List.of("max_tokens", "max_completion_tokens", "stream_options"));
        if (longest.isNumber()) {
            body.set(modern ? "max_completion_tokens" : "max_tokens", longest);
        }
        if (model.startsWith("gpt-6") && !body.path("tools").isEmpty()) {
            // These call tools in chat completions only without reasoning.
            body.putIfAbsent("reasoning_effort", StringNode.valueOf("none"));
        }
        body.remove(without);
        body.put("model", model).put("stream", streamed);
        if (streamed) {
            body.putObject("stream_options").put("include_usage", true);
        }
        return new Ask("/chat/completions", body, ignored);
    }

    @Override
    public void sign(HttpRequest request, ApiKey key) {
        if (!key.isMissing()) {
            request.setHeader("Authorization", "Bearer " + key.secret());
        }
    }

    @Override
    public void whole(JsonNode reply, Draft draft) {
        draft.model(reply.path("model").asString(""));
        var choice = reply.path("choices").path(0);
        message(choice.path("message"), draft);
        finish(choice, draft);
        usage(reply.path("usage"), draft);
    }

    @Override
    public Reading reading() {
        return (data, draft) -> {
            if (data.hasNonNull("error")) {
                int code = data.path("error").path("code").asInt(500);
                return refusal(code >= 400 && code < 600 ? code : 500, data);
            }
            draft.model(data.path("model").asString(""));
            var choice = data.path("choices").path(0);
            message(choice.path("delta"), draft);
            finish(choice, draft);
            usage(data.path("usage"), draft);
            return null;
        };
    }

    /** A whole message or a piece of one: they have the same members. */
    private static void message(JsonNode message, Draft draft) {
        draft.text(message.path("content").asString(""));
        draft.text(message.path("refusal").asString(""));
        int place = 0;
        for (var call : message.path("tool_calls")) {
            var function = call.path("function");
            draft.toolCall(
                    call.path("index").asInt(place++),
                    text(call.path("id")),
                    text(function.path("name")),
                    function.path("arguments").asString(""));
        }
    }

    /** Empty is as good as absent: some servers repeat the member without its value. */
    private static @Nullable String text(JsonNode value) {
        var text = value.asString("");
        return text.isEmpty() ? null : text;
    }

    private static void finish(JsonNode choice, Draft draft) {
        switch (choice.path("finish_reason").asString("")) {
            case "" -> {}
            case "length" -> draft.finish(Finish.LENGTH);
            case "tool_calls", "function_call" -> draft.finish(Finish.TOOL_CALLS);
            case "content_filter" -> draft.finish(Finish.CONTENT_FILTER);
            default -> draft.finish(Finish.STOP);
        }
    }

    private static void usage(JsonNode usage, Draft draft) {
        if (!usage.isObject()) {
            return;
        }
        long in = usage.path("prompt_tokens").asLong(0);
        long out = usage.path("completion_tokens").asLong(0);
        draft.tokensIn(in);
        // xAI counts reasoning in the total only; it is paid for like any other output.
        draft.tokensOut(Math.max(out, usage.path("total_tokens").asLong(0) - in));
    }

    /** xAI's {@code error} is the message itself, beside a {@code code} that is a sentence. */
    @Override
    public Refusal refusal(int status, JsonNode body) {
        var error = body.path("error");
        var message = error.isString() ? error.asString() : error.path("message").asString("");
        return new Refusal(kind(status, error, message), message, text(error.path("param")), null);
    }

    private static Kind kind(int status, JsonNode error, String message) {
        var code = error.path("code").asString("");
        var words = message.toLowerCase(Locale.ROOT);
        if (NO_CREDIT.contains(code)
                || error.path("type").asString("").equals("insufficient_quota")
                // xAI says 400 to a wrong key.
                || words.contains("incorrect api key")) {
            return Kind.SHUT_OUT;
        }
        if (code.equals("context_length_exceeded")
                || words.contains("maximum context length")
                || words.contains("maximum prompt length")) {
            return Kind.TOO_LONG;
        }
        return UNTAKEN.contains(code) ? Kind.PARAMETER : Refusal.kind(status);
    }
}
