package org.seq4j.experiments.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.text.Place;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.SentencesConfig;
import org.seq4j.experiments.config.TaggerConfig;
import org.seq4j.experiments.evaluation.label.SentenceLabeler;
import org.seq4j.experiments.evaluation.label.TokenStream;

/** A trained classifier or tagger of sentences, ready to predict. */
public final class TrainedLabeler implements TrainedPredictor.Opened {
    private final ExperimentConfig config;
    private final SentenceLabeler labeler;
    private final TrainedRun run;

    TrainedLabeler(TrainedRun run) {
        this.config = run.config();
        this.run = run;
        this.labeler = new SentenceLabeler(run.graph(), encoder(run));
    }

    private static SentenceEncoder encoder(TrainedRun run) {
        ExperimentConfig config = run.config();
        SentenceCodecs codecs = config.model() instanceof TaggerConfig tagger
                ? TaggerTask.codecs(config, tagger)
                : ClassifierTask.codecs(config, (ClassifierConfig) config.model());
        return codecs.of(run.vocabularies());
    }

    /** The model. */
    public SentenceLabeler labeler() {
        return labeler;
    }

    /** Whether each token has a tag, rather than the whole sentence a label. */
    public boolean isTagger() {
        return config.model() instanceof TaggerConfig;
    }

    /** Whether a sentence has any number of labels. */
    public boolean multiLabel() {
        return config.model() instanceof ClassifierConfig model && model.multiLabel();
    }

    /** Whether tags are of the scheme BIO. */
    public boolean chunks() {
        return isTagger() && config.data().sentences().scheme() == SentencesConfig.Scheme.BIO;
    }

    /** What stands between several labels. */
    public String labelSeparator() {
        return config.data().labelSeparator();
    }

    /**
     * The tokens of a line: a text, or where the experiment reads JSON an object with the field of the tokens.
     *
     * @param line the line
     * @param place what faults call it
     * @throws org.seq4j.data.DataException if it is none
     */
    public List<String> tokens(String line, Place place) {
        DataConfig data = config.data();
        if (data.format() == DataConfig.Format.JSONL && line.stripLeading().startsWith("{")) {
            TaggedLayout layout = SentenceFiles.layout(data, false, false, false);
            return TaggedReader.parse(layout, line, place).tokens();
        }
        return SentenceFiles.tokenizer(data.sentences()).tokenize(line);
    }

    /** How columns stand in a file: as in the experiment's, else a token a line in the first of them. */
    public TaggedLayout.Columns columns() {
        if (config.data().format() != DataConfig.Format.CONLL) {
            return new TaggedLayout.Columns(0, 0, "", List.of(), false);
        }
        TaggedLayout.Columns layout = SentenceFiles.columns(config.data(), false);
        return new TaggedLayout.Columns(
                layout.tokens(), layout.tokens(), layout.separator(), layout.comments(), layout.conllu());
    }

    /**
     * The model at the start of a sentence that is read token by token.
     *
     * @throws UserError if it needs the whole sentence
     */
    public TokenStream stream() {
        String reason = whole();
        if (reason != null) {
            throw new UserError("The model of " + run.path() + " cannot read step by step: " + reason
                    + "; predict without --stream.");
        }
        return new TokenStream(run.graph(), labeler.encoder());
    }

    /** Why the model needs the whole sentence; null where it does not. */
    private @Nullable String whole() {
        String direction = EncoderParts.backwards(
                config.model() instanceof TaggerConfig tagger
                        ? tagger.encoder()
                        : ((ClassifierConfig) config.model()).encoder());
        if (direction != null) {
            return direction;
        }
        if (labeler.encoder().characters() != null) {
            return "model.characters reads the letters of words, and a step reads words alone";
        }
        if (config.model() instanceof TaggerConfig tagger) {
            if (tagger.intent()) {
                return "model.intent is true, and a step has one output";
            }
            return tagger.output() == TaggerConfig.Output.CRF
                    ? "model.output is crf, which needs the whole sentence"
                    : null;
        }
        return EncoderParts.wholeReadOut(((ClassifierConfig) config.model()).readOut());
    }

    @Override
    public int batchSize() {
        return config.data().batching().size();
    }
}
