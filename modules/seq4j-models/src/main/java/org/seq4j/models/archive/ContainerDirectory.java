package org.seq4j.models.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the end of a zip file before the JDK does: the JDK takes as much memory as the file claims to need for its directory of
 * entries. Model files have no comment, so the end records stand at fixed places (PKWARE's APPNOTE.TXT, 4.3.14 to 4.3.16).
 */
final class ContainerDirectory {
    private static final int END_SIZE = 22;
    private static final int END_MAGIC = 0x06054b50;
    private static final int END64_LOCATOR_SIZE = 20;
    private static final int END64_LOCATOR_MAGIC = 0x07064b50;
    private static final int END64_SIZE = 56;
    private static final int END64_MAGIC = 0x06064b50;
    private static final int MAX_BYTES_PER_ENTRY = 4096;

    private ContainerDirectory() {}

    static void check(Path file, long size, Limits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = read(channel, size - END_SIZE, END_SIZE);
            if (end.getInt(0) != END_MAGIC) {
                throw foreign();
            }
            long count = Short.toUnsignedLong(end.getShort(10));
            long bytes = Integer.toUnsignedLong(end.getInt(12));
            if (count == 0xffff || bytes == 0xffffffffL || end.getInt(16) == -1) {
                ByteBuffer locator = read(channel, size - END_SIZE - END64_LOCATOR_SIZE, END64_LOCATOR_SIZE);
                ByteBuffer end64 = read(channel, locator.getLong(8), END64_SIZE);
                if (locator.getInt(0) != END64_LOCATOR_MAGIC || end64.getInt(0) != END64_MAGIC) {
                    throw foreign();
                }
                count = end64.getLong(32);
                bytes = end64.getLong(40);
            }
            if (count < 0 || count > limits.maxEntries() || bytes < 0 || bytes > (count + 1) * MAX_BYTES_PER_ENTRY) {
                throw new ArchiveException("expected at most " + limits.maxEntries() + " entries, found a directory of "
                        + count + " entries and " + bytes + " bytes");
            }
        } catch (EOFException e) {
            throw foreign();
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (position < 0 || position > channel.size() - length) {
            throw new EOFException();
        }
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer;
    }

    private static ArchiveException foreign() {
        return new ArchiveException(
                "expected a seq4j model file, found a foreign or cut-off one; copy it again, or use another one");
    }
}
