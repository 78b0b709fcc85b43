package dev.haios.kit.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Opens connections to the store's file. Part of the dialect seam: another database would replace
 * this class, {@link StoreConnection} and {@link SqliteErrors}.
 */
final class SqliteConnections {

    /** A log that one long reader let grow is cut back to this size, not kept for good. */
    private static final int JOURNAL_SIZE_LIMIT_BYTES = 16 * 1024 * 1024;

    /**
     * As many pages as fit below that limit: a page that is written often is copied into the file
     * once for all of them, and the log is written over again without growing.
     */
    private static final int CHECKPOINT_PAGES = 3500;

    private final String url;
    private final Duration busyTimeout;

    SqliteConnections(Path file, Duration busyTimeout) {
        this.url = "jdbc:sqlite:" + file;
        this.busyTimeout = busyTimeout;
    }

    StoreConnection writing() {
        return open(writingConfig());
    }

    StoreConnection reading() {
        var config = config();
        config.setReadOnly(true);
        return open(config);
    }

    /** Connections like the writing one, for the time before there is a writer. */
    DataSource migrating() {
        var dataSource = new SQLiteDataSource(writingConfig());
        dataSource.setUrl(url);
        return dataSource;
    }

    private SQLiteConfig writingConfig() {
        var config = config();
        config.setJournalMode(JournalMode.WAL);
        // FULL syncs the log at each commit; NORMAL would lose answered writes with the power.
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(JOURNAL_SIZE_LIMIT_BYTES);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        config.enforceForeignKeys(true);
        return config;
    }

    private SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        // Nobody asks for generated keys, and the driver would query them after every INSERT.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private StoreConnection open(SQLiteConfig config) {
        try {
            var connection = config.createConnection(url);
            // The store begins and ends transactions itself. Believing in auto-commit, the driver
            // would try an empty transaction after each statement: a fifth of a write's CPU time.
            connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
            return new StoreConnection(connection);
        } catch (SQLException e) {
            throw SqliteErrors.unavailable("open " + url, e);
        }
    }
}
