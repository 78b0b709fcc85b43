package dev.haios.events.log;

import java.util.List;

/**
 * What became of events given to the log.
 *
 * @param seqs the number of each, in the order given; that of the first delivery for a repeated one
 * @param stored those that were new, ascending
 * @param lastSeq the last number given out
 */
public record Appended(List<Long> seqs, List<StoredEvent> stored, long lastSeq) {

    /** How many were known already, or given twice. */
    public int duplicates() {
        return seqs.size() - stored.size();
    }
}
