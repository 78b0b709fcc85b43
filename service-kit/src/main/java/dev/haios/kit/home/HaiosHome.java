package dev.haios.kit.home;

import java.nio.file.Path;

/**
 * The installation's root folder and the folders every service agrees on below it.
 *
 * @param root absolute path; {@code HAIOS_HOME}, by default the working folder
 */
public record HaiosHome(Path root) {

    public HaiosHome {
        root = root.toAbsolutePath().normalize();
    }

    /** Everything the fleet writes: stores, receipts, logs, secrets. Never in git. */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /** What operators edit: matrix, quotas, hosts, budgets. */
    public Path config() {
        return root.resolve("config");
    }

    /** Credentials made on this machine; the folder is 0700, its files 0600. */
    public Path secrets() {
        return artifacts().resolve("secrets");
    }

    /** A configured path: absolute as it stands, relative below {@link #artifacts()}. */
    public Path artifact(String path) {
        return artifacts().resolve(path).normalize();
    }
}
