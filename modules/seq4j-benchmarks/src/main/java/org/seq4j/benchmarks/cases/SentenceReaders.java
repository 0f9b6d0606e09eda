package org.seq4j.benchmarks.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.label.SentenceCorpus;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.token.Tokenizer;

/** Sentences with tags, or with a label, in each format. */
final class SentenceReaders {
    private SentenceReaders() {}

    static Iteration encode(String format, Parameters parameters) throws IOException {
        List<List<String>> sentences = new RandomText(1).sentences(parameters.number("lines"));
        TaggedLayout layout = switch (format) {
            case "columns" -> TaggedLayout.Columns.of(0, 1);
            case "parallel" -> TaggedLayout.Parallel.slots();
            case "lines" -> TaggedLayout.Lines.tab();
            default -> new TaggedLayout.JsonLines("tokens", "tags", null, Tokenizer.words());
        };
        Path file = write(format, sentences);
        SentenceEncoder encoder =
                SentenceEncoder.learn(TaggedReader.readAll(layout, file), SentenceEncoder.Options.words());
        return () ->
                SentenceCorpus.of(TaggedReader.readAll(layout, file), encoder).tokens();
    }

    private static Path write(String format, List<List<String>> sentences) throws IOException {
        Path folder = Scratch.folder();
        List<String> lines = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (List<String> sentence : sentences) {
            List<String> own = sentence.stream().map(SentenceReaders::tag).toList();
            tags.add(String.join(" ", own));
            labels.add(own.get(0));
            switch (format) {
                case "columns" -> {
                    for (int t = 0; t < own.size(); t++) {
                        lines.add(sentence.get(t) + "\t" + own.get(t));
                    }
                    lines.add("");
                }
                case "parallel" -> lines.add(String.join(" ", sentence));
                case "lines" -> lines.add(own.get(0) + "\t" + String.join(" ", sentence));
                default ->
                    lines.add("{\"tokens\": [\"%s\"], \"tags\": [\"%s\"]}"
                            .formatted(String.join("\", \"", sentence), String.join("\", \"", own)));
            }
        }
        if (format.equals("parallel")) {
            Files.write(folder.resolve("seq.out"), tags);
            Files.write(folder.resolve("label"), labels);
        }
        return Files.write(folder.resolve("seq.in"), lines);
    }

    private static String tag(String word) {
        return "T" + word.length();
    }
}
