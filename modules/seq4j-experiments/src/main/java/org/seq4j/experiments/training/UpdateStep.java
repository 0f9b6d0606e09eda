package org.seq4j.experiments.training;

import java.util.Iterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.batch.Batch;
import org.seq4j.experiments.training.optimizer.GradientClipping;
import org.seq4j.experiments.training.optimizer.Optimizer;
import org.seq4j.models.graph.TruncatedBptt;

/**
 * One update: the gradient of one batch, or of several weighted by their target tokens (which makes them one larger
 * batch), clipped and applied.
 *
 * <p>The graph's iteration count is set to the number of the batch before each forward pass: the dropout masks of our
 * layers are a function of it.
 */
public final class UpdateStep {
    private final Preparation preparation;
    private final ComputationGraph graph;
    private final Optimizer optimizer;
    private final GradientClipping clipping;
    private final int accumulation;
    private final INDArray parameters; // [N]
    private final INDArray gradient; // [N], the graph's own
    private final @Nullable INDArray sum; // [N], with accumulation

    /** What happens to a batch before an update. */
    @FunctionalInterface
    public interface Preparation {
        /** The batch as the update is to see it; {@code number} counts the batches of the whole training from 0. */
        Batch prepare(Batch batch, long number);
    }

    /**
     * What one update was made of.
     *
     * @param loss mean over the target tokens
     * @param tokens target tokens
     * @param batches how many batches
     * @param gradientNorm Euclidean norm of the gradient before it was clipped by norm
     */
    public record Result(double loss, long tokens, int batches, double gradientNorm) {}

    /**
     * Updates of one graph.
     *
     * @param preparation what happens to a batch first
     * @param graph the initialised graph
     * @param optimizer the rule of the update
     * @param clipping what limits the gradient
     * @param accumulation batches an update
     */
    public UpdateStep(
            Preparation preparation,
            ComputationGraph graph,
            Optimizer optimizer,
            GradientClipping clipping,
            int accumulation) {
        this.preparation = preparation;
        this.graph = graph;
        this.optimizer = optimizer;
        this.clipping = clipping;
        this.accumulation = accumulation;
        graph.initGradientsView();
        this.parameters = flat(graph.params());
        this.gradient = flat(graph.getGradientsViewArray());
        this.sum = accumulation > 1 ? gradient.ulike() : null;
    }

    private static INDArray flat(INDArray view) {
        return view.rank() == 1 ? view : view.reshape(view.length());
    }

    /**
     * Makes one update of the batches that come next: as many as are accumulated, or the rest of the epoch if that is
     * fewer.
     *
     * @param batches has at least one more
     * @param update number of the update, counted from 1
     * @throws NonFiniteException if loss or gradient are not finite; the parameters are then what they were
     */
    public Result run(Iterator<Batch> batches, long update, double learningRate) {
        double lossSum = 0;
        long tokens = 0;
        int used = 0;
        do {
            long number = (update - 1) * accumulation + used;
            Batch batch = preparation.prepare(batches.next(), number);
            double loss = gradientOf(batch, number);
            if (!Double.isFinite(loss)) {
                throw new NonFiniteException(update, "the loss", loss);
            }
            lossSum += loss * batch.tokens();
            tokens += batch.tokens();
            accumulate(batch.tokens(), used == 0);
            used++;
        } while (used < accumulation && batches.hasNext());
        INDArray mean = sum == null ? gradient : sum.divi(tokens);
        double norm = clipping.clip(mean);
        if (!Double.isFinite(norm)) {
            throw new NonFiniteException(update, "the norm of the gradient", norm);
        }
        optimizer.apply(parameters, mean, learningRate, update);
        return new Result(lossSum / tokens, tokens, used, norm);
    }

    private double gradientOf(Batch batch, long number) {
        MultiDataSet data = batch.data();
        graph.getConfiguration().setIterationCount((int) number);
        if (batch.startsStream()) {
            TruncatedBptt.reset(graph);
        }
        graph.setInputs(data.getFeatures());
        graph.setLabels(data.getLabels());
        graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
        graph.computeGradientAndScore();
        TruncatedBptt.carry(graph);
        graph.clearLayerMaskArrays();
        return graph.score();
    }

    private void accumulate(long tokens, boolean first) {
        if (sum == null) {
            return;
        }
        if (first) {
            gradient.muli(tokens, sum);
        } else {
            sum.addi(gradient.muli(tokens));
        }
    }
}
