package org.seq4j.experiments.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.experiments.config.ModelConfig;
import org.seq4j.experiments.config.RegressorConfig;
import org.seq4j.experiments.config.TaggerConfig;
import org.seq4j.models.graph.EncoderBuilder;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.output.CrfOutputLayer;
import org.seq4j.models.recurrent.GradientFlow;

/**
 * Measures how far the gradient reaches back in the recurrent layers: a pass over the first batch of the training data, the
 * same each time, whose loss is that of the last real target of each example alone. The model and the training are left as
 * they were.
 */
final class GradientFlowProbe {
    private static final MathContext DIGITS = new MathContext(4);

    private final ComputationGraph graph;
    private final BatchSource source;
    private final boolean tagsSteps;

    /**
     * @param graph the model
     * @param source the training data
     * @param model what kind of model it is
     */
    GradientFlowProbe(ComputationGraph graph, BatchSource source, ModelConfig model) {
        this.graph = graph;
        this.source = source;
        this.tagsSteps = model instanceof TaggerConfig || model instanceof RegressorConfig;
    }

    /**
     * The norms by layer: |dL/dh| at the last step, the one before it, and so on, the mean over the examples.
     *
     * @param update what the dropout of the pass is drawn from
     */
    Map<String, List<@Nullable Double>> layers(long update) {
        Map<String, INDArray> carried = TruncatedBptt.states(graph);
        try (CloseableBatches batches = source.epoch(0, 0)) {
            TruncatedBptt.reset(graph);
            constrain(false);
            return layers(batches.next(), update);
        } finally {
            constrain(true);
            TruncatedBptt.restore(graph, carried);
        }
    }

    /** The last step alone is no sentence of its own where its label may not begin one, as I-x in the scheme BIO. */
    private void constrain(boolean value) {
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof CrfOutputLayer crf) {
                crf.constrain(value);
            }
        }
    }

    private Map<String, List<@Nullable Double>> layers(Batch batch, long update) {
        MultiDataSet data = batch.data();
        INDArray[] masks = lastSteps(data.getLabelsMaskArrays());
        INDArray first = masks == null || masks.length == 0 ? null : masks[0];
        double examples =
                first == null ? data.getFeatures(0).size(0) : first.sumNumber().doubleValue();
        boolean everyStep = first != null && first.size(1) > 1;
        List<GradientFlow.Curve> curves = GradientFlow.of(graph, () -> {
            graph.getConfiguration().setIterationCount((int) update);
            graph.setInputs(data.getFeatures());
            graph.setLabels(data.getLabels());
            graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), masks);
            graph.computeGradientAndScore();
            graph.clearLayerMaskArrays();
        });
        Map<String, List<@Nullable Double>> layers = new LinkedHashMap<>();
        for (GradientFlow.Curve curve : curves) {
            // A direction from the end has nothing behind the loss of the last step, and characters are no steps.
            boolean shown = !(curve.reverse() && tagsSteps && everyStep)
                    && !curve.layer().equals(EncoderBuilder.CHARACTER_RNN);
            if (shown) {
                layers.put(curve.layer() + (curve.reverse() ? " (reverse)" : ""), values(curve.norms(), examples));
            }
        }
        return layers;
    }

    /** The gradients of the sum over the examples, of which the score is the mean. */
    private static List<@Nullable Double> values(double[] norms, double examples) {
        List<@Nullable Double> values = new ArrayList<>();
        for (double norm : norms) {
            double value = norm * examples;
            values.add(
                    Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : null);
        }
        return values;
    }

    /** Masks of which the last 1 of each row is left. */
    private static INDArray @Nullable [] lastSteps(INDArray @Nullable [] masks) {
        if (masks == null) {
            return null;
        }
        INDArray[] last = new INDArray[masks.length];
        for (int i = 0; i < masks.length; i++) {
            last[i] = masks[i] == null ? null : lastSteps(masks[i]);
        }
        return last;
    }

    private static INDArray lastSteps(INDArray mask) {
        INDArray last = mask.ulike().assign(0);
        for (int b = 0; b < mask.size(0); b++) {
            int step = (int) mask.size(1) - 1;
            while (step >= 0 && mask.getDouble(b, step) == 0) {
                step--;
            }
            if (step >= 0) {
                last.putScalar(b, step, 1);
            }
        }
        return last;
    }
}
