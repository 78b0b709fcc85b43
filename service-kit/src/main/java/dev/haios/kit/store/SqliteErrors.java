package dev.haios.kit.store;

import dev.haios.kit.store.StoreUnavailableException.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Turns SQLite's result codes into Spring's exceptions. Part of the dialect seam.
 *
 * <p>Unique and primary keys become {@link DuplicateKeyException}, other constraints {@link
 * DataIntegrityViolationException}, everything that says that the file cannot be used a {@link
 * StoreUnavailableException}, which also marks the running unit as lost.
 */
final class SqliteErrors implements SQLExceptionTranslator {

    private final Sessions sessions;

    SqliteErrors(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public @Nullable DataAccessException translate(
            String task, @Nullable String sql, SQLException e) {
        var code = code(e);
        var message = sql == null ? task : task + " [" + sql + "]";
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                    new DuplicateKeyException(message, e);
            case SQLITE_TOOBIG, SQLITE_MISMATCH -> new DataIntegrityViolationException(message, e);
            case SQLITE_INTERRUPT -> new QueryTimeoutException(message, e);
            case SQLITE_ERROR -> new BadSqlGrammarException(task, String.valueOf(sql), e);
            default -> {
                if (primary(code) == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
                    yield new DataIntegrityViolationException(message, e);
                }
                yield reason(code) == Reason.OTHER ? null : lost(message, code, e);
            }
        };
    }

    private DataAccessException lost(String message, SQLiteErrorCode code, SQLException e) {
        var session = sessions.current();
        if (session != null && !session.writes() && code == SQLiteErrorCode.SQLITE_READONLY) {
            return new InvalidDataAccessApiUsageException(
                    message + ": store.read cannot write, use store.write", e);
        }
        var failure = new StoreUnavailableException(reason(code), message, e);
        if (session != null) {
            session.lose(failure);
        }
        return failure;
    }

    /** The failure of one of the store's own statements. */
    static StoreUnavailableException unavailable(String task, SQLException e) {
        return new StoreUnavailableException(
                reason(code(e)), task + " failed: " + e.getMessage(), e);
    }

    private static Reason reason(SQLiteErrorCode code) {
        return switch (SQLiteErrorCode.getErrorCode(primary(code))) {
            case SQLITE_FULL -> Reason.FULL;
            case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_NOMEM -> Reason.IO;
            case SQLITE_READONLY -> Reason.READ_ONLY;
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Reason.BUSY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Reason.CORRUPT;
            default -> Reason.OTHER;
        };
    }

    /** Extended codes carry the primary one in their lowest byte. */
    private static int primary(SQLiteErrorCode code) {
        return code.code & 0xff;
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? sqlite.getResultCode()
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
