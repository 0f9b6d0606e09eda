package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.SentenceBatches;
import org.seq4j.data.corpus.Span;
import org.seq4j.data.label.Bio;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceCorpus;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.BatchingConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.SentencesConfig;

/** Sentences with labels: the encoder, learnt from the training part alone, and the batches of each split. */
final class SentenceData implements TaskData {
    private final DataConfig config;
    private final long seed;
    private final SplitFiles files;
    private final TaggedLayout layout;
    private final SentenceCodecs codecs;
    private final Map<Path, List<TaggedSentence>> read = new HashMap<>();
    private final Map<Split, SentenceCorpus> corpora = new EnumMap<>(Split.class);
    private final Map<Split, BatchSource> batches = new EnumMap<>(Split.class);
    private @Nullable SentenceEncoder encoder;

    /**
     * @param config the experiment
     * @param layout how sentences stand in files
     * @param codecs how they become ids
     * @param learnt what an earlier run learnt of the training data, or nothing to learn it
     * @throws UserError if a file is missing or unreadable
     * @throws org.seq4j.data.DataException if the catalogue cannot provide the set
     */
    SentenceData(ExperimentConfig config, TaggedLayout layout, SentenceCodecs codecs, Map<String, String> learnt) {
        this.config = config.data();
        this.seed = config.seed();
        this.files = DataFiles.of(config);
        this.layout = layout;
        this.codecs = codecs;
        this.encoder = learnt.isEmpty() ? null : codecs.of(learnt);
        DataFiles.checkReadable(files());
    }

    /** How sentences become ids. */
    SentenceEncoder encoder() {
        SentenceEncoder known = encoder;
        if (known == null) {
            known = codecs.learn(sentences(Split.TRAIN));
            encoder = known;
        }
        return known;
    }

    /** The tags of tokens. */
    LabelSet tags() {
        return Objects.requireNonNull(encoder().tags());
    }

    /** The labels of whole sentences. */
    LabelSet labels() {
        return Objects.requireNonNull(encoder().labels());
    }

    /** Of each training sentence its labels. */
    List<List<String>> trainingLabels() {
        return sentences(Split.TRAIN).stream().map(TaggedSentence::labels).toList();
    }

    @Override
    public boolean has(Split split) {
        return files.has(split);
    }

    /** The sentences of a split as text. */
    private List<TaggedSentence> sentences(Split split) {
        SplitFiles.Part part = files.part(split, file -> all(file).size());
        List<TaggedSentence> all = all(part.file());
        Span span = part.span();
        List<TaggedSentence> some = all.subList((int) span.from(), (int) Math.min(span.to(), all.size()));
        if (some.isEmpty()) {
            throw new UserError("The " + split.key() + " part of " + part.file() + " holds no sentence; its file has "
                    + all.size() + ", see data.split.");
        }
        return some;
    }

    private List<TaggedSentence> all(Path file) {
        return read.computeIfAbsent(file, this::read);
    }

    private List<TaggedSentence> read(Path file) {
        List<TaggedSentence> sentences = TaggedReader.readAll(layout, file);
        if (config.sentences().scheme() == SentencesConfig.Scheme.BIO) {
            Bio.check(sentences);
        }
        return sentences;
    }

    private SentenceCorpus corpus(Split split) {
        return corpora.computeIfAbsent(split, wanted -> SentenceCorpus.of(sentences(wanted), encoder()));
    }

    /**
     * The batches of a split; those of the training data are shuffled and built ahead in the background.
     *
     * @throws UserError if the experiment has no such split
     */
    @Override
    public BatchSource batches(Split split) {
        return batches.computeIfAbsent(split, this::batch);
    }

    private BatchSource batch(Split split) {
        BatchingConfig batching = config.batching();
        boolean training = split == Split.TRAIN;
        BatchSource source = new SentenceBatches(
                corpus(split),
                Batching.by(batching),
                batching.size(),
                batching.bucketWidth(),
                batching.shuffleBuffer(),
                seed,
                Batching.shuffles(batching, split),
                training ? config.sentences().unknownRate() : 0);
        return Batching.of(split, source);
    }

    /**
     * Some sentences, for a human eye.
     *
     * @param sources their tokens, between blanks
     * @param batch all of them, with labels
     */
    record Head(List<String> sources, MultiDataSet batch) {}

    /** The first sentences of a split, fewer where there are fewer. */
    Head head(Split split, int count) {
        List<TaggedSentence> sentences = sentences(split);
        List<TaggedSentence> first = sentences.subList(0, Math.min(count, sentences.size()));
        return new Head(
                first.stream()
                        .map(sentence -> String.join(" ", sentence.tokens()))
                        .toList(),
                SentenceBatches.labelled(
                                encoder(), first.stream().map(encoder()::encode).toList())
                        .data());
    }

    /** What was learnt of the training data and a checkpoint needs, by file name. */
    Map<String, String> learnt() {
        return SentenceCodecs.texts(encoder());
    }

    /** What {@code run.json} shall say. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("vocabulary_size", encoder().words().size());
        LabelSet tags = encoder().tags();
        LabelSet labels = encoder().labels();
        if (tags != null) {
            facts.put("tags", tags.size());
        }
        if (labels != null) {
            facts.put("labels", labels.size());
        }
        for (Split split : Split.values()) {
            if (has(split)) {
                facts.put(split.key() + "_data", corpus(split).describe());
            }
        }
        return facts;
    }

    /** Every file, those beside others included. */
    @Override
    public List<Path> files() {
        List<Path> all = new ArrayList<>();
        files.all().forEach(file -> all.addAll(SentenceFiles.together(layout, file)));
        return all;
    }

    @Override
    public void close() {
        batches.values().forEach(BatchSource::close);
    }
}
