package dev.haios.kit.store;

import java.util.ArrayList;
import java.util.List;

/** The units of one transaction, each in its own savepoint. Confined to the writer thread. */
final class Group {

    private final Sessions sessions;
    private final List<Unit<?>> units = new ArrayList<>();
    private boolean changedRows;

    /** A group with its first unit, which the caller claimed. */
    Group(Sessions sessions, Unit<?> first) {
        this.sessions = sessions;
        units.add(first);
    }

    int size() {
        return units.size();
    }

    /** Whether a unit that succeeded changed any row, so that the commit really writes. */
    boolean changedRows() {
        return changedRows;
    }

    /** Takes a unit in, unless its caller withdrew it. */
    boolean join(Unit<?> unit) {
        return unit.claim() && units.add(unit);
    }

    /**
     * Runs a unit that joined.
     *
     * @throws StoreUnavailableException if the unit's failure took the transaction along
     */
    void perform(StoreConnection connection, Unit<?> unit) {
        long changes = connection.changes();
        var session = Session.writing(connection);
        boolean succeeded = unit.perform(session, sessions);
        var fatal = session.fatal();
        if (fatal != null) {
            throw fatal;
        }
        changedRows |= succeeded && connection.changes() != changes;
    }

    /**
     * After the commit: callbacks and answers, in commit order. Failed units are answered only now,
     * too: what made one fail may have been a neighbour's row, which the commit could still have
     * lost.
     */
    void settle(Pulse pulse) {
        for (var unit : units) {
            for (var action : unit.afterCommit()) {
                try {
                    unit.onBehalf(action);
                } catch (RuntimeException | Error e) {
                    pulse.callbackFailed(e);
                }
            }
            unit.release();
        }
    }

    /** Nothing of the group was committed. */
    void fail(StoreUnavailableException failure) {
        units.forEach(unit -> unit.fail(failure));
    }
}
