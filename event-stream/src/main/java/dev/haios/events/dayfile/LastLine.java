package dev.haios.events.dayfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last whole line of a day file: how far the file has come.
 *
 * @param epoch of the log it was written from
 * @param seq its event's number
 */
record LastLine(long epoch, long seq) {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\{\"seq\":([0-9]{1,18}),\"epoch\":([0-9]{1,18}),.*}\n", Pattern.DOTALL);
    private static final int BLOCK = 8192;

    /**
     * Finds it and cuts off what a process that was killed, or a full disk, left half written
     * behind it.
     *
     * @return null when the file holds no whole line; it is empty then
     */
    static @Nullable LastLine mend(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            while (end > 0) {
                long start = startOfLine(channel, end);
                var match = LINE.matcher(read(channel, start, end));
                if (match.matches()) {
                    channel.truncate(end);
                    return new LastLine(
                            Long.parseLong(match.group(2)), Long.parseLong(match.group(1)));
                }
                end = start;
            }
            channel.truncate(0);
            return null;
        }
    }

    /** Where the line begins whose last byte, a line break or not, lies just before {@code end}. */
    private static long startOfLine(FileChannel channel, long end) throws IOException {
        long blockEnd = end - 1;
        while (blockEnd > 0) {
            long blockStart = Math.max(0, blockEnd - BLOCK);
            int lineBreak = read(channel, blockStart, blockEnd).lastIndexOf('\n');
            if (lineBreak >= 0) {
                return blockStart + lineBreak + 1;
            }
            blockEnd = blockStart;
        }
        return 0;
    }

    /** Latin-1, so that characters and bytes have the same positions. */
    private static String read(FileChannel channel, long from, long to) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Until all of it is there.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
