package org.seq4j.models.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A model file taken apart, to be put together wrongly. */
final class RawArchive {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private RawArchive() {}

    static RawArchive of(Path file) throws IOException {
        RawArchive archive = new RawArchive();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                archive.entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return archive;
    }

    static RawArchive empty() {
        return new RawArchive();
    }

    RawArchive put(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RawArchive remove(String name) {
        entries.remove(name);
        return this;
    }

    String text(String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    /** Changes an entry's text; there must be something to change. */
    RawArchive edit(String name, UnaryOperator<String> change) {
        String before = text(name);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("The edit of " + name + " changes nothing: " + before);
        }
        return put(name, after);
    }

    /** Changes a listed text and makes the manifest say so, checksum and all. */
    RawArchive forge(String name, UnaryOperator<String> change) {
        int size = entries.get(name).length;
        String sha256 = Sha256.hex(entries.get(name));
        edit(name, change);
        String listed = "\"" + name + "\" : {\n      \"bytes\" : ";
        return edit(
                EntryNames.MANIFEST,
                manifest -> manifest.replace(listed + size + ",", listed + entries.get(name).length + ",")
                        .replace(sha256, Sha256.hex(entries.get(name))));
    }

    Path write(Path file) {
        return write(file, ZipEntry.STORED);
    }

    Path write(Path file, int method) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setMethod(method);
                if (method == ZipEntry.STORED) {
                    header.setSize(entry.getValue().length);
                    header.setCrc(crc.getValue());
                }
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
