package dev.haios.kit.store;

import java.sql.Connection;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Hands out the connection of the unit or query that the calling thread is inside of, and nothing
 * anywhere else: SQL on a request's virtual thread would pin its carrier and escape the group.
 */
final class StoreDataSource extends AbstractDataSource {

    private final Sessions sessions;

    StoreDataSource(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Connection getConnection() {
        var session = sessions.current();
        if (session == null) {
            throw new InvalidDataAccessApiUsageException(
                    "SQL outside a transaction on thread "
                            + Thread.currentThread()
                            + ": wrap it in store.read(() -> ...) or store.write(() -> ...)");
        }
        return session.lease();
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }
}
