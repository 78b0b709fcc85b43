package dev.haios.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMigrationTest {

    private @TempDir Path folder;

    @Test
    void a_services_tables_come_beside_the_kits_and_each_history_is_its_own() throws IOException {
        migration("V1001__first.sql", "create table lease (name text primary key);");
        assertThat(open("select name from lease")).isEmpty();

        migration("V1002__second.sql", "alter table lease add column n bigint not null default 3;");
        assertThat(open("select name from lease where n = 3")).isEmpty();
        assertThat(open("select version from schema_history")).contains("1001", "1002");
        assertThat(open("select version from kit_schema_history"))
                .contains("1")
                .doesNotContain("1002");
    }

    @Test
    void a_migration_that_fails_leaves_the_schema_as_it_was() throws IOException {
        migration("V1001__first.sql", "create table lease (name text primary key);");
        assertThat(open("select name from lease")).isEmpty();
        var broken = migration("V1002__broken.sql", "create table other (n bigint); nonsense;");

        assertThatThrownBy(() -> open("select 1")).hasMessageContaining("V1002__broken");

        Files.delete(broken);
        assertThat(open("select name from sqlite_master where type = 'table'"))
                .contains("lease")
                .doesNotContain("other");
    }

    @Test
    void a_store_that_a_newer_version_has_migrated_is_not_opened() throws IOException {
        migration("V1001__first.sql", "create table lease (name text primary key);");
        var newer = migration("V1002__second.sql", "create table other (n bigint);");
        assertThat(open("select n from other")).isEmpty();

        Files.delete(newer);
        assertThatThrownBy(() -> open("select 1"))
                .hasMessageContaining("not resolved locally: 1002");
    }

    /** Numbered far above the tests' own migrations, which lie on the same class path. */
    private Path migration(String name, String sql) throws IOException {
        var migrations = Files.createDirectories(folder.resolve("classes/db/migration"));
        return Files.writeString(migrations.resolve(name), sql);
    }

    /** Opens the store as a service would whose class path holds the migrations written so far. */
    private List<String> open(String sql) throws IOException {
        var thread = Thread.currentThread();
        var original = thread.getContextClassLoader();
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (var loader = new URLClassLoader(classes, original)) {
            thread.setContextClassLoader(loader);
            try (var store = Store.open(folder.resolve("test.db"))) {
                return store.read(
                        () -> store.jdbc().sql(sql).query((row, i) -> row.getString(1)).list());
            }
        } finally {
            thread.setContextClassLoader(original);
        }
    }
}
