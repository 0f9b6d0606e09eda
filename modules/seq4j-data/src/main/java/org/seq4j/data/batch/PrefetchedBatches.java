package org.seq4j.data.batch;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.DataException;

/** The batches of one epoch, built ahead by a thread of their own. Used by one consumer thread. */
final class PrefetchedBatches implements CloseableBatches {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final long JOIN_SECONDS = 10;

    /** A batch, an error, or (both null) the end. */
    private record Item(@Nullable Batch batch, @Nullable Throwable error) {
        private static final Item END = new Item(null, null);
    }

    private final Supplier<CloseableBatches> opener;
    private final BlockingQueue<Item> ready;
    private final Thread thread;
    private final Consumer<PrefetchedBatches> onClose;
    private volatile boolean stopped;
    private @Nullable Item head;

    PrefetchedBatches(Supplier<CloseableBatches> opener, int depth, Consumer<PrefetchedBatches> onClose) {
        this.opener = opener;
        this.ready = new ArrayBlockingQueue<>(depth);
        this.onClose = onClose;
        this.thread = new Thread(this::run, "seq4j-prefetch-" + NUMBER.incrementAndGet());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            Item last = Item.END;
            try (CloseableBatches batches = opener.get()) {
                while (!stopped && batches.hasNext()) {
                    ready.put(new Item(batches.next(), null));
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) { // errors too: the consumer must hear of an OutOfMemoryError
                last = new Item(null, e);
            }
            if (!stopped) {
                ready.put(last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody waits for the rest
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    @Override
    public boolean hasNext() {
        Item item = peek();
        if (item.error instanceof DataException e) {
            throw new DataException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        if (item.error != null) {
            throw new IllegalStateException("Preparing a batch in the background failed: " + item.error, item.error);
        }
        return item.batch != null;
    }

    @Override
    public Batch next() {
        Batch batch = hasNext() ? peek().batch : null;
        if (batch == null) {
            throw new NoSuchElementException("The epoch has no more batches.");
        }
        head = null;
        return batch;
    }

    private Item peek() {
        Item item = head;
        if (item == null) {
            try {
                item = stopped ? Item.END : ready.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The wait for a batch was interrupted.", e);
            }
            head = item;
            if (item.batch == null) {
                onClose.accept(this); // the thread has ended by itself
            }
        }
        return item;
    }

    @Override
    public void close() {
        stopped = true;
        head = Item.END;
        onClose.accept(this);
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ready.clear();
    }
}
