package org.seq4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.DataException;
import org.seq4j.data.RandomText;

class Utf8LinesTest {
    @TempDir
    Path folder;

    private static List<String> lines(byte[] bytes) {
        List<String> all = new ArrayList<>();
        try (Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream(bytes), "text.txt")) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
                assertThat(lines.lineNumber()).isEqualTo(all.size());
            }
        }
        return all;
    }

    private static List<String> lines(String text) {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lines_end_with_lf_or_cr_lf() {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("a")).containsExactly("a");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("a\r\nb\n\r\n\rc\rd\r\n")).containsExactly("a", "b", "", "\rc\rd");
        assertThat(lines("a\r")).containsExactly("a\r");
        assertThat(lines("\n\n")).containsExactly("", "");
    }

    @Test
    void a_byte_order_mark_is_passed_over_at_the_start_only() {
        assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF")).containsExactly("");
        assertThat(lines("\uFEFF\r\n")).containsExactly("");
    }

    @Test
    void only_the_last_line_may_be_unterminated() {
        try (Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)), "t")) {
            lines.next();
            assertThat(lines.terminated()).isTrue();
            lines.next();
            assertThat(lines.terminated()).isFalse();
            assertThat(lines.next()).isNull();
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void malformed_bytes_are_reported_with_line_and_byte() {
        byte[] latin1 = "ok\n\u00e9t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> lines(latin1))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("text.txt:2:", "byte 1 of the line", "byte 4 of the file", "0xE9", "iconv");
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xC3};
        assertThatThrownBy(() -> lines(marked)).hasMessageContainingAll("text.txt:1:", "byte 5 of the line");
        byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
        assertThatThrownBy(() -> lines(surrogate)).hasMessageContaining("byte 1 of the line");
        assertThatThrownBy(() -> lines("ab".getBytes(StandardCharsets.UTF_16))).hasMessageContaining("0xFE");
        assertThat(lines("a\uFFFDb")).containsExactly("a\uFFFDb"); // the replacement character itself is fine
    }

    @Test
    void lines_longer_than_the_buffer_are_whole() {
        String huge = "é😀x".repeat(200_000); // 1.4 MB on one line
        assertThat(lines(huge + "\n" + huge)).containsExactly(huge, huge);
    }

    @Test
    void a_line_above_the_limit_is_an_error_that_names_it() {
        byte[] text = "short\nmuch too long\n".getBytes(StandardCharsets.UTF_8);
        try (Utf8Lines lines = new Utf8Lines(new ByteArrayInputStream(text), "t.txt", 8)) {
            assertThat(lines.next()).isEqualTo("short");
            assertThatThrownBy(lines::next).isInstanceOf(DataException.class).hasMessageStartingWith("t.txt:2:");
        }
    }

    @Test
    void any_text_reads_as_it_was_written_whatever_the_pieces_it_arrives_in() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                expected.add(RandomText.line(random, 8));
            }
            expected.add("end");
            byte[] bytes =
                    String.join(random.nextBoolean() ? "\n" : "\r\n", expected).getBytes(StandardCharsets.UTF_8);
            InputStream dripping = new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] b, int off, int len) {
                    return super.read(b, off, Math.min(len, 1 + random.nextInt(5)));
                }
            };
            List<String> found = new ArrayList<>();
            try (Utf8Lines lines = new Utf8Lines(dripping, "t")) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    found.add(line);
                }
            }
            assertThat(found).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void a_file_far_larger_than_what_is_held_is_read_a_line_at_a_time() {
        byte[] line = "forty characters of text on each line..\n".getBytes(StandardCharsets.UTF_8);
        long total = 120_000_000L;
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                throw new UnsupportedOperationException("read in pieces");
            }

            @Override
            public int read(byte[] b, int off, int len) {
                int n = (int) Math.min(len, total - given);
                for (int i = 0; i < n; i++) {
                    b[off + i] = line[(int) ((given + i) % line.length)];
                }
                given += n;
                return n == 0 ? -1 : n;
            }
        };
        long before = usedAfterCollection();
        long most = 0;
        try (Utf8Lines lines = new Utf8Lines(endless, "endless")) {
            while (lines.next() != null) {
                if (lines.lineNumber() % 1_000_000 == 0) {
                    most = Math.max(most, usedAfterCollection() - before);
                }
            }
            assertThat(lines.lineNumber()).isEqualTo(total / line.length);
        }
        assertThat(most).isLessThan(20_000_000);
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void a_missing_file_a_folder_and_a_broken_stream_are_sentences() {
        assertThatThrownBy(() -> Utf8Lines.open(folder.resolve("none.txt")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("no file", "none.txt");
        assertThatThrownBy(() -> Utf8Lines.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a folder");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                throw new IOException("disk on fire");
            }
        };
        try (Utf8Lines lines = new Utf8Lines(broken, "b.txt")) {
            assertThatThrownBy(lines::next)
                    .isInstanceOf(DataException.class)
                    .hasMessageContainingAll("b.txt:1:", "disk on fire");
        }
    }

    @Test
    void every_single_byte_that_is_no_ascii_is_refused_alone() {
        for (int b = 0x80; b <= 0xFF; b++) {
            byte[] bytes = {'a', (byte) b, '\n'};
            assertThatThrownBy(() -> lines(bytes))
                    .as(Arrays.toString(bytes))
                    .hasMessageContaining("byte 2 of the line");
        }
    }
}
