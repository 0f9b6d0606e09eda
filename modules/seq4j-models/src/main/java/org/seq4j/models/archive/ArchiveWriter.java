package org.seq4j.models.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Writes a model file. The same contents give the same bytes. */
final class ArchiveWriter implements AutoCloseable {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final Map<String, Manifest.Item> items = new LinkedHashMap<>();
    private final byte[] chunk = new byte[NativeBytes.CHUNK];

    private ArchiveWriter(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setMethod(ZipOutputStream.STORED);
    }

    /** Writes beside the file, forces it to the disk and renames it over the old one, which is whole until then. */
    static void write(Path file, ModelContents contents) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || target.getFileName() == null) {
            throw new ArchiveException("expected the name of a file, found a folder");
        }
        Path aside = folder.resolve("." + target.getFileName() + '.'
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ModelArchive.ASIDE_SUFFIX);
        try {
            try (FileChannel channel =
                            FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    ArchiveWriter writer = new ArchiveWriter(Channels.newOutputStream(channel))) {
                writer.write(contents);
                channel.force(true);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
        force(folder);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void write(ModelContents contents) throws IOException {
        text(EntryNames.CONFIGURATION, contents.configurationJson());
        ObjectNode metadata = JsonText.newObject();
        contents.metadata().forEach(metadata::put);
        text(EntryNames.METADATA, JsonText.pretty(metadata));
        for (Map.Entry<String, String> text : contents.texts().entrySet()) {
            text(EntryNames.TEXTS + EntryNames.checked(text.getKey()), text.getValue());
        }
        for (Map.Entry<String, INDArray> tensor : contents.tensors().entrySet()) {
            tensor(EntryNames.TENSORS + EntryNames.checked(tensor.getKey()), tensor.getValue());
        }
        text(EntryNames.MANIFEST, new Manifest(items).toJson());
        zip.finish();
    }

    private void text(String name, String text) throws IOException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        begin(name, bytes.length, crc);
        zip.write(bytes, 0, bytes.length);
        zip.closeEntry();
        items.put(name, new Manifest.Item(bytes.length, Sha256.hex(bytes), null));
    }

    private void tensor(String name, INDArray array) throws IOException {
        TensorType type;
        try {
            type = TensorType.of(array.dataType());
        } catch (ArchiveException e) {
            throw new ArchiveException("tensor \"" + name + "\": " + e.getMessage(), e);
        }
        long bytes = array.length() * type.bytes();
        INDArray plain = contiguous(array);
        // A stored entry names its checksum before its data; the pass over memory costs a fraction of the one to the
        // disk.
        CRC32 crc = new CRC32();
        NativeBytes.read(plain, bytes, crc::update);
        begin(name, bytes, crc);
        MessageDigest digest = Sha256.digest();
        NativeBytes.read(plain, bytes, piece -> {
            int length = piece.remaining();
            piece.get(chunk, 0, length);
            digest.update(chunk, 0, length);
            zip.write(chunk, 0, length);
        });
        zip.closeEntry();
        char order = plain.ordering() == 'f' && plain.rank() > 1 ? 'f' : 'c';
        items.put(name, new Manifest.Item(bytes, Sha256.hex(digest), new Manifest.Tensor(type, plain.shape(), order)));
    }

    /** The array itself if its elements lie in memory one after the other in its own order, else a copy in row-major order. */
    private static INDArray contiguous(INDArray array) {
        if (array.isEmpty() || Arrays.equals(array.stride(), Nd4j.getStrides(array.shape(), array.ordering()))) {
            return array;
        }
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return array.dup('c');
        }
    }

    private void begin(String name, long bytes, CRC32 crc) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes);
        entry.setCompressedSize(bytes);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
    }

    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open folders, and needs no such call: the rename itself is journalled.
            if (!System.getProperty("os.name", "").startsWith("Windows")) {
                throw new ArchiveException(folder + ": the folder cannot be forced to the disk: " + e.getMessage(), e);
            }
        }
    }
}
