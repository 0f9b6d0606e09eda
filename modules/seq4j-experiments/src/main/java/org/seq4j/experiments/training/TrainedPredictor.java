package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Seq2SeqConfig;
import org.seq4j.experiments.evaluation.PairCodec;
import org.seq4j.experiments.evaluation.Sampling;
import org.seq4j.experiments.evaluation.SequencePredictor;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.Seq2SeqDecoder;

/** Opens the trained sequence-to-sequence models of one or several run folders for prediction. */
public final class TrainedPredictor {
    private TrainedPredictor() {}

    /**
     * Drawing instead of searching.
     *
     * @param temperature divisor of the logits
     * @param topK 0: all
     * @param topP 1: all
     * @param seed what the draws are made of; null: the experiment's
     */
    public record Draws(
            double temperature,
            int topK,
            double topP,
            @Nullable Long seed) {}

    /**
     * The models of the runs as one: the mean of their log-probabilities decides.
     *
     * @param runs the run folders, at least one
     * @param which which checkpoint of each
     * @param overrides keys that are to have other values than in the runs; the first run's hold for all
     * @param draws how to draw; null to search
     * @param prefix how every output begins
     * @throws UserError if a run holds another kind of model, the runs' vocabularies differ, or a wish is out of its bounds
     * @throws org.seq4j.experiments.run.RunFolderException if there is no run or no checkpoint
     * @throws org.seq4j.models.archive.ArchiveException if a checkpoint is damaged
     */
    public static Opened open(
            List<Path> runs, TrainedRun.Which which, List<String> overrides, @Nullable Draws draws, String prefix) {
        List<Seq2SeqDecoder> models = new ArrayList<>();
        TrainedRun first = null;
        for (Path path : runs) {
            TrainedRun run = TrainedRun.open(path, which, overrides);
            if (!(run.config().model() instanceof Seq2SeqConfig)) {
                throw new UserError(
                        "The model of " + path + " is a language model, which continues text. Use: generate " + path);
            }
            if (first == null) {
                first = run;
            } else {
                sameText(first, run);
            }
            models.add(Seq2SeqDecoder.of(run.graph()));
        }
        if (first == null) {
            throw new UserError("Expected a run folder, found none.");
        }
        ExperimentConfig config = first.config();
        SequencePredictor predictor =
                new SequencePredictor(models, codec(first), config.decoding(), sampling(config, draws), prefix);
        return new Opened(predictor, config.decoding().batchSize());
    }

    /**
     * What is ready to predict.
     *
     * @param predictor text in, text out
     * @param batchSize sources that are best given at once
     */
    public record Opened(SequencePredictor predictor, int batchSize) {}

    private static @Nullable Sampling sampling(ExperimentConfig config, @Nullable Draws draws) {
        if (draws == null) {
            return null;
        }
        Long seed = draws.seed();
        try {
            return new Sampling(
                    new Sampler(draws.temperature(), draws.topK(), draws.topP()), seed == null ? config.seed() : seed);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static PairCodec codec(TrainedRun run) {
        if (run.config().model() instanceof Seq2SeqConfig model) {
            return Seq2SeqTask.codec(run.config(), model, run.vocabularies());
        }
        throw new IllegalStateException("no pairs in " + run.path());
    }

    /** Models vote on tokens, so a token must be the same to all of them. */
    private static void sameText(TrainedRun first, TrainedRun other) {
        PairCodec one = codec(first);
        PairCodec two = codec(other);
        boolean same = first.vocabularies().equals(other.vocabularies())
                && one.copy() == two.copy()
                && first.config().data().source().equals(other.config().data().source())
                && first.config().data().target().equals(other.config().data().target());
        if (!same) {
            throw new UserError("The runs " + first.path() + " and " + other.path()
                    + " cannot predict together: their tokens or vocabularies differ; expected runs on the same training"
                    + " data with equal data.source, data.target and model.copy.");
        }
    }
}
