package dev.haios.contracts.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times of {@code valid-after} and {@code valid-before}: YYYYMMDD[HHMM[SS]][Z]. */
final class ValidityTime {
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{8}(?:\\d{4}(?:\\d{2})?)?)(Z|UTC)?", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final int DIGITS = 14;

    private ValidityTime() {}

    /**
     * Without Z the time is the zone's standard time, in summer too: OpenSSH calls mktime with
     * {@code tm_isdst} zero, and a key must not expire an hour apart in the two programs.
     */
    static Instant parse(String text, ZoneId zone) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw invalid(text);
        }
        try {
            String digits = shape.group(1);
            String padded = digits + "0".repeat(DIGITS - digits.length());
            LocalDateTime time = LocalDateTime.parse(padded, SECONDS);
            ZoneRules rules = zone.getRules();
            ZoneOffset standard = rules.getStandardOffset(time.toInstant(rules.getOffset(time)));
            return time.toInstant(shape.group(2) == null ? standard : ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw invalid(text);
        }
    }

    private static SshFormatException invalid(String text) {
        return new SshFormatException(
                "'" + text + "' is not a time; write YYYYMMDD or YYYYMMDDHHMM[SS], and Z for UTC");
    }
}
