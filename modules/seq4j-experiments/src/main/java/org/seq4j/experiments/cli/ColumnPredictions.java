package org.seq4j.experiments.cli;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.experiments.evaluation.label.SentenceLabeler.Tagging;
import org.seq4j.experiments.training.TrainedLabeler;

/**
 * Columns in, the same columns with a column of tags behind them out. Lines that are no tokens stay as they are. A label of
 * the whole sentence stands on a line of its own before it.
 *
 * @param opened the tagger
 */
record ColumnPredictions(TrainedLabeler opened) {
    /** How the line of a sentence's label begins. */
    private static final String INTENT = "# intent = ";

    /**
     * Labels all sentences of a text.
     *
     * @param lines the text
     * @param name what faults call it
     */
    void run(Utf8Lines lines, String name, LineOutput out) {
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        TaggedLayout.Columns layout = opened.columns();
        List<TaggedSentence> sentences = read(layout, all, name);
        List<Tagging> taggings = opened.labeler()
                .tags(sentences.stream().map(TaggedSentence::tokens).toList());
        Map<Integer, String> behind = new HashMap<>();
        Map<Integer, String> before = new HashMap<>();
        LabelSet names = Objects.requireNonNull(opened.labeler().encoder().tags());
        for (int i = 0; i < sentences.size(); i++) {
            TaggedSentence sentence = sentences.get(i);
            List<String> tags = names.names(taggings.get(i).tags());
            for (int t = 0; t < sentence.size(); t++) {
                behind.put((int) sentence.tagPlace(t).line() - 1, tags.get(t));
            }
            String intent = LabelLines.intent(opened, taggings.get(i));
            if (intent != null) {
                before.put((int) sentence.tagPlace(0).line() - 1, INTENT + intent);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            List<String> written = new ArrayList<>();
            if (before.get(i) != null) {
                written.add(before.get(i));
            }
            String tag = behind.get(i);
            written.add(tag == null ? all.get(i) : all.get(i) + separator(layout, all.get(i)) + tag);
            out.write(written);
        }
    }

    /** The sentences; the place of a "tag" is that of its token. */
    private static List<TaggedSentence> read(TaggedLayout layout, List<String> all, String name) {
        byte[] text = String.join("\n", all).getBytes(StandardCharsets.UTF_8);
        List<TaggedSentence> sentences = new ArrayList<>();
        try (TaggedReader reader =
                TaggedReader.open(layout, new Utf8Lines(new ByteArrayInputStream(text), name), name)) {
            for (TaggedSentence sentence = reader.next(); sentence != null; sentence = reader.next()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /** What stands between columns: as in the experiment's files, else a tab unless the line has blanks alone. */
    private static String separator(TaggedLayout.Columns layout, String line) {
        if (!layout.separator().isEmpty()) {
            return layout.separator();
        }
        return line.indexOf(' ') >= 0 && line.indexOf('\t') < 0 ? " " : "\t";
    }
}
