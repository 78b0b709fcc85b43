package dev.haios.cli.receipts;

import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.receipt.ChainLink;
import dev.haios.contracts.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a verification found.
 *
 * @param first where the kept part begins; 0 for an empty chain
 * @param count how many receipts were checked
 * @param last the last sequence number; 0 for an empty chain
 * @param signedTo the last receipt the signed head covers
 * @param filesCompared whether files were there to compare with
 * @param damage what is wrong, the first in the chain first
 */
record Verification(
        long first,
        long count,
        long last,
        long signedTo,
        boolean filesCompared,
        List<Damage> damage) {

    static Verification of(Session session, ChainReader chain, boolean withFiles) {
        ChainCheck check = new ChainCheck(VerifiedHead.load(session));
        ReceiptFiles files = new ReceiptFiles(session);
        boolean compare = withFiles && files.arePresent();
        chain.forEach(row -> {
            // Files are compared with an intact chain only.
            if (check.add(row) && compare) {
                files.add(row);
            }
        });
        long end = check.last().map(ChainLink::seq).orElse(0L);
        ChainHead head = chain.head(end);
        List<Damage> damage = new ArrayList<>();
        check.finish(head).ifPresent(damage::add);
        headDamage(session, check, head).ifPresent(damage::add);
        if (compare && damage.isEmpty()) {
            damage.addAll(files.compare());
        }
        if (damage.isEmpty()) {
            check.last().ifPresent(row -> new VerifiedHead(row.seq(), row.hash()).store(session));
        }
        return new Verification(
                check.first(), check.count(), end, head.seq(), compare, List.copyOf(damage));
    }

    private static Optional<Damage> headDamage(Session session, ChainCheck check, ChainHead head) {
        Optional<Damage> damage = new HeadSignature(session).judge(head);
        boolean other =
                check.last()
                        .filter(row -> row.seq() == head.seq() && !row.hash().equals(head.hash()))
                        .isPresent();
        return damage.isEmpty() && other
                ? Optional.of(
                        new Damage(
                                Damage.Kind.EDITED,
                                head.seq(),
                                "the signed head knows another text of it"))
                : damage;
    }

    void print(Session session, boolean json) {
        Terminal terminal = session.terminal();
        if (json) {
            terminal.line(document().toString());
        } else if (damage.isEmpty()) {
            terminal.line(
                    terminal.paint(Colour.GOOD, "intact")
                            + "  %d receipts, chain and signature hold%s"
                                    .formatted(count, filesCompared ? ", files agree" : ""));
            if (first > 1) {
                terminal.line(
                        "  it begins with receipt " + first + ": older ones are past their time");
            }
            if (signedTo < last) {
                terminal.line(
                        "  the last %d are not signed yet; verify again in a moment"
                                .formatted(last - signedTo));
            }
            if (!filesCompared) {
                terminal.line("  files were not compared");
            }
        } else {
            terminal.line(
                    terminal.paint(Colour.BAD, "NOT INTACT") + "  " + count + " receipts read");
            for (Damage one : damage) {
                terminal.line(
                        "  "
                                + terminal.paint(Colour.BAD, one.word())
                                + (one.seq() == 0 ? "" : "  receipt " + one.seq())
                                + "  "
                                + Terminal.plain(one.detail()));
            }
        }
    }

    private ObjectNode document() {
        ObjectNode document = Wire.mapper().createObjectNode();
        document.put("intact", damage.isEmpty())
                .put("receipts", count)
                .put("first_seq", first)
                .put("last_seq", last)
                .put("signed_to_seq", signedTo)
                .put("files_compared", filesCompared);
        document.putArray("damage");
        for (Damage one : damage) {
            ObjectNode row = document.withArray("damage").addObject();
            row.put("kind", one.word().replace(' ', '_')).put("detail", one.detail());
            if (one.seq() > 0) {
                row.put("seq", one.seq());
            }
        }
        return document;
    }
}
