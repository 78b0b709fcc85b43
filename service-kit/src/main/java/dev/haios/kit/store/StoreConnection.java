package dev.haios.kit.store;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/**
 * A connection and the transaction verbs the store uses on it. Part of the dialect seam: of these
 * verbs only {@code BEGIN IMMEDIATE}, which takes the write lock at once instead of failing half
 * way through a unit, is SQLite's own. Used by one thread at a time.
 */
final class StoreConnection implements AutoCloseable {

    private final Connection connection;
    private final Connection leased;
    private final Map<String, PreparedStatement> verbs = new HashMap<>();

    StoreConnection(Connection connection) {
        this.connection = connection;
        this.leased =
                (Connection)
                        Proxy.newProxyInstance(
                                Connection.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                new Lease(connection, new StatementCache(connection)));
    }

    Connection leased() {
        return leased;
    }

    void beginWriting() {
        run("BEGIN IMMEDIATE");
    }

    void beginReading() {
        run("BEGIN");
    }

    void commit() {
        run("COMMIT");
    }

    void savepoint() {
        run("SAVEPOINT unit");
    }

    void release() {
        run("RELEASE SAVEPOINT unit");
    }

    /** Undoes the innermost savepoint and removes it. */
    void rollbackToSavepoint() {
        run("ROLLBACK TO SAVEPOINT unit");
        release();
    }

    /** Rows changed since the connection was opened, rolled back ones included. */
    long changes() {
        try {
            return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
        } catch (SQLException e) {
            throw SqliteErrors.unavailable("total_changes", e);
        }
    }

    private void run(String verb) {
        try {
            var statement = verbs.get(verb);
            if (statement == null) {
                statement = connection.prepareStatement(verb);
                verbs.put(verb, statement);
            }
            statement.execute();
        } catch (SQLException e) {
            throw SqliteErrors.unavailable(verb, e);
        }
    }

    /** Rolls back what is open. Closing the file's last connection empties the log into it. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
