package dev.haios.kit.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the file's schema up to date: first the kit's own tables, then the service's. The two have
 * separate histories, so that neither needs to know which version numbers the other has used.
 */
final class StoreMigrations {

    private StoreMigrations() {}

    static void migrate(DataSource dataSource) {
        migrate(dataSource, "classpath:db/kit", "kit_schema_history");
        migrate(dataSource, "classpath:db/migration", "schema_history");
    }

    private static void migrate(DataSource dataSource, String location, String history) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(location)
                .table(history)
                // The other history's tables are there already, which is no reason to refuse.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // By default a newer version's migrations are ignored, and its tables misread.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }
}
