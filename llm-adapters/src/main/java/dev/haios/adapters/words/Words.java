package dev.haios.adapters.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a text into the words that may say what it is about, in any alphabet. */
public final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}+#]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}|'s\\b|’s\\b");

    /** English words that are as common in every domain, and small talk. */
    private static final Set<String> STOP =
            Set.of(
                    """
                    a about after again all also am an and any are as at be because been before \
                    being between both but by bye can could did do does doing don done each else for \
                    from had has have having he hello her here hey hi him his how i if in into is isn it its \
                    just let ll may me might more most must my no nor not now of off ok okay on one only \
                    or other our out over own per please re same shall she should so some still \
                    such than thank thanks that the their them then there these they this those through to too \
                    two under until up upon us ve very was we were what when where which while who \
                    whom whose why will with would yes yet you your\
                    """
                            .split(" "));

    private Words() {}

    /** Lower-case words without accents and stop words, in order; numbers are kept as digits. */
    public static List<String> of(String text) {
        var plain =
                MARKS.matcher(
                                Normalizer.normalize(
                                        text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                        .replaceAll("");
        List<String> words = new ArrayList<>();
        var matcher = WORD.matcher(plain);
        while (matcher.find()) {
            if (!STOP.contains(matcher.group())) {
                words.add(matcher.group());
            }
        }
        return words;
    }
}
