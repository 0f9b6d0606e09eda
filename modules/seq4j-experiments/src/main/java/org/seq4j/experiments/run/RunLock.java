package org.seq4j.experiments.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds off a second process (or a second training in this one) from a run folder. The system drops the lock when the
 * process dies, however it dies.
 */
final class RunLock implements RunFolder.Lock {
    static final String NAME = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws RunFolderException if somebody else holds it
     */
    static RunLock take(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new RunFolderException("Another process is training in " + folder
                        + "; wait until it ends, stop it, or give this run another run_dir.");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new RunFolderException("Cannot lock the run folder " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RunFolderException("Cannot release the lock of the run folder: " + e.getMessage() + ".", e);
        }
    }
}
