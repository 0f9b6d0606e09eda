package org.seq4j.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log such as {@code metrics.jsonl}: one JSON object a line, appended and flushed line by line.
 *
 * <p>A checkpoint notes {@link #length()}; a resumed run cuts the file back to it, so that lines of updates that are
 * trained again do not stand there twice.
 */
public final class MetricsLog implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final FileChannel channel;

    private MetricsLog(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens the log for appending, cut back to a length.
     *
     * @param file the file; created if absent
     * @param length the length in bytes that counts; what lies behind is removed
     */
    static MetricsLog open(Path file, long length) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.size() > length) {
                channel.truncate(length);
            }
            channel.position(channel.size());
            return new MetricsLog(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + file, e);
        }
    }

    /**
     * Reads a log.
     *
     * @param file the file; none gives no lines
     * @return its lines; a last one that is not finished yet is left out
     * @throws RunFolderException if a line is no JSON object
     */
    static List<Map<String, Object>> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Map<String, Object>> lines = new ArrayList<>();
        try {
            String text = Files.readString(file);
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                lines.add(JSON.readValue(line, new TypeReference<Map<String, Object>>() {}));
            }
            return lines;
        } catch (IOException | JacksonException e) {
            throw new RunFolderException(
                    "Cannot read line " + (lines.size() + 1) + " of " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * Appends one line.
     *
     * @param values names and values, in the order of the map; a number that is not finite becomes a string, since JSON
     *     has no such numbers
     */
    public void append(Map<String, ?> values) {
        Map<String, Object> line = new java.util.LinkedHashMap<>();
        values.forEach((name, value) -> line.put(name, printable(value)));
        byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the metrics log", e);
        }
    }

    private static Object printable(Object value) {
        return value instanceof Double number && !Double.isFinite(number) ? number.toString() : value;
    }

    /** The length in bytes, all of it forced to the disk. */
    public long length() {
        try {
            channel.force(true);
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the metrics log", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the metrics log", e);
        }
    }
}
