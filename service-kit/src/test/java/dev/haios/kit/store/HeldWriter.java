package dev.haios.kit.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps a store's writer busy inside one unit until closed, so that others queue up behind it. */
final class HeldWriter implements AutoCloseable {

    private final CountDownLatch go = new CountDownLatch(1);
    private final CompletableFuture<Boolean> unit;

    HeldWriter(Store store) {
        var begun = new CountDownLatch(1);
        unit =
                store.submit(
                        () -> {
                            begun.countDown();
                            return await(go);
                        },
                        done -> {});
        await(begun);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the writer go on; the held unit is committed when this returns. */
    @Override
    public void close() {
        go.countDown();
        unit.join();
    }
}
