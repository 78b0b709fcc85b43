package dev.haios.kit.testing.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether a service's stores hold other rows than before. */
public final class StoreWatch implements AutoCloseable {

    private final List<Store> stores = new ArrayList<>();

    /** Watches every store below the home of a running service. */
    public StoreWatch(Path home) throws IOException, SQLException {
        try (var files = Files.walk(home)) {
            for (var file : files.filter(path -> path.toString().endsWith(".db")).toList()) {
                stores.add(new Store(file));
            }
        }
    }

    boolean watchesNothing() {
        return stores.isEmpty();
    }

    /** What differs from the last time this was asked; empty when nothing does. */
    public String changes() throws SQLException {
        var changes = new StringBuilder();
        for (var store : stores) {
            changes.append(store.changes());
        }
        return changes.toString();
    }

    @Override
    public void close() throws SQLException {
        for (var store : stores) {
            store.connection.close();
        }
    }

    private static final class Store {

        private final Path file;
        private final Connection connection;
        private long version;
        private Map<String, List<String>> rows;

        Store(Path file) throws SQLException {
            this.file = file;
            this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            this.version = version();
            this.rows = rows();
        }

        /** SQLite counts every commit of others, which spares reading the rows. */
        private long version() throws SQLException {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("PRAGMA data_version")) {
                return row.getLong(1);
            }
        }

        String changes() throws SQLException {
            long now = version();
            if (now == version) {
                return "";
            }
            version = now;
            var before = rows;
            rows = rows();
            var changes = new StringBuilder();
            rows.forEach((table, after) -> {
                var was = before.getOrDefault(table, List.of());
                if (!was.equals(after)) {
                    var fresh = new ArrayList<>(after);
                    fresh.removeAll(was);
                    changes.append(file.getFileName() + " " + table + ": " + fresh + " ");
                }
            });
            return changes.toString();
        }

        private Map<String, List<String>> rows() throws SQLException {
            var all = new TreeMap<String, List<String>>();
            for (var table :
                    query(
                            "SELECT name FROM sqlite_master WHERE type = 'table'"
                                    // The service itself writes there in its own time: to see
                                    // that it can, and what time retention goes by.
                                    + " AND name NOT IN ('store_probe', 'retention_clock')")) {
                all.put(table, query("SELECT * FROM \"" + table + "\""));
            }
            return all;
        }

        private List<String> query(String sql) throws SQLException {
            var lines = new ArrayList<String>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    var line = new StringBuilder();
                    for (int i = 1; i <= columns; i++) {
                        line.append(i == 1 ? "" : "|").append(rows.getString(i));
                    }
                    lines.add(line.toString());
                }
            }
            return lines;
        }
    }
}
