package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.series.Missing;
import org.seq4j.data.series.Series;
import org.seq4j.data.series.SeriesLayout;
import org.seq4j.data.series.SeriesReader;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.RegressorConfig;
import org.seq4j.experiments.config.SeriesConfig;
import org.seq4j.experiments.evaluation.series.SeriesPredictor;
import org.seq4j.experiments.evaluation.series.SeriesStream;

/** A trained model of series, ready to predict: whole series of files, or step by step. */
public final class TrainedSeries implements TrainedPredictor.Opened {
    private final Path run;
    private final ExperimentConfig config;
    private final SeriesSetup setup;
    private final SeriesPredictor predictor;

    TrainedSeries(TrainedRun trained) {
        this.run = trained.path();
        this.config = trained.config();
        this.setup = SeriesSetup.of(config);
        this.predictor = SeriesTask.predictor(trained);
    }

    /** The model. */
    public SeriesPredictor predictor() {
        return predictor;
    }

    /** Whether a series has any number of labels. */
    public boolean multiLabel() {
        return config.model() instanceof ClassifierConfig model && model.multiLabel();
    }

    /** What becomes of a missing value. */
    public Missing missing() {
        return setup.missing();
    }

    @Override
    public int batchSize() {
        return config.data().batching().size();
    }

    /**
     * The series of a file, in the format of the experiment's; labels and targets need not be there.
     *
     * @throws org.seq4j.data.DataException naming file and line, where it breaks the rules of its format
     */
    public List<Series> read(Path file) {
        return SeriesReader.readAll(layout(), missing(), file);
    }

    /**
     * The same of a text.
     *
     * @param name what faults call it
     * @throws UserError if the format is no text
     */
    public List<Series> read(Utf8Lines lines, String name) {
        if (layout() instanceof SeriesLayout.Matlab) {
            throw new UserError("A MATLAB file cannot come from " + name + "; name it in --input.");
        }
        return SeriesReader.read(layout(), missing(), lines, name);
    }

    private SeriesLayout layout() {
        return setup.layout(Split.TEST).unlabelled();
    }

    /**
     * The model at the start of a series that is read step by step.
     *
     * @param steps how many steps a model of the next step predicts at each
     * @throws UserError if the model needs the whole series
     */
    public SeriesStream stream(int steps) {
        String reason = whole();
        if (reason != null) {
            throw new UserError(
                    "The model of " + run + " cannot read step by step: " + reason + "; predict without --stream.");
        }
        return new SeriesStream(predictor, steps);
    }

    /** Why the model needs the whole series; null where it does not. */
    private @Nullable String whole() {
        String direction = EncoderParts.backwards(SeriesModels.encoder(config));
        if (direction != null) {
            return direction;
        }
        if (config.data().series().normalize() == SeriesConfig.Normalize.PER_SERIES) {
            return "data.series.normalize is per_series, which needs the whole series";
        }
        if (config.model() instanceof RegressorConfig model) {
            return setup.isPerStep() ? null : EncoderParts.wholeReadOut(model.readOut());
        }
        return EncoderParts.wholeReadOut(((ClassifierConfig) config.model()).readOut());
    }
}
