package org.seq4j.data.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;

/**
 * The lines of a UTF-8 text, one at a time; memory holds one line. A line ends with LF or CR LF; a CR elsewhere is
 * ordinary text. A byte order mark at the start of the text is passed over. Malformed bytes are an error with file,
 * line and byte, never replaced. Not for several threads.
 */
public final class Utf8Lines implements Closeable {
    private static final int MAX_LINE_BYTES = 1 << 30;

    private final InputStream in;
    private final String source;
    private final int maxLineBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    private byte[] pending = new byte[1 << 8];
    private int pendingLength;

    private long lineNumber;
    private long nextLineStart;
    private boolean terminated;

    /**
     * Reads a stream, which {@link #close} closes.
     *
     * @param source the file's name in error messages
     */
    public Utf8Lines(InputStream in, String source) {
        this(in, source, MAX_LINE_BYTES);
    }

    Utf8Lines(InputStream in, String source, int maxLineBytes) {
        this.in = in;
        this.source = source;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Opens a file.
     *
     * @throws DataException where there is no such file or it cannot be read
     */
    public static Utf8Lines open(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new DataException(file + " is a folder; a text file is needed here.");
            }
            return new Utf8Lines(Files.newInputStream(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "There is no file " + file + " (from the folder "
                            + Path.of("").toAbsolutePath() + "); check the path and data_root.",
                    e);
        } catch (IOException e) {
            throw new DataException("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The next line without its end, or null at the end of the text. A text that ends with a line break has no empty
     * line after it.
     *
     * @throws DataException for malformed UTF-8, a line of more than a gibibyte, or a read error
     */
    public @Nullable String next() {
        pendingLength = 0;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = lineFeed();
            append(end);
            if (end < limit) {
                position = end + 1;
                return line(true);
            }
            position = limit;
        }
        return any ? line(false) : null;
    }

    /** Whether more of the text is there without waiting for it. */
    public boolean ready() {
        try {
            return lineFeed() < limit || in.available() > 0;
        } catch (IOException e) {
            return false; // next says why
        }
    }

    /** Number of the line that {@link #next} returned last, from 1; 0 before the first. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Whether a line break ended the line that {@link #next} returned last; false only for a file's last line. */
    public boolean terminated() {
        return terminated;
    }

    private int lineFeed() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return limit;
    }

    private void append(int end) {
        int length = end - position;
        if (length > maxLineBytes - pendingLength) {
            throw new DataException(source + ":" + (lineNumber + 1) + ": the line has more than " + maxLineBytes
                    + " bytes; is this a text file with line breaks?");
        }
        if (length > pending.length - pendingLength) {
            long doubled = Math.max(2L * pending.length, pendingLength + (long) length);
            pending = Arrays.copyOf(pending, (int) Math.min(doubled, maxLineBytes));
        }
        System.arraycopy(buffer, position, pending, pendingLength, length);
        pendingLength += length;
    }

    private String line(boolean ended) {
        lineNumber++;
        terminated = ended;
        long start = nextLineStart;
        nextLineStart += pendingLength + (ended ? 1 : 0);
        int from = lineNumber == 1 && startsWithMark() ? 3 : 0;
        int to =
                ended && pendingLength > from && pending[pendingLength - 1] == '\r' ? pendingLength - 1 : pendingLength;
        String text = new String(pending, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            checkStrictly(start, from, to); // U+FFFD is either in the file or stands for a malformed byte
        }
        return text;
    }

    private boolean startsWithMark() {
        return pendingLength >= 3
                && pending[0] == (byte) 0xEF
                && pending[1] == (byte) 0xBB
                && pending[2] == (byte) 0xBF;
    }

    private void checkStrictly(long start, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(pending, from, to - from);
        if (decoder.decode(bytes, CharBuffer.allocate(to - from), true).isError()) {
            int at = bytes.position();
            throw new DataException(String.format(
                    "%s:%d: byte %d of the line (byte %d of the file, 0x%02X) is not UTF-8; convert the file to UTF-8,"
                            + " for example with iconv.",
                    source, lineNumber, at + 1, start + at + 1, pending[at]));
        }
    }

    private boolean fill() {
        try {
            position = 0;
            limit = Math.max(0, in.read(buffer));
            return limit > 0;
        } catch (IOException e) {
            throw new DataException(
                    source + ":" + (lineNumber + 1) + ": the text cannot be read further: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new DataException(source + " cannot be closed: " + e.getMessage() + ".", e);
        }
    }
}
