package org.seq4j.data.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.data.DataException;
import org.seq4j.data.token.Tokenizer;

class TaggedReaderTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<TaggedSentence> read(TaggedLayout layout, String text) throws IOException {
        return TaggedReader.readAll(layout, write("data.txt", text));
    }

    private static List<List<String>> tokens(List<TaggedSentence> sentences) {
        return sentences.stream().map(TaggedSentence::tokens).toList();
    }

    private static List<List<String>> tags(List<TaggedSentence> sentences) {
        return sentences.stream().map(TaggedSentence::tags).toList();
    }

    private static List<List<String>> labels(List<TaggedSentence> sentences) {
        return sentences.stream().map(TaggedSentence::labels).toList();
    }

    private static void fails(ThrowingCallable reading, String... parts) {
        assertThatThrownBy(reading)
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(parts)
                .message()
                .endsWith(".")
                .doesNotContain("\n");
    }

    @Test
    void columns_between_blanks_with_comments_and_document_marks() throws IOException {
        TaggedLayout.Columns layout = new TaggedLayout.Columns(0, -1, "", List.of("# ", "-DOCSTART-"), false);
        String text = "-DOCSTART- -X- O\n\n# id = 1\nSan NNP B-LOC\nJos\u00e9  NNP\tI-LOC\n# SYM O\n\n \n\nyes UH O";
        List<TaggedSentence> sentences = read(layout, text);
        assertThat(tokens(sentences)).containsExactly(List.of("San", "Jos\u00e9", "#"), List.of("yes"));
        assertThat(tags(sentences)).containsExactly(List.of("B-LOC", "I-LOC", "O"), List.of("O"));
        assertThat(sentences.get(0).places().tokens().line()).isEqualTo(4);
        assertThat(sentences.get(0).tagPlace(2).line()).isEqualTo(6);
        assertThat(tags(read(layout.unlabelled(), text))).containsOnly(List.of());
    }

    @Test
    void a_separator_of_ones_own_leaves_blanks_in_fields() throws IOException {
        TaggedLayout layout = new TaggedLayout.Columns(1, 0, "|", List.of(), false);
        assertThat(tokens(read(layout, "X|New York\nY|is\n"))).containsExactly(List.of("New York", "is"));
    }

    @Test
    void conllu_passes_over_multi_word_tokens_and_empty_nodes() throws IOException {
        String text =
                "# text = au lit\n1-2\tau\t_\t_\n1\t\u00e0\t\u00e0\tADP\n2\tle\tle\tDET\n2.1\tx\tx\tX\n3\tlit\tlit\tNOUN\n";
        List<TaggedSentence> sentences = read(TaggedLayout.Columns.universal(), text);
        assertThat(tokens(sentences)).containsExactly(List.of("\u00e0", "le", "lit"));
        assertThat(tags(sentences)).containsExactly(List.of("ADP", "DET", "NOUN"));
    }

    @Test
    void faults_of_columns_name_file_and_line() {
        fails(() -> read(TaggedLayout.Columns.of(0, 2), "a X\nb Y\n"), "data.txt:1: the tag is column 2", "2 columns");
        fails(() -> read(TaggedLayout.Columns.of(-3, 1), "a X\n"), "data.txt:1: the token is column -3");
        fails(
                () -> read(TaggedLayout.Columns.of(0, 1), "a X\n\nb Y Z\n"),
                "data.txt:3: the row has 3 columns",
                "have 2");
        fails(
                () -> read(new TaggedLayout.Columns(0, 1, "\t", List.of(), false), "a\tX\n\tY\n"),
                "data.txt:2: the token in column 0 is empty");
        fails(() -> read(TaggedLayout.Columns.of(0, 1), "\n\n"), "data.txt holds no sentence");
    }

    @ParameterizedTest
    @CsvSource({"train.seq.in, train.seq.out, train.label", "seq.in, seq.out, label"})
    void parallel_files_are_found_by_their_endings(String in, String out, String label) throws IOException {
        Path tokens = write(in, "play  b\u00e9b\u00e9 \nstop\n");
        write(out, "O B-artist \nO\n");
        write(label, "PlayMusic\nStop \n");
        List<TaggedSentence> sentences = TaggedReader.readAll(TaggedLayout.Parallel.slots(), tokens);
        assertThat(tokens(sentences)).containsExactly(List.of("play", "b\u00e9b\u00e9"), List.of("stop"));
        assertThat(tags(sentences)).containsExactly(List.of("O", "B-artist"), List.of("O"));
        assertThat(labels(sentences)).containsExactly(List.of("PlayMusic"), List.of("Stop"));
        assertThat(sentences.get(1).tagPlace(0)).hasToString(folder.resolve(out) + ":2");
        assertThat(labels(TaggedReader.readAll(TaggedLayout.Parallel.slots().unlabelled(), tokens)))
                .containsOnly(List.of());
        TaggedLayout several = new TaggedLayout.Parallel(in, null, label, "M");
        assertThat(labels(TaggedReader.readAll(several, tokens))).first().isEqualTo(List.of("Play", "usic"));
    }

    @Test
    void faults_of_parallel_files_name_the_file_that_is_wrong() throws IOException {
        Path tokens = write("a.in", "x y\nz\n");
        TaggedLayout layout = new TaggedLayout.Parallel("in", "out", "label", "");
        ThrowingCallable reading = () -> TaggedReader.readAll(layout, tokens);
        fails(reading, "There is no file", "a.out");
        write("a.out", "O O\nO O\n");
        write("a.label", "L\nL\n");
        fails(reading, "a.out:2: there are 2 tags for 1 token in ", "a.in:2");
        write("a.out", "O O\n");
        fails(reading, "a.out ends after line 1, but ", "a.in goes on");
        write("a.out", "O O\nO\n");
        write("a.label", "L\nL\nL\n");
        fails(reading, "a.in ends after line 2, but ", "a.label goes on");
        write("a.label", "L\n \n");
        fails(reading, "a.label:2: a label is empty");
        write("a.label", "L\nL\n");
        Files.writeString(tokens, "x y\n\n");
        write("a.out", "O O\n\n");
        fails(reading, "a.in:2: the sequence is empty");
        fails(() -> TaggedReader.readAll(layout, write("b.txt", "x")), "b.txt does not end with 'in'");
    }

    @Test
    void labels_before_or_after_a_text() throws IOException {
        assertThat(labels(read(TaggedLayout.Lines.tab(), "NO\t1 0\nYES\t0\t0\n")))
                .containsExactly(List.of("NO"), List.of("YES"));
        List<TaggedSentence> after =
                read(new TaggedLayout.Lines(",", false, "", Tokenizer.words(), true), "good, very,pos\n");
        assertThat(tokens(after)).containsExactly(List.of("good,", "very"));
        assertThat(labels(after)).containsExactly(List.of("pos"));
        TaggedLayout several = new TaggedLayout.Lines("\t", true, "#", Tokenizer.characters(), true);
        List<TaggedSentence> both = read(several, "a#b\txy\n\tz\n");
        assertThat(labels(both)).containsExactly(List.of("a", "b"), List.of());
        assertThat(tokens(both)).first().isEqualTo(List.of("x", "y"));
        assertThat(tokens(read(TaggedLayout.Lines.tab().unlabelled(), "1 0 1")))
                .containsExactly(List.of("1", "0", "1"));
        fails(() -> read(TaggedLayout.Lines.tab(), "NO\t1\nYES 1\n"), "data.txt:2: the line has no '\\t'");
        fails(() -> read(TaggedLayout.Lines.tab(), "\t1\n"), "data.txt:1: a label is empty");
        fails(() -> read(TaggedLayout.Lines.tab(), "NO\t \n"), "data.txt:1: the sequence is empty");
        fails(() -> read(several, "a#\tx"), "data.txt:1: a label is empty");
    }

    @Test
    void json_lines_of_tokens_or_text() throws IOException {
        TaggedLayout layout = new TaggedLayout.JsonLines("t.w", "g", "y", Tokenizer.words());
        List<TaggedSentence> sentences = read(layout, """
                {"t": {"w": ["a b", "c"]}, "g": ["O", "O"], "y": "L"}
                {"t": {"w": "d e"}, "g": ["O", "B-x"], "y": ["M", "N"], "other": 1}
                """);
        assertThat(tokens(sentences)).containsExactly(List.of("a b", "c"), List.of("d", "e"));
        assertThat(labels(sentences)).containsExactly(List.of("L"), List.of("M", "N"));
        fails(() -> read(layout, "{\"t\": {\"w\": \"d\"}, \"y\": \"M\"}"), "data.txt:1: there is no field 'g'");
        fails(() -> read(layout, "{\"t\": {\"w\": \"d\"}, \"g\": [1], \"y\": \"M\"}"), "element 1 of 'g' is number");
        fails(() -> read(layout, "{\"t\": {\"w\": []}, \"g\": [], \"y\": \"M\"}"), "data.txt:1: the sequence is empty");
        fails(
                () -> read(layout, "{\"t\": {\"w\": \"d\"}, \"g\": [], \"y\": \"M\"}"),
                "data.txt:1: there are 0 tags for 1 token;");
        fails(() -> read(layout, "{}\n[1]"), "data.txt:1: there is no field 't.w'");
        fails(() -> read(layout, "\n"), "data.txt:1: the line is empty");
    }

    @Test
    void tags_outside_bio_are_told_by_their_line() throws IOException {
        List<TaggedSentence> sentences = read(TaggedLayout.Columns.of(0, 1), "a I-x\nb O\n\nc B-x-y\nd E-x\n");
        fails(() -> Bio.check(sentences), "data.txt:5: the tag 'E-x' of token 2 ('d') is outside the BIO scheme");
        Bio.check(sentences.subList(0, 1));
        assertThat(List.of("O", "B-x", "I-x-y")).allMatch(Bio::isTag);
        assertThat(List.of("o", "B", "B-", "X-y", "", "Bx")).noneMatch(Bio::isTag);
    }

    @Test
    void published_sets_have_the_sizes_their_papers_give() {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no published sets to read");
        Path snips = Path.of(root, "slu_snips", "train.seq.in");
        Path danish = Path.of(root, "pos_ud_danish", "da-ud-train.conllu");
        Assumptions.assumeTrue(Files.exists(snips) && Files.exists(danish), "the published sets are not there");
        List<TaggedSentence> slots = TaggedReader.readAll(TaggedLayout.Parallel.slots(), snips);
        Bio.check(slots);
        SentenceEncoder encoder = SentenceEncoder.learn(slots, SentenceEncoder.Options.words());
        assertThat(slots).hasSize(13_084);
        assertThat(encoder.tags()).isNotNull().extracting(LabelSet::size).isEqualTo(72);
        assertThat(encoder.labels()).isNotNull().extracting(LabelSet::size).isEqualTo(7);
        List<TaggedSentence> words = TaggedReader.readAll(TaggedLayout.Columns.of(0, 1), danish);
        assertThat(words).hasSize(4_868);
        assertThat(words.stream().mapToInt(TaggedSentence::size).sum()).isEqualTo(88_979);
    }
}
