package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pointing.ElementOrder;
import org.seq4j.data.pointing.PointingFile;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.LanguageModelConfig;
import org.seq4j.experiments.config.PointerNetworkConfig;
import org.seq4j.experiments.config.Seq2SeqConfig;
import org.seq4j.experiments.config.TaggerConfig;
import org.seq4j.experiments.evaluation.DecodeWorkers;
import org.seq4j.experiments.evaluation.PairCodec;
import org.seq4j.experiments.evaluation.Sampling;
import org.seq4j.experiments.evaluation.SequencePredictor;
import org.seq4j.experiments.evaluation.pointing.PointerPredictor;
import org.seq4j.experiments.evaluation.pointing.PositionModel;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.Seq2SeqDecoder;

/** Opens the trained models of one or several run folders for prediction: sequence-to-sequence models or pointer networks. */
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
        List<TrainedRun> opened = new ArrayList<>();
        for (Path path : runs) {
            opened.add(TrainedRun.open(path, which, overrides));
        }
        if (opened.isEmpty()) {
            throw new UserError("Expected a run folder, found none.");
        }
        TrainedRun first = opened.get(0);
        for (TrainedRun run : opened) {
            if (run.config().model() instanceof LanguageModelConfig) {
                throw new UserError("The model of " + run.path()
                        + " is a language model, which continues text. Use: generate " + run.path());
            }
            if (run.config().model().getClass() != first.config().model().getClass()) {
                throw new UserError("The runs " + first.path() + " and " + run.path()
                        + " cannot predict together: their models are of different kinds.");
            }
        }
        if (first.config().readsSeries()) {
            if (opened.size() > 1) {
                throw new UserError("A model of series predicts alone; name one run.");
            }
            return new TrainedSeries(first);
        }
        if (first.config().model() instanceof ClassifierConfig || first.config().model() instanceof TaggerConfig) {
            if (opened.size() > 1) {
                throw new UserError("A classifier or tagger predicts alone; name one run.");
            }
            return new TrainedLabeler(first);
        }
        Sampling sampling = sampling(first.config(), draws);
        return first.config().model() instanceof PointerNetworkConfig
                ? positions(opened, sampling)
                : text(opened, sampling, prefix);
    }

    private static Text text(List<TrainedRun> runs, @Nullable Sampling sampling, String prefix) {
        TrainedRun first = runs.get(0);
        runs.subList(1, runs.size()).forEach(run -> sameText(first, run));
        DecodingConfig decoding = first.config().decoding();
        DecodeWorkers workers = ModelParts.decodeWorkers(first.config());
        List<Seq2SeqDecoder> models =
                runs.stream().map(run -> Seq2SeqDecoder.of(run.graph())).toList();
        return new Text(
                new SequencePredictor(models, codec(first), decoding, sampling, prefix, workers),
                decoding.batchSize() * workers.number());
    }

    private static Positions positions(List<TrainedRun> runs, @Nullable Sampling sampling) {
        TrainedRun first = runs.get(0);
        List<PositionModel> models = runs.stream().map(PointerTask::model).toList();
        for (int i = 1; i < models.size(); i++) {
            if (models.get(i).features() != models.get(0).features()) {
                throw new UserError("The runs " + first.path() + " and "
                        + runs.get(i).path() + " cannot predict together: their elements have "
                        + models.get(0).features() + " and " + models.get(i).features() + " numbers.");
            }
            if (order(runs.get(i)) != order(first)) {
                throw new UserError("The runs " + first.path() + " and "
                        + runs.get(i).path() + " cannot predict together: their data.elements.order differs.");
            }
        }
        DataConfig data = first.config().data();
        DecodeWorkers workers = ModelParts.decodeWorkers(first.config());
        boolean named = data.format() == DataConfig.Format.JSONL;
        return new Positions(
                new PointerPredictor(models, first.config().decoding(), sampling, workers),
                data.task(),
                named ? data.vectorsField() : PointingFile.VECTORS,
                named ? data.positionsField() : PointingFile.TARGET,
                order(first),
                first.config().decoding().batchSize() * workers.number());
    }

    private static ElementOrder order(TrainedRun run) {
        return run.config().data().elements().order();
    }

    /** What is ready to predict. */
    public sealed interface Opened permits Text, Positions, TrainedSeries, TrainedLabeler {
        /** Sources that are best given at once. */
        int batchSize();
    }

    /**
     * Text in, text out.
     *
     * @param predictor the model
     * @param batchSize sources that are best given at once
     */
    public record Text(SequencePredictor predictor, int batchSize) implements Opened {}

    /**
     * Elements in, positions out.
     *
     * @param predictor the model
     * @param task what the positions mean
     * @param vectorsField where elements stand in a JSON object
     * @param positionsField where the right positions stand there
     * @param order in which the predictor takes the elements
     * @param batchSize sources that are best given at once
     */
    public record Positions(
            PointerPredictor predictor,
            DataConfig.Task task,
            String vectorsField,
            String positionsField,
            ElementOrder order,
            int batchSize)
            implements Opened {}

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
