package org.seq4j.models.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Every bad file ends in one sentence, and none makes the reader allocate. */
class HostileArchiveTest {
    private static final long MUCH = 32L << 20;

    @TempDir
    Path folder;

    private Path good;
    private Path bad;

    @BeforeEach
    void writeAGoodFile() {
        good = folder.resolve("good.seq4j");
        bad = folder.resolve("bad.seq4j");
        ModelArchive.write(
                good,
                new ModelContents(
                        "{\"vertices\": {}}",
                        Map.of(
                                "x",
                                Nd4j.createFromArray(1.5f, -2f, 3f, 4f, 5f, 6f).reshape(2, 3)),
                        Map.of("words", "eins\nzwei\n"),
                        Map.of("epoch", "3")));
    }

    @Test
    void everyCutOffFileIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        for (int length = 0; length < bytes.length; length += length < bytes.length - 40 ? 7 : 1) {
            Files.write(bad, java.util.Arrays.copyOf(bytes, length));
            assertRefused("cut-off");
        }
    }

    @Test
    void aFlippedBitIsSeenOrMeansNothing() throws IOException {
        ModelContents contents = ModelArchive.read(good);
        byte[] bytes = Files.readAllBytes(good);
        int refused = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte before = bytes[i];
            bytes[i] ^= (byte) (1 << i % 8);
            Files.write(bad, bytes);
            try {
                ModelContents read = ModelArchive.read(bad);
                assertThat(read).as("byte " + i).isEqualTo(contents);
                assertThat(Bits.of(read.tensors().get("x")))
                        .isEqualTo(Bits.of(contents.tensors().get("x")));
            } catch (ArchiveException e) {
                refused++;
            }
            bytes[i] = before;
        }
        assertThat(refused).isGreaterThan(bytes.length / 2);
    }

    @Test
    void filesThatAreNoModelsAreRefused() throws IOException {
        Files.writeString(bad, "epoch: 3\n".repeat(100));
        assertRefused("foreign");
        Files.write(bad, new byte[100_000]);
        assertRefused("foreign");
        RawArchive.empty().put("document.xml", "<xml/>").write(bad);
        assertRefused("without manifest.json");
        ModelSerializer.writeModel(StockGraph.trained(), bad.toFile(), false);
        assertRefused("");
    }

    static Stream<Arguments> manifestEdits() {
        return Stream.of(
                edit("another format", "expected a file of format", m -> m.replace("seq4j-model", "other-model")),
                edit(
                        "a newer version",
                        "expected format version 1, found 2",
                        m -> m.replace("\"version\" : 1", "\"version\" : 2")),
                edit("no version", "found nothing", m -> m.replace("\"version\" : 1,", "")),
                edit("an unknown type", "found \"complex64\"", m -> m.replace("float32", "complex64")),
                edit("a type of another width", "expected 48 bytes", m -> m.replace("float32", "float64")),
                edit("a huge shape", "expected at most 2147483648 elements", m -> shape(m, "[ 100000, 100000 ]")),
                edit("a shape that overflows", "elements", m -> shape(m, "[ 4294967296, 4294967296, 2, 3 ]")),
                edit("a shape behind a zero", "expected 0 bytes", m -> shape(m, "[ 0, 4294967296, 4294967296 ]")),
                edit("a negative shape", "found -2", m -> shape(m, "[ -2, -3 ]")),
                edit("a fraction in a shape", "found 2.5", m -> shape(m, "[ 2.5, 3 ]")),
                edit("a number beyond long", "whole number", m -> shape(m, "[ 99999999999999999999999, 3 ]")),
                edit(
                        "a number of a megabyte",
                        "expected numbers of at most",
                        m -> shape(m, "[" + "9".repeat(1 << 20) + "]")),
                edit("a rank of 33", "at most 32 numbers", m -> shape(m, "[" + "1,".repeat(32) + "6]")),
                edit("a text as shape", "found a JSON string", m -> shape(m, "\"2,3\"")),
                edit("another order", "expected order c or f", m -> m.replace("\"c\"", "\"z\"")),
                edit(
                        "a larger declared size",
                        "expected 24 bytes",
                        m -> m.replace("\"bytes\" : 24", "\"bytes\" : 2400000000000")),
                edit(
                        "an entry that is not there",
                        "expected entry \"texts/none\"",
                        m -> m.replace("texts/words", "texts/none")),
                edit("a name outside", "plain relative name", m -> m.replace("texts/words", "../words")),
                edit("an entry twice", "Duplicate field", m -> m.replace("metadata.json", "texts/words")),
                edit(
                        "a wrong checksum",
                        "checksum",
                        m -> m.replaceAll("\"sha256\" : \"[0-9a-f]{8}", "\"sha256\" : \"00000000")),
                edit("JSON of great depth", "nested at most 64", m -> "{\"a\":" + "[".repeat(500_000)),
                edit(
                        "JSON of great depth after quotes",
                        "nested at most 64",
                        m -> "{\"\\\"[\":" + "[{\"a\":".repeat(500_000)),
                edit("no JSON", "found a fault", m -> "{\"a\": tru"),
                edit("text after the JSON", "found a fault", m -> m + "{}"),
                edit("a list", "found ARRAY", m -> "[]"),
                edit("nothing", "expected", m -> ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifestEdits")
    void aManifestWith(String what, String message, UnaryOperator<String> change) throws IOException {
        RawArchive.of(good).edit(EntryNames.MANIFEST, change).write(bad);
        assertRefused(message);
    }

    @Test
    void entriesThatDoNotBelongAreRefused() throws IOException {
        RawArchive.of(good).put("../../etc/cron.d/x", "* * * * *").write(bad);
        assertRefused("plain relative name");
        RawArchive.of(good).put("texts/unlisted", "x").write(bad);
        assertRefused("found \"texts/unlisted\"");
        RawArchive.of(good).put("preprocessor.bin", "x").write(bad);
        assertRefused("found \"preprocessor.bin\"");
        RawArchive.of(good).remove("tensors/x").write(bad);
        assertRefused("expected entry \"tensors/x\" with 24 bytes, found none");
        RawArchive.of(good)
                .edit(EntryNames.MANIFEST, m -> m.replace("texts/words", "words"))
                .put("words", "eins\nzwei\n")
                .remove("texts/words")
                .write(bad);
        assertRefused("found \"words\"");
        RawArchive.of(good)
                .forge(EntryNames.METADATA, m -> m.replace("\"3\"", "[3]"))
                .write(bad);
        assertRefused("expected texts only");
    }

    @Test
    void aNameThatStandsTwiceInTheContainerIsRefused() throws IOException {
        RawArchive.of(good).put("texts/wordz", "zwei\neins\n").write(bad);
        replaceAll(bad, "texts/wordz", "texts/words");
        assertRefused("twice");
    }

    @Test
    void compressedEntriesAreRefusedUnread() throws IOException {
        RawArchive.of(good).put("texts/bomb", "0".repeat(100 << 20)).write(bad, ZipEntry.DEFLATED);
        assertThat(Files.size(bad)).isLessThan(1 << 20);
        assertRefused("found compressed entry");
    }

    @Test
    void aDirectoryThatClaimsMuchIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(bytes.length - 22 + 12, Integer.MAX_VALUE);
        Files.write(bad, bytes);
        assertRefused("found a directory");
        buffer.putInt(bytes.length - 22 + 12, -1);
        Files.write(bad, bytes);
        assertRefused("cut-off");
    }

    @Test
    void aSizeInTheContainerThatIsNotInTheFileIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 46 < bytes.length; i++) {
            if (buffer.getInt(i) == 0x02014b50) {
                buffer.putInt(i + 20, Integer.MAX_VALUE).putInt(i + 24, Integer.MAX_VALUE);
            }
        }
        Files.write(bad, bytes);
        assertRefused("");
    }

    @Test
    void limitsHold() {
        Limits limits = Limits.DEFAULT;
        assertLimit(new Limits(100, limits.maxEntries(), limits.maxTextBytes(), 10, 64), "at most 100 bytes");
        assertLimit(new Limits(limits.maxTotalBytes(), 4, limits.maxTextBytes(), 10, 64), "at most 4 entries");
        assertLimit(new Limits(limits.maxTotalBytes(), 5, 100, 10, 64), "at most 100 bytes of text");
        assertLimit(new Limits(limits.maxTotalBytes(), 5, limits.maxTextBytes(), 5, 64), "at most 5 elements");
        assertLimit(new Limits(limits.maxTotalBytes(), 5, limits.maxTextBytes(), 6, 2), "nested at most 2");
        assertThat(ModelArchive.read(good, new Limits(10_000, 5, 5_000, 6, 4)).tensors())
                .containsKey("x");
        assertThatThrownBy(() -> new Limits(0, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertLimit(Limits limits, String message) {
        assertSentence(() -> ModelArchive.read(good, limits), message);
    }

    private void assertRefused(String message) {
        assertSentence(() -> ModelArchive.read(bad), message);
    }

    private static void assertSentence(ThrowingCallable action, String message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long heap = threads.getCurrentThreadAllocatedBytes();
        long nativeBytes = Pointer.totalBytes();
        assertThatThrownBy(action)
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("The model file ")
                .hasMessageContaining(message)
                .hasMessageEndingWith(".")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContain("\n"));
        assertThat(threads.getCurrentThreadAllocatedBytes() - heap).isLessThan(MUCH);
        assertThat(Pointer.totalBytes() - nativeBytes).isLessThan(MUCH);
    }

    private static Arguments edit(String what, String message, UnaryOperator<String> change) {
        return Arguments.of(what, message, change);
    }

    private static String shape(String manifest, String shape) {
        return manifest.replace("[ 2, 3 ]", shape);
    }

    private static void replaceAll(Path file, String from, String to) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Files.write(file, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
