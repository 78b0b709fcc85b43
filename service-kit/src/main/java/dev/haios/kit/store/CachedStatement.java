package dev.haios.kit.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A prepared statement that goes back to its cache when closed, if it is as it was. */
final class CachedStatement implements InvocationHandler {

    /** What would still hold for the next one to use the statement. */
    private static final Set<String> LASTING =
            Set.of("setMaxRows", "setLargeMaxRows", "setQueryTimeout", "setFetchSize", "addBatch");

    private final StatementCache cache;
    private final String sql;
    private final PreparedStatement statement;
    private @Nullable ResultSet rows;
    private boolean reusable = true;
    private boolean closed;

    CachedStatement(StatementCache cache, String sql, PreparedStatement statement) {
        this.cache = cache;
        this.sql = sql;
        this.statement = statement;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        var name = method.getName();
        if (name.equals("close")) {
            close();
            return null;
        }
        if (name.equals("isClosed")) {
            return closed;
        }
        if (closed) {
            throw new SQLException(name + " on a closed statement [" + sql + "]");
        }
        if (LASTING.contains(name)) {
            reusable = false;
        }
        try {
            var result = method.invoke(statement, arguments);
            if (result instanceof ResultSet opened) {
                rows = opened;
            }
            return result;
        } catch (InvocationTargetException e) {
            reusable = false;
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        if (!reusable) {
            statement.close();
            return;
        }
        if (rows != null) {
            // An open cursor in the cache would hold on to its snapshot.
            rows.close();
        }
        cache.giveBack(sql, statement);
    }
}
