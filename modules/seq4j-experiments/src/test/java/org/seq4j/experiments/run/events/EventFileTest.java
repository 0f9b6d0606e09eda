package org.seq4j.experiments.run.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnknownFieldSet;

class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

    @TempDir
    private Path temp;

    /** An independent reader of messages. */
    private static List<UnknownFieldSet> events(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<UnknownFieldSet> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] data = new byte[(int) bytes.getLong()];
            bytes.getInt();
            bytes.get(data);
            assertThat(bytes.getInt()).isEqualTo(EventFile.checksum(data, data.length));
            events.add(UnknownFieldSet.parseFrom(data));
        }
        return events;
    }

    private static UnknownFieldSet inner(UnknownFieldSet message, int field) throws IOException {
        return UnknownFieldSet.parseFrom(bytes(message, field));
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().get(0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.sorted().toList();
        }
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        byte[] png = Arrays.copyOf(new byte[] {0}, 30);
        png[19] = 7;
        png[23] = 5;
        try (EventFile file = EventFile.begin(temp, 300, CLOCK)) {
            file.scalars(301, Map.of("train/loss", 0.25));
            file.picture(302, "attention/1", png);
        }
        List<UnknownFieldSet> events = events(files().get(0));
        assertThat(events).hasSize(4);
        assertThat(bytes(events.get(0), 3).toString(StandardCharsets.UTF_8)).isEqualTo("brain.Event:2");
        assertThat(events.get(0).getField(1).getFixed64List()).containsExactly(Double.doubleToLongBits(1_000));
        assertThat(events.get(1).getField(2).getVarintList()).containsExactly(300L);
        assertThat(inner(events.get(1), 7).getField(1).getVarintList()).containsExactly(1L);
        assertThat(events.get(2).getField(2).getVarintList()).containsExactly(301L);
        UnknownFieldSet scalar = inner(inner(events.get(2), 5), 1);
        assertThat(bytes(scalar, 1).toString(StandardCharsets.UTF_8)).isEqualTo("train/loss");
        assertThat(scalar.getField(2).getFixed32List()).containsExactly(Float.floatToIntBits(0.25f));
        UnknownFieldSet image = inner(inner(inner(events.get(3), 5), 1), 4);
        assertThat(image.getField(1).getVarintList()).containsExactly(5L);
        assertThat(image.getField(2).getVarintList()).containsExactly(7L);
        assertThat(bytes(image, 4).toByteArray()).isEqualTo(png);
    }

    /** The check value of CRC-32C, for the digits 1 to 9, is e3069283. */
    @Test
    void masksTheChecksumAsTensorFlowDoes() {
        int crc = 0xe3069283;
        assertThat(EventFile.checksum("123456789".getBytes(StandardCharsets.UTF_8), 9))
                .isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
    }

    @Test
    void aSecondSessionHasAFileOfItsOwn() throws IOException {
        EventFile.begin(temp, 1, CLOCK).close();
        EventFile.begin(temp, 8, CLOCK).close();
        assertThat(files()).hasSize(2);
        assertThat(events(files().get(1)).get(1).getField(2).getVarintList()).containsExactly(8L);
    }
}
