package dev.haios.kit.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What code inside a unit or query sees as its connection: the store's own, except that closing it
 * does nothing and that it cannot end the transaction, which belongs to a whole group.
 */
record Lease(Connection connection, StatementCache statements) implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                return null;
            }
            case "commit", "rollback", "setAutoCommit", "setSavepoint", "abort" ->
                    throw new SQLException(
                            method.getName() + ": the transaction belongs to store.write or read");
            case "prepareStatement" -> {
                if (arguments != null && arguments.length == 1) {
                    return statements.prepare((String) arguments[0]);
                }
            }
            default -> {}
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
