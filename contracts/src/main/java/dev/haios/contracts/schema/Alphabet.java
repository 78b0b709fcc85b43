package dev.haios.contracts.schema;

/** Some ASCII characters; tells faster than a regular expression whether a text holds no other. */
final class Alphabet {

    private static final int ASCII = 128;

    private final boolean[] members = new boolean[ASCII];

    private Alphabet() {}

    /** An alphabet of these ASCII characters. */
    static Alphabet of(String characters) {
        var alphabet = new Alphabet();
        characters.chars().forEach(character -> alphabet.members[character] = true);
        return alphabet;
    }

    boolean holds(char character) {
        return character < ASCII && members[character];
    }

    boolean covers(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!holds(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
