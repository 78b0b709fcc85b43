package dev.haios.cli.receipts;

import dev.haios.contracts.schema.Wire;

/**
 * Something about the receipts that is not as the gateway wrote it.
 *
 * @param seq the first receipt it concerns; 0 when it concerns the head
 * @param detail one sentence
 */
record Damage(Kind kind, long seq, String detail) {

    enum Kind {
        /** The text of a receipt was changed. */
        EDITED,
        /** A receipt is missing between two others. */
        DELETED,
        /** Receipts are missing at the end. */
        TRUNCATED,
        /** A receipt file does not hold what its receipt says. */
        FILE_EDITED,
        /** A receipt has no file any more. */
        FILE_DELETED,
        /** The head's signature does not hold. */
        HEAD_NOT_SIGNED
    }

    /** The kind as it is printed. */
    String word() {
        return Wire.word(kind).replace('_', ' ');
    }
}
