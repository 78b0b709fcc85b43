package dev.haios.cli.receipts;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ChainHead;
import dev.haios.contracts.receipt.ChainLink;
import java.util.Optional;

/**
 * Follows the chain row by row and keeps the first thing that is wrong with it. What comes after a
 * broken link proves nothing, so nothing after it is reported.
 */
final class ChainCheck {

    private final Optional<VerifiedHead> earlier;
    private Optional<Damage> damage = Optional.empty();
    private Optional<ChainLink> last = Optional.empty();
    private long first;
    private long count;

    /** {@code earlier}: the end of the chain when it was last found intact. */
    ChainCheck(Optional<VerifiedHead> earlier) {
        this.earlier = earlier;
    }

    /** Takes the next row, in the order the gateway gives them; whether all is well so far. */
    boolean add(ChainLink row) {
        if (damage.isEmpty()) {
            damage = judge(row);
        }
        if (first == 0) {
            first = row.seq();
        }
        last = Optional.of(row);
        count++;
        return damage.isEmpty();
    }

    private Optional<Damage> judge(ChainLink row) {
        long expected = last.map(before -> before.seq() + 1).orElse(row.seq());
        if (row.seq() != expected) {
            return found(
                    Damage.Kind.DELETED,
                    expected,
                    "receipt %d is followed by %d".formatted(expected - 1, row.seq()));
        }
        if (!row.isIntact()) {
            return found(Damage.Kind.EDITED, row.seq(), "its text does not have its hash");
        }
        if (row.seq() == 1 && !row.prevHash().equals(ChainEnd.START.hash())) {
            return found(Damage.Kind.DELETED, 1, "the chain does not begin with it");
        }
        if (last.filter(before -> !before.hash().equals(row.prevHash())).isPresent()) {
            return found(
                    Damage.Kind.EDITED,
                    row.seq() - 1,
                    "receipt %d was linked to a different text of it".formatted(row.seq()));
        }
        boolean rewritten =
                earlier.filter(head -> head.seq() == row.seq() && !head.hash().equals(row.hash()))
                        .isPresent();
        return rewritten
                ? found(
                        Damage.Kind.EDITED,
                        row.seq(),
                        "the chain up to here was written anew since it was last verified")
                : Optional.empty();
    }

    /** The first damage, now that all rows were seen, among them what only the head can tell. */
    Optional<Damage> finish(ChainHead head) {
        long end = last.map(ChainLink::seq).orElse(0L);
        long known = Math.max(head.seq(), earlier.map(VerifiedHead::seq).orElse(0L));
        if (damage.isEmpty() && end < known) {
            damage =
                    found(
                            Damage.Kind.TRUNCATED,
                            end + 1,
                            "the chain ended at receipt %d, now at %d".formatted(known, end));
        }
        return damage;
    }

    Optional<ChainLink> last() {
        return last;
    }

    /** Where the kept part of the chain begins; retention removes what is older. */
    long first() {
        return first;
    }

    long count() {
        return count;
    }

    private static Optional<Damage> found(Damage.Kind kind, long seq, String detail) {
        return Optional.of(new Damage(kind, seq, detail));
    }
}
