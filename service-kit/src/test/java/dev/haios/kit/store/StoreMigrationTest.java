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
        migration("V1__first.sql", "create table lease (name text primary key);");
        open("table lease is made", "select name from lease");

        migration("V2__second.sql", "alter table lease add column n bigint not null default 3;");
        open("an update is applied", "select name from lease where n = 3");
        open("nothing is left to do", "select version from schema_history where version = '2'");
        open("the kit has its own", "select version from kit_schema_history where version = '1'");
    }

    @Test
    void a_migration_that_fails_leaves_the_schema_as_it_was() throws IOException {
        migration("V1__first.sql", "create table lease (name text primary key);");
        open("before", "select name from lease");
        var broken = migration("V2__broken.sql", "create table other (n bigint); nonsense;");

        assertThatThrownBy(() -> open("never", "select 1")).hasMessageContaining("V2__broken");

        Files.delete(broken);
        open(
                "as before",
                "select name from lease where not exists (select 1 from sqlite_master where name = 'other')");
    }

    @Test
    void a_store_that_a_newer_version_has_migrated_is_not_opened() throws IOException {
        migration("V1__first.sql", "create table lease (name text primary key);");
        var newer = migration("V2__second.sql", "create table other (n bigint);");
        open("newer", "select n from other");

        Files.delete(newer);
        assertThatThrownBy(() -> open("older", "select 1"))
                .hasMessageContaining("not resolved locally: 2");
    }

    private Path migration(String name, String sql) throws IOException {
        var migrations = Files.createDirectories(folder.resolve("classes/db/migration"));
        return Files.writeString(migrations.resolve(name), sql);
    }

    /** Opens the store as a service would whose class path holds the migrations written so far. */
    private void open(String situation, String sql) throws IOException {
        var thread = Thread.currentThread();
        var original = thread.getContextClassLoader();
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (var loader = new URLClassLoader(classes, original)) {
            thread.setContextClassLoader(loader);
            try (var store = Store.open(folder.resolve("test.db"))) {
                List<String> rows =
                        store.read(() ->
                                store.jdbc().sql(sql).query((row, i) -> row.getString(1)).list());
                assertThat(rows).as(situation).isNotNull();
            }
        } finally {
            thread.setContextClassLoader(original);
        }
    }
}
