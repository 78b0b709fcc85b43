package dev.haios.cli;

import picocli.CommandLine.IVersionProvider;

/** Which release this is. */
final class Release implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"haios " + number() + " (Java " + Runtime.version().feature() + ")"};
    }

    /** The version of the jar; {@code dev} when run from classes. */
    static String number() {
        String version = Release.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
