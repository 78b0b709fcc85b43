package dev.haios.events.sse;

import dev.haios.events.Problems;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a client wants to go on: {@code <epoch>-<seq>} as the stream's ids are written, or a bare
 * {@code <seq>}.
 *
 * @param epoch null when the client did not say
 */
record Position(@Nullable Long epoch, long seq) {

    private static final Pattern FORM = Pattern.compile("(?:([0-9]{1,18})-)?([0-9]{1,18})");

    static Position parse(String parameter, String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw Problems.invalidParameter(
                    parameter, "'" + parameter + "' must be <seq> or <epoch>-<seq>.");
        }
        var epoch = match.group(1);
        return new Position(
                epoch == null ? null : Long.valueOf(epoch), Long.parseLong(match.group(2)));
    }

    /** In a log of another epoch everything is new to the client. */
    long within(long currentEpoch) {
        return epoch == null || epoch == currentEpoch ? seq : 0;
    }
}
