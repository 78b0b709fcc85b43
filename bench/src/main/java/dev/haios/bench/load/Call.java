package dev.haios.bench.load;

/**
 * A call to repeat. In path and body, {@code {n}} is replaced by a number that goes through 0 to
 * {@code keys - 1} again and again, and {@code {g}} by that number modulo {@code groups}.
 *
 * @param body empty for none
 */
public record Call(String method, String url, String body, int keys, int groups) {

    public Call {
        if (keys < 1 || groups < 1) {
            throw new IllegalArgumentException("at least one key and one group");
        }
    }

    /** A call that is the same every time. */
    public static Call always(String method, String url, String body) {
        return new Call(method, url, body, 1, 1);
    }

    /** The body for one number. */
    public String body(int number) {
        return fill(body, number);
    }

    /** The URL for one number. */
    public String url(int number) {
        return fill(url, number);
    }

    private String fill(String template, int number) {
        return template.replace("{n}", Integer.toString(number))
                .replace("{g}", Integer.toString(number % groups));
    }
}
