package org.seq4j.experiments.training;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.seq4j.data.series.Series;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.RegressorConfig;
import org.seq4j.experiments.config.SequenceEncoderConfig;
import org.seq4j.experiments.evaluation.series.SeriesCodec;
import org.seq4j.models.graph.SequenceClassifier;
import org.seq4j.models.graph.SequenceRegressor;
import org.seq4j.models.output.SeriesLoss;

/** Makes models of series of what an experiment file says. */
final class SeriesModels {
    private SeriesModels() {}

    /**
     * The model for series that the codec describes.
     *
     * @param train the training series, whose classes are weighed
     */
    static ComputationGraphConfiguration of(ExperimentConfig config, SeriesCodec codec, List<Series> train) {
        if (config.model() instanceof RegressorConfig model) {
            SequenceRegressor.Builder builder = SequenceRegressor.vectors(codec.features(), codec.outputs())
                    .perStep(codec.kind() != SeriesCodec.Kind.TARGET && codec.kind() != SeriesCodec.Kind.DIRECT)
                    .readOut(EncoderParts.readOut(model.readOut()))
                    .loss(loss(model.loss()));
            return EncoderParts.complete(builder, config, model.encoder(), model.attentionSize())
                    .build();
        }
        ClassifierConfig model = (ClassifierConfig) config.model();
        SequenceClassifier.Builder builder = SequenceClassifier.vectors(codec.features(), codec.outputs())
                .readOut(EncoderParts.readOut(model.readOut()))
                .multiLabel(model.multiLabel())
                .classWeights(ClassWeights.of(
                        model.classWeights(),
                        Objects.requireNonNull(codec.labels()),
                        train.stream().map(Series::labels).toList(),
                        model.multiLabel()))
                .labelSmoothing(config.training().labelSmoothing());
        return EncoderParts.complete(builder, config, model.encoder(), model.attentionSize())
                .build();
    }

    private static SeriesLoss loss(RegressorConfig.Loss loss) {
        return switch (loss) {
            case MSE -> SeriesLoss.MSE;
            case MAE -> SeriesLoss.MAE;
            case BERNOULLI -> SeriesLoss.BERNOULLI;
        };
    }

    /** The encoder of a model of series. */
    static SequenceEncoderConfig encoder(ExperimentConfig config) {
        return config.model() instanceof RegressorConfig model
                ? model.encoder()
                : ((ClassifierConfig) config.model()).encoder();
    }
}
