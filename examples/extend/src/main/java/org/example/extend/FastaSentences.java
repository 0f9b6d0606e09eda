package org.example.extend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.data.text.Utf8Lines;

/** FASTA records as what seq4j's encoders and batches of labelled sentences take: the residues are the tokens. */
public final class FastaSentences {
    private FastaSentences() {}

    /** All records of a file. */
    public static List<TaggedSentence> read(Path file) {
        List<TaggedSentence> sentences = new ArrayList<>();
        try (FastaRecords records = new FastaRecords(Utf8Lines.open(file), file.toString())) {
            for (FastaRecord record = records.next(); record != null; record = records.next()) {
                sentences.add(new TaggedSentence(
                        List.of(record.residues().split("")),
                        List.of(), // no tags
                        List.of(record.label()),
                        new TaggedSentence.Places(record.place(), List.of(), record.place())));
            }
        }
        return sentences;
    }
}
