package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work, or one query, inside a transaction. Confined to the thread that runs it.
 *
 * <p>A unit is a savepoint, and so is a unit called inside a unit: what fails is undone up to where
 * it began and no further. The callbacks of what was undone are dropped with it.
 */
final class Session {

    private final StoreConnection connection;
    private final boolean writes;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable StoreUnavailableException lost;
    private boolean transactionEnded;

    private Session(StoreConnection connection, boolean writes) {
        this.connection = connection;
        this.writes = writes;
    }

    static Session writing(StoreConnection connection) {
        return new Session(connection, true);
    }

    static Session reading(StoreConnection connection) {
        return new Session(connection, false);
    }

    boolean writes() {
        return writes;
    }

    /** The connection for one statement; its transaction verbs and {@code close} are disarmed. */
    Connection lease() {
        requireWhole();
        return connection.leased();
    }

    /**
     * Remembers that a statement failed in a way after which SQLite may have rolled everything
     * back. Later statements of the unit would then run outside any transaction and survive the
     * failure of their own unit, so {@link #lease} refuses them, and the unit fails even if it
     * swallows this exception.
     */
    void lose(StoreUnavailableException failure) {
        if (lost == null) {
            lost = failure;
        }
    }

    /** Refuses to go on after {@link #lose}. */
    void requireWhole() {
        if (lost != null) {
            throw lost.again();
        }
    }

    /** The failure that took the whole group's transaction along, if one did. */
    @Nullable StoreUnavailableException fatal() {
        return transactionEnded ? lost : null;
    }

    /** What to run after the commit, in the order in which the units ended. */
    List<Runnable> afterCommit() {
        return afterCommit;
    }

    <T extends @Nullable Object> T unit(Supplier<T> work, @Nullable Consumer<? super T> onCommit) {
        if (!writes) {
            throw new IllegalStateException(
                    "store.write called inside store.read: a query sees a snapshot and cannot"
                            + " write; end the query first");
        }
        int mark = afterCommit.size();
        connection.savepoint();
        T result;
        try {
            result = work.get();
            requireWhole();
            connection.release();
        } catch (Throwable failure) {
            // Whatever it is, it must not leave half a unit to its neighbours' commit.
            afterCommit.subList(mark, afterCommit.size()).clear();
            undo();
            throw failure;
        }
        if (onCommit != null) {
            afterCommit.add(() -> onCommit.accept(result));
        }
        return result;
    }

    private void undo() {
        try {
            connection.rollbackToSavepoint();
        } catch (StoreUnavailableException e) {
            lose(
                    new StoreUnavailableException(
                            Reason.TRANSACTION_LOST, "a unit ended the transaction it ran in", e));
            transactionEnded = true;
        }
    }
}
