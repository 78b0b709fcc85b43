package dev.haios.kit.testing.hostile;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An endless, repeatable supply of bodies for one endpoint. */
final class HostileBodies {

    /** Each costs as much as a thousand others, and the size is all there is to it. */
    private static final int HUGE_EVERY = 400;

    private final int mostBytes;
    private final ValidBodies valid;
    private final SpoiledValues values;
    private final SpoiledBytes bytes;
    private final Random random;

    HostileBodies(
            JsonNode schema,
            Random random,
            Map<String, List<String>> known,
            Set<String> without,
            int mostBytes) {
        this.mostBytes = mostBytes;
        var rules = new Rules(schema);
        this.valid = new ValidBodies(rules, random, known, without);
        this.values = new SpoiledValues(rules, random);
        this.bytes = new SpoiledBytes(random);
        this.random = random;
    }

    HostileBody next(int number) {
        var body = valid.next();
        if (number % HUGE_EVERY == HUGE_EVERY - 1) {
            return SpoiledBytes.huge(body.toString(), mostBytes);
        }
        return switch (random.nextInt(10)) {
            // Valid ones among them: what refuses everything proves nothing.
            case 0 -> HostileBody.odd("valid", body.toString());
            case 1, 2, 3 -> bytes.of(body.toString());
            default -> values.of(body);
        };
    }
}
