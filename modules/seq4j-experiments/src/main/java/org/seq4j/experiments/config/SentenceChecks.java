package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules across the keys of the section {@code data.sentences}. */
final class SentenceChecks {

    private static final String PATH = "data.sentences.";
    private static final String FORMAT = "data.format";

    private final DataConfig data;
    private final SentencesConfig sentences;
    private final Rules rules;

    private SentenceChecks(DataConfig data, Rules rules) {
        this.data = data;
        this.sentences = data.sentences();
        this.rules = rules;
    }

    /**
     * Adds a fault for each rule that is broken.
     *
     * @param tagged whether tags are read
     * @param labelled whether labels of sentences are read
     * @param multiLabel whether a sentence has any number of labels
     */
    static void run(
            DataConfig data,
            boolean tagged,
            boolean labelled,
            boolean multiLabel,
            CharactersConfig characters,
            Rules rules) {
        SentenceChecks checks = new SentenceChecks(data, rules);
        checks.columns();
        checks.fields(tagged, labelled);
        checks.label(labelled);
        checks.separators(multiLabel);
        checks.tokens(characters);
    }

    private void columns() {
        if (data.format() != DataConfig.Format.CONLL) {
            return;
        }
        column("tokens", sentences.tokens());
        column("tags", sentences.tags());
        rules.forbid(
                PATH + "separator",
                List.of(PATH + "conllu"),
                () -> sentences.conllu() && sentences.separator() != null,
                () -> "is a tab where data.sentences.conllu is true; remove the key");
        rules.forbid(
                PATH + "comments",
                List.of(),
                () -> sentences.comments().contains(""),
                () -> "expected how lines begin, found nothing, with which every line begins");
    }

    private void column(String key, @Nullable String column) {
        rules.forbid(
                PATH + key,
                List.of(FORMAT),
                () -> column != null && !column.matches("-?[0-9]{1,6}"),
                () -> "expected the number of a column, counted from 0, or from the last one with negative numbers,"
                        + " found " + column);
    }

    private void fields(boolean tagged, boolean labelled) {
        List<String> fields = new ArrayList<>(List.of(data.tokensField()));
        if (tagged) {
            String tags = data.tagsField();
            rules.forbid(
                    PATH + "tags",
                    List.of(PATH + "tokens", FORMAT),
                    () -> fields.contains(tags),
                    () -> "tokens and tags are both " + tags + "; expected two different ones");
            fields.add(tags);
        }
        boolean named = data.format() == DataConfig.Format.PARALLEL || data.format() == DataConfig.Format.JSONL;
        rules.forbid(
                PATH + "label",
                List.of(PATH + "tokens", PATH + "tags", FORMAT),
                () -> named && labelled && fields.contains(data.labelField()),
                () -> data.labelField() + " is where tokens or tags stand; expected another one for the label");
    }

    private void label(boolean labelled) {
        rules.forbid(
                PATH + "label",
                List.of("model.intent"),
                () -> !labelled && sentences.label() != null,
                () -> "needs model.intent: true; without it a tagger reads no labels of sentences, remove the key");
    }

    private void separators(boolean multiLabel) {
        rules.forbid(
                PATH + "label_separator",
                List.of("model.multi_label"),
                () -> !multiLabel && sentences.labelSeparator() != null,
                () -> "needs model.multi_label: true of a classifier; elsewhere a sentence has one label, remove the"
                        + " key");
        rules.forbid(
                PATH + "label_separator",
                List.of(PATH + "separator", FORMAT),
                () -> data.format() == DataConfig.Format.LINES
                        && Objects.equals(sentences.separator(), sentences.labelSeparator())
                        && sentences.separator() != null,
                () -> "separates labels and text already; expected another one");
    }

    private void tokens(CharactersConfig characters) {
        rules.forbid(
                PATH + "pattern",
                List.of(PATH + "level"),
                () -> sentences.level() == TokensConfig.Level.REGEX && sentences.pattern() == null,
                () -> "missing; data.sentences.level: regex needs the regular expression of a token");
        rules.regularExpression(PATH + "pattern", sentences.pattern());
        rules.forbid(
                PATH + "unknown_rate",
                List.of(PATH + "vocab"),
                () -> sentences.unknownRate() > 0 && sentences.vocab().minFreq() > 1,
                () -> "hides words that were seen once, and data.sentences.vocab.min_freq: "
                        + sentences.vocab().minFreq() + " makes them <unk> anyway; remove one of the two");
        rules.forbid(
                "model.characters",
                List.of(PATH + "level"),
                () -> characters.type() != CharactersConfig.Type.NONE && sentences.level() == TokensConfig.Level.CHAR,
                () -> "needs words, and with data.sentences.level: char a token is one character");
    }
}
