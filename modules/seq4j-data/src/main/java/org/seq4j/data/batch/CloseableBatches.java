package org.seq4j.data.batch;

import java.util.Iterator;

/** The batches of (the rest of) an epoch; closing it early releases what it holds, and may be done twice. */
public interface CloseableBatches extends Iterator<Batch>, AutoCloseable {
    @Override
    void close();
}
