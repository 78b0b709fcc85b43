package dev.haios.cli.receipts;

import dev.haios.cli.session.Session;
import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the files under {@code artifacts/costs} with the chain. A receipt's file holds what the
 * newest row with its receipt id holds (a streamed call has two: opened and closed), and the row's
 * hash.
 */
final class ReceiptFiles {

    private final Session session;
    private final Path folder;
    private final Map<String, Expected> newest = new HashMap<>();

    ReceiptFiles(Session session) {
        this.session = session;
        this.folder = session.artifacts().resolve("costs");
    }

    /**
     * What a file must hold. A chain may have a million rows, so their text is not kept.
     *
     * @param text digest of the receipt as this mapper writes it: a file is indented, and may write
     *     a number in another form of the same value
     */
    private record Expected(long seq, String hash, String text) {}

    /** Whether there are files on this machine to compare with. */
    boolean arePresent() {
        return Files.isDirectory(folder);
    }

    /** Takes a row of the chain that is intact up to here. */
    void add(ChainLink row) {
        JsonNode receipt = row.receipt();
        newest.put(
                receipt.path("receipt_id").asString(""),
                new Expected(row.seq(), row.hash(), digest(receipt)));
    }

    /** Every difference, in the order of the chain. */
    List<Damage> compare() {
        List<Damage> damage = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Path file : files()) {
            compare(file, seen, damage);
        }
        newest.forEach((id, row) -> {
            if (!seen.contains(id)) {
                damage.add(
                        new Damage(
                                Damage.Kind.FILE_DELETED,
                                row.seq(),
                                "no file holds receipt " + id));
            }
        });
        damage.sort(Comparator.comparingLong(Damage::seq));
        return damage;
    }

    private void compare(Path file, Set<String> seen, List<Damage> damage) {
        try {
            JsonNode tree = Wire.mapper().readTree(Files.readAllBytes(file));
            String id = tree.path("receipt_id").asString("");
            Expected row = newest.get(id);
            if (row == null) {
                // A file of a receipt that is gone from the chain is how a cut shows when the head
                // was cut too.
                damage.add(edited(file, 0, "it speaks of a receipt the chain does not hold"));
            } else if (!seen.add(id)) {
                damage.add(edited(file, row.seq(), "another file holds the same receipt"));
            } else if (!holds(tree, row)) {
                damage.add(edited(file, row.seq(), "it differs from the receipt"));
            }
        } catch (NoSuchFileException movedMeanwhile) {
            return;
        } catch (JacksonException notJson) {
            damage.add(edited(file, 0, "it is not JSON"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean holds(JsonNode tree, Expected expected) {
        if (!(tree instanceof ObjectNode receipt)) {
            return false;
        }
        JsonNode hash = receipt.remove("hash");
        return hash != null
                && hash.asString("").equals(expected.hash())
                && digest(receipt).equals(expected.text());
    }

    private static String digest(JsonNode receipt) {
        return ChainLink.hash("", receipt.toString());
    }

    private Damage edited(Path file, long seq, String detail) {
        return new Damage(Damage.Kind.FILE_EDITED, seq, session.shown(file) + ": " + detail);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
