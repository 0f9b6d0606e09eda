package org.seq4j.models.kernel;

import java.util.concurrent.atomic.AtomicReference;

/** What the first part that failed of a loop in several threads threw. Safe for several threads. */
final class FirstFault {
    private final AtomicReference<RuntimeException> first = new AtomicReference<>();

    /** Keeps what a part threw, unless another came before. */
    void add(Throwable thrown) {
        first.compareAndSet(
                null,
                thrown instanceof RuntimeException fault
                        ? fault
                        : new IllegalStateException("A part of a loop failed: " + thrown, thrown));
    }

    /** Throws what was kept, once all parts have ended; an error comes out within an {@link IllegalStateException}. */
    void rethrow() {
        RuntimeException thrown = first.get();
        if (thrown != null) {
            throw thrown;
        }
    }
}
