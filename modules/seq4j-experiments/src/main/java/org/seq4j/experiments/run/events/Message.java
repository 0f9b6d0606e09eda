package org.seq4j.experiments.run.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one protocol-buffer message (protobuf.dev, "Encoding"): fields in the order in which they are added, each
 * with a tag of its number and wire type.
 */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A field of type int32, int64 or enum. */
    Message number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A field of type double. */
    Message real(int field, double value) {
        tag(field, FIXED_64);
        fixed(Double.doubleToRawLongBits(value), Long.BYTES);
        return this;
    }

    /** A field of type float. */
    Message single(int field, float value) {
        tag(field, FIXED_32);
        fixed(Float.floatToRawIntBits(value), Integer.BYTES);
        return this;
    }

    /** A field of type bytes. */
    Message bytes(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** A field of type string. */
    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A field that is a message itself. */
    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private void fixed(long bits, int size) {
        for (int i = 0; i < size; i++) {
            bytes.write((int) (bits >>> 8 * i));
        }
    }
}
