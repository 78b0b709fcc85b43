package dev.haios.cli.lifecycle;

import dev.haios.cli.session.Session;

/**
 * While open, Ctrl-C does not leave a person wondering: it says that what was started goes on
 * running.
 */
final class InterruptNotice implements AutoCloseable {

    private final Thread hook;

    private InterruptNotice(Thread hook) {
        this.hook = hook;
    }

    static InterruptNotice during(String command, Session session) {
        Thread hook =
                new Thread(() ->
                        session.terminal()
                                .note(
                                        "\nhaios: `"
                                                + command
                                                + "` was interrupted; services that were"
                                                + " started go on. `haios status` shows"
                                                + " them, `haios down` stops them."));
        Runtime.getRuntime().addShutdownHook(hook);
        return new InterruptNotice(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the notice is being shown, as it should.
        }
    }
}
