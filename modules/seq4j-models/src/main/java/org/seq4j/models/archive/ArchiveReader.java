package org.seq4j.models.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Reads a model file, trusting nothing in it: every size is compared with what the file really holds before memory is taken, and
 * every byte is checked against the manifest's SHA-256 (the manifest itself against the container's CRC-32).
 */
final class ArchiveReader implements AutoCloseable {
    private final ZipFile zip;
    private final Limits limits;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final byte[] chunk = new byte[NativeBytes.CHUNK];

    private ArchiveReader(ZipFile zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    static ModelContents read(Path file, Limits limits) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ArchiveException("expected a model file, found a folder");
        }
        long size;
        try {
            size = Files.size(file);
        } catch (NoSuchFileException e) {
            throw new ArchiveException("there is no such file", e);
        }
        if (size > limits.maxTotalBytes()) {
            throw new ArchiveException("expected a file of at most " + limits.maxTotalBytes() + " bytes, found " + size
                    + "; raise the limit if you trust the file");
        }
        ContainerDirectory.check(file, size, limits);
        try (ArchiveReader reader = new ArchiveReader(new ZipFile(file.toFile(), StandardCharsets.UTF_8), limits)) {
            reader.index(size);
            return reader.contents();
        } catch (ZipException | IllegalArgumentException e) {
            throw new ArchiveException(
                    "expected a whole model file, found a damaged or foreign one (" + e.getMessage()
                            + "); copy it again, or use another one",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void index(long fileSize) {
        if (zip.size() > limits.maxEntries()) {
            throw new ArchiveException("expected at most " + limits.maxEntries() + " entries, found " + zip.size());
        }
        long total = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = EntryNames.checked(entry.getName());
            if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
                throw new ArchiveException("expected stored entries only, found compressed entry \"" + name
                        + "\"; this file was not written by seq4j");
            }
            // Stored entries that together exceed the file overlap each other.
            total += entry.getSize();
            if (entry.getSize() < 0 || total > fileSize) {
                throw new ArchiveException("expected entries that fit the file of " + fileSize + " bytes, found \""
                        + name + "\" with " + entry.getSize() + " bytes");
            }
            if (entries.put(name, entry) != null) {
                throw new ArchiveException("expected each entry once, found \"" + name + "\" twice");
            }
        }
    }

    private ModelContents contents() throws IOException {
        ZipEntry manifestEntry = entries.remove(EntryNames.MANIFEST);
        if (manifestEntry == null) {
            throw new ArchiveException("expected a seq4j model file, found a zip file without " + EntryNames.MANIFEST);
        }
        Manifest manifest = Manifest.parse(decode(manifestEntry, manifestBytes(manifestEntry)), limits);
        match(manifest, manifestEntry.getSize());
        String configuration = text(manifest, EntryNames.CONFIGURATION);
        Map<String, String> metadata = metadata(text(manifest, EntryNames.METADATA));
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Manifest.Item> item : manifest.items().entrySet()) {
            String name = item.getKey();
            Manifest.Tensor layout = item.getValue().tensor();
            if (layout != null) {
                tensors.put(name.substring(EntryNames.TENSORS.length()), tensor(name, item.getValue(), layout));
            } else if (name.startsWith(EntryNames.TEXTS)) {
                texts.put(name.substring(EntryNames.TEXTS.length()), text(manifest, name));
            }
        }
        return new ModelContents(configuration, tensors, texts, metadata);
    }

    /** Manifest and container must list the same entries with the same sizes. */
    private void match(Manifest manifest, long manifestBytes) {
        long textBytes = manifestBytes;
        for (Map.Entry<String, Manifest.Item> item : manifest.items().entrySet()) {
            String name = item.getKey();
            ZipEntry entry = entries.get(name);
            if (entry == null || entry.getSize() != item.getValue().bytes()) {
                throw new ArchiveException("expected entry \"" + name + "\" with "
                        + item.getValue().bytes() + " bytes, found "
                        + (entry == null ? "none" : entry.getSize() + " bytes")
                        + "; the file is damaged, use another one");
            }
            textBytes += item.getValue().tensor() == null ? entry.getSize() : 0;
        }
        for (String name : entries.keySet()) {
            boolean known = name.startsWith(EntryNames.TENSORS)
                    || name.startsWith(EntryNames.TEXTS)
                    || name.equals(EntryNames.CONFIGURATION)
                    || name.equals(EntryNames.METADATA);
            if (!known || !manifest.items().containsKey(name)) {
                throw new ArchiveException(
                        "expected only entries that " + EntryNames.MANIFEST + " lists, found \"" + name + '"');
            }
        }
        if (textBytes > limits.maxTextBytes()) {
            throw new ArchiveException("expected at most " + limits.maxTextBytes() + " bytes of text, found "
                    + textBytes + "; raise the limit if you trust the file");
        }
    }

    private byte[] manifestBytes(ZipEntry entry) throws IOException {
        byte[] bytes = bytes(entry);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw damaged(entry.getName());
        }
        return bytes;
    }

    private String text(Manifest manifest, String name) throws IOException {
        Manifest.Item item = manifest.items().get(name);
        ZipEntry entry = entries.get(name);
        if (item == null || entry == null) {
            throw new ArchiveException(
                    "expected an entry \"" + name + "\", found none; the file is damaged, use another one");
        }
        byte[] bytes = bytes(entry);
        if (!Sha256.hex(bytes).equals(item.sha256())) {
            throw damaged(name);
        }
        return decode(entry, bytes);
    }

    private Map<String, String> metadata(String json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field :
                JsonText.fields(JsonText.parse(EntryNames.METADATA, json, limits.maxJsonDepth()))) {
            if (!field.getValue().isTextual()) {
                throw new ArchiveException(
                        EntryNames.METADATA + ": expected texts only, found " + JsonText.kind(field.getValue()));
            }
            metadata.put(field.getKey(), field.getValue().textValue());
        }
        return metadata;
    }

    private byte[] bytes(ZipEntry entry) throws IOException {
        if (entry.getSize() > limits.maxTextBytes()) {
            throw new ArchiveException("expected at most " + limits.maxTextBytes() + " bytes of text, found "
                    + entry.getSize() + " in \"" + entry.getName() + "\"; raise the limit if you trust the file");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize());
            if (bytes.length != entry.getSize()) {
                throw damaged(entry.getName());
            }
            return bytes;
        }
    }

    private static String decode(ZipEntry entry, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ArchiveException("expected UTF-8 in entry \"" + entry.getName() + "\", found other bytes", e);
        }
    }

    private INDArray tensor(String name, Manifest.Item item, Manifest.Tensor layout) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw damaged(name);
        }
        if (layout.length() == 0) {
            return Nd4j.createUninitializedDetached(layout.type().dataType(), layout.shape());
        }
        INDArray array = Nd4j.createUninitializedDetached(layout.type().dataType(), layout.order(), layout.shape());
        MessageDigest digest = Sha256.digest();
        try (InputStream in = zip.getInputStream(entry)) {
            NativeBytes.write(array, item.bytes(), piece -> {
                int length = piece.remaining();
                if (in.readNBytes(chunk, 0, length) != length) {
                    throw damaged(name);
                }
                digest.update(chunk, 0, length);
                piece.put(chunk, 0, length);
            });
        }
        if (!Sha256.hex(digest).equals(item.sha256())) {
            throw damaged(name);
        }
        return array;
    }

    private static ArchiveException damaged(String name) {
        return new ArchiveException(
                "entry \"" + name + "\" does not have the checksum and size it was written with: the file is damaged; "
                        + "copy it again, or use another one");
    }
}
