package org.seq4j.experiments.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are either there completely or not at all, whenever the process dies. */
final class DurableFiles {
    /** Suffix of files that are still being written; what carries it after a crash is rubbish. */
    static final String PARTIAL = ".partial";

    private DurableFiles() {}

    /** Writes aside, forces the contents to the disk, renames over the target and forces the folder. */
    static void write(Path target, String text) throws IOException {
        Path aside = aside(target);
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        rename(aside, target);
    }

    /** Gives a complete file a second name: a hard link, or a copy where the file system has none. */
    static void alias(Path existing, Path target) throws IOException {
        Path aside = aside(target);
        Files.deleteIfExists(aside);
        try {
            Files.createLink(aside, existing);
        } catch (UnsupportedOperationException | FileAlreadyExistsException e) {
            copy(existing, aside);
        } catch (IOException e) { // file systems without links report it in many ways
            copy(existing, aside);
        }
        rename(aside, target);
    }

    private static void copy(Path existing, Path aside) throws IOException {
        Files.copy(existing, aside, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Path aside(Path target) {
        return target.resolveSibling(target.getFileName() + PARTIAL);
    }

    private static void rename(Path aside, Path target) throws IOException {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /** Forces the names in a folder to the disk; platforms that cannot open a folder (Windows) need none of it. */
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows refuses to open folders, and makes names durable by itself.
        }
    }
}
