package org.seq4j.experiments.run.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * One session's events. Field numbers are those of TensorFlow's {@code event.proto} and {@code summary.proto}; the framing
 * is that of {@code record_writer}: length, masked CRC-32C of the length, bytes, masked CRC-32C of the bytes.
 */
public final class EventFile implements AutoCloseable {
    private static final int MASK = 0xa282ead8;

    // Event
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    // Summary and its values
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int IMAGE = 4;
    // Image
    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;
    private static final int COLOURS = 3;
    private static final int ENCODED = 4;
    // SessionLog
    private static final int STATUS = 1;
    private static final int START = 1;

    private final FileChannel channel;
    private final Clock clock;

    private EventFile(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * Begins a file. What earlier files in the folder say about this step and later ones counts no longer.
     *
     * @param folder where; made if absent
     * @param step the first step that will be told of
     * @param clock gives the wall time of events
     */
    public static EventFile begin(Path folder, long step, Clock clock) {
        try {
            Files.createDirectories(folder);
            EventFile file = new EventFile(create(folder, clock.instant().getEpochSecond()), clock);
            file.write(new Message().real(WALL_TIME, file.seconds()).text(FILE_VERSION, "brain.Event:2"));
            file.write(file.event(step).message(SESSION_LOG, new Message().number(STATUS, START)));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write events to " + folder, e);
        }
    }

    /** A name that sorts behind those of earlier sessions, also of one in the same second. */
    private static FileChannel create(Path folder, long second) throws IOException {
        for (int session = 0; ; session++) {
            String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.%03d.seq4j", second, session);
            try {
                return FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                if (session == 999) {
                    throw e;
                }
            }
        }
    }

    /** Adds numbers, by tag. */
    public void scalars(long step, Map<String, Double> values) {
        Message summary = new Message();
        values.forEach((tag, value) ->
                summary.message(VALUE, new Message().text(TAG, tag).single(SIMPLE_VALUE, value.floatValue())));
        write(event(step).message(SUMMARY, summary));
    }

    /**
     * Adds a picture.
     *
     * @param tag its name
     * @param png the whole file
     */
    public void picture(long step, String tag, byte[] png) {
        ByteBuffer header = ByteBuffer.wrap(png); // 8 bytes signature, 8 bytes chunk, then width and height
        Message image = new Message()
                .number(HEIGHT, header.getInt(20))
                .number(WIDTH, header.getInt(16))
                .number(COLOURS, 3)
                .bytes(ENCODED, png);
        Message value = new Message().text(TAG, tag).message(IMAGE, image);
        write(event(step).message(SUMMARY, new Message().message(VALUE, value)));
    }

    private Message event(long step) {
        return new Message().real(WALL_TIME, seconds()).number(STEP, step);
    }

    private double seconds() {
        return clock.millis() / 1e3;
    }

    private void write(Message event) {
        byte[] data = event.toBytes();
        ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(checksum(data, data.length));
        record.flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write events", e);
        }
    }

    static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the events", e);
        }
    }
}
