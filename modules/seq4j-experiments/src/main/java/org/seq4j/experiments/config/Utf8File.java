package org.seq4j.experiments.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a configuration file: small, and UTF-8 without exception. */
final class Utf8File {

    private static final int MAX_BYTES = 1 << 20;

    private Utf8File() {}

    /** The text of the file, without a byte order mark. */
    static String read(Path file, int order) {
        Place start = new Place(file.toString(), 0, 0, order);
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw Faults.fatal(start, "", "expected a YAML file, found a folder");
            }
            if (!Files.exists(file)) {
                throw Faults.fatal(start, "", "no such file" + neighbour(file));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw Faults.fatal(start, "", "expected an experiment file, found one of more than a megabyte");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Faults.fatal(start, "", "the file cannot be read (" + e.getMessage() + ")");
        }
        return decode(bytes, file, order);
    }

    private static String decode(byte[] bytes, Path file, int order) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.codePointCount(text.lastIndexOf('\n') + 1, text.length()) + 1;
            throw Faults.fatal(
                    new Place(file.toString(), line, column, order),
                    "",
                    String.format("the byte 0x%02X is not UTF-8; save the file as UTF-8", bytes[in.position()] & 0xFF));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String neighbour(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return ", nor its folder";
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .sorted()
                    .limit(1000)
                    .forEach(names::add);
        }
        Path name = file.getFileName();
        String nearest = name == null ? null : Nearest.to(name.toString(), names);
        return nearest == null ? "" : "; did you mean " + file.resolveSibling(nearest) + "?";
    }
}
