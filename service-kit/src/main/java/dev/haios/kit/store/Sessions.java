package dev.haios.kit.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows the unit or query that the current thread is inside of; one per store. */
final class Sessions {

    private final ScopedValue<Session> current = ScopedValue.newInstance();

    @Nullable Session current() {
        return current.isBound() ? current.get() : null;
    }

    <T extends @Nullable Object> T inside(Session session, Supplier<T> work) {
        return ScopedValue.where(current, session).call(work::get);
    }
}
