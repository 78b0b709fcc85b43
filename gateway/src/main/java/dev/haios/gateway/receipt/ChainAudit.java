package dev.haios.gateway.receipt;

import dev.haios.contracts.receipt.ChainEnd;
import dev.haios.contracts.receipt.ChainLink;
import java.util.Optional;

/**
 * Holds rows against the chain, one after another, and keeps the first thing that is wrong: an
 * edited row, a row that is missing between two others, or an end that is not the signed one. Not
 * thread-safe.
 */
final class ChainAudit {

    private final Optional<ChainEnd> signed;
    private ChainEnd last;
    private Optional<String> damage = Optional.empty();

    /**
     * A check of what follows {@code from}.
     *
     * @param signed the end that was signed last, if any was
     */
    ChainAudit(ChainEnd from, Optional<ChainEnd> signed) {
        this.last = from;
        this.signed = signed;
    }

    void next(StoredReceipt row) {
        if (damage.isEmpty()) {
            damage = judge(row);
        }
        last = new ChainEnd(row.seq(), row.text().hash());
    }

    private Optional<String> judge(StoredReceipt row) {
        var text = row.text();
        if (row.seq() != last.seq() + 1) {
            return Optional.of(
                    "receipts %d to %d are missing".formatted(last.seq() + 1, row.seq() - 1));
        }
        if (!text.prevHash().equals(last.hash())) {
            return Optional.of(
                    "receipt %d is not what %d follows".formatted(last.seq(), row.seq()));
        }
        if (!ChainLink.hash(text.prevHash(), text.body()).equals(text.hash())) {
            return Optional.of("receipt %d was changed".formatted(row.seq()));
        }
        if (signed.filter(end -> end.seq() == row.seq() && !end.hash().equals(text.hash()))
                .isPresent()) {
            return Optional.of("receipt %d is not the one that was signed".formatted(row.seq()));
        }
        return Optional.empty();
    }

    /** Where the check stands. */
    long seq() {
        return last.seq();
    }

    Optional<String> damage() {
        return damage;
    }

    /** The first damage, now that there are no more rows. */
    Optional<String> finish() {
        return damage.or(() ->
                signed.filter(end -> end.seq() > last.seq())
                        .map(end ->
                                "receipts %d to %d are missing at the end"
                                        .formatted(last.seq() + 1, end.seq())));
    }
}
