package dev.haios.adapters.remote;

import dev.haios.adapters.backend.ChunkSink;
import dev.haios.adapters.backend.Finish;
import dev.haios.contracts.model.ToolCall;
import dev.haios.contracts.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer that grows piece by piece and hands each piece on. Not thread-safe. */
public final class Draft {

    private final ChunkSink sink;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Call> calls = new TreeMap<>();
    private boolean begun;
    private @Nullable Finish finish;
    private @Nullable Long tokensIn;
    private @Nullable Long tokensOut;
    private @Nullable String model;

    Draft(ChunkSink sink) {
        this.sink = sink;
    }

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    /** The next piece of the text. */
    public void text(String piece) {
        if (!piece.isEmpty()) {
            begun = true;
            text.append(piece);
            sink.chunk(piece);
        }
    }

    /** The next piece of a tool call; id and name come with its first. */
    public void toolCall(
            int index, @Nullable String id, @Nullable String name, String argumentsPiece) {
        begun = true;
        var call = calls.computeIfAbsent(index, _ -> new Call());
        call.id = id == null ? call.id : id;
        call.name = name == null ? call.name : name;
        call.arguments.append(argumentsPiece);
        sink.toolCall(index, id, name, argumentsPiece);
    }

    public void finish(Finish reason) {
        finish = reason;
    }

    /** What the provider counted so far. */
    public void tokensIn(long count) {
        tokensIn = count;
    }

    /** What the provider counted so far. */
    public void tokensOut(long count) {
        tokensOut = count;
    }

    /** The model that really answered. */
    public void model(String name) {
        if (!name.isBlank() && name.length() <= 128) {
            model = name;
        }
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether the provider has said that, and why, it ended. */
    boolean isFinished() {
        return finish != null;
    }

    Finish finish() {
        // Some servers finish calls with "stop"; what counts is that there are some.
        return finish == null || (finish == Finish.STOP && !calls.isEmpty())
                ? calls.isEmpty() ? Finish.STOP : Finish.TOOL_CALLS
                : finish;
    }

    String text() {
        return text.toString();
    }

    List<ToolCall> calls() {
        List<ToolCall> all = new ArrayList<>();
        calls.values()
                .forEach(call ->
                        all.add(new ToolCall(call.id, call.name, call.arguments.toString())));
        return all;
    }

    /** The provider's count; null when it gave none. */
    @Nullable Usage usage() {
        return tokensIn == null || tokensOut == null
                ? null
                : new Usage(Math.max(0, tokensIn), Math.max(0, tokensOut), null);
    }

    @Nullable String model() {
        return model;
    }
}
