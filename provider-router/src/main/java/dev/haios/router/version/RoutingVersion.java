package dev.haios.router.version;

import dev.haios.kit.store.Store;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The version of all answers. It grows across restarts too: every start opens a block of a billion
 * numbers, of which only the block is stored. Thread-safe; whoever advances it must have made the
 * change visible first, so that an answer never carries a newer version than its content.
 */
@Component
public final class RoutingVersion {

    private static final long BLOCK = 1_000_000_000;

    private final AtomicLong current;
    private final Announcer announcer;

    RoutingVersion(Store store, JdbcClient jdbc, Announcer announcer) {
        this.announcer = announcer;
        long starts =
                store.write(() ->
                        jdbc.sql(
                                        """
                                        UPDATE routing_start SET starts = starts + 1 WHERE id = 1
                                        RETURNING starts
                                        """)
                                .query(Long.class)
                                .single());
        current = new AtomicLong(starts * BLOCK);
    }

    /**
     * The version now. Read it before what an answer is made of: a change in between makes the
     * answer newer than its version says, which costs a question and never hides a change.
     */
    public long current() {
        return current.get();
    }

    /** Says that answers could have changed, and tells everyone who watches. */
    public void advance(Change why) {
        announcer.announce(current.incrementAndGet(), why);
    }
}
