package org.seq4j.models.output;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.TimeMajor;

/** A {@link SeriesOutput} at work, in double precision on the host. */
public final class SeriesOutputLayer extends ScoredOutputLayer<SeriesOutput> {
    private double sum;
    private long steps;
    private double[] losses = {}; // of each example, as sum is

    SeriesOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** The loss of the last batch that was scored, summed over steps that count, and over values with {@link SeriesLoss#BERNOULLI}. */
    public double sum() {
        return sum;
    }

    /** How many steps of the last batch counted. */
    public long steps() {
        return steps;
    }

    /** Scores or labels as rows, [T, B, K] or [B, K]. */
    private static INDArray rows(INDArray values) {
        return values.rank() == 3 ? values.permute(2, 0, 1) : values;
    }

    /** The scores and the bias, by rows. */
    private double[] biased(INDArray scores) {
        return HostValues.plus(HostValues.of(rows(scores)), HostValues.of(getParam(OutputParameters.BIAS)));
    }

    private INDArray scores() {
        INDArray z = givenInput();
        if (z.rank() < 2 || z.rank() > 3 || z.size(1) != layerConf().size()) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects values of shape [batch, "
                    + layerConf().size() + "] or [batch, " + layerConf().size() + ", time], found "
                    + Arrays.toString(z.shape()));
        }
        return z;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        INDArray z = scores();
        INDArray y = like(z, manager, ArrayType.ACTIVATIONS);
        double[] values = biased(z);
        for (int i = 0; i < values.length && layerConf().loss() == SeriesLoss.BERNOULLI; i++) {
            values[i] = Sigmoid.of(values[i]);
        }
        HostValues.write(values, rows(y));
        return y;
    }

    private INDArray like(INDArray z, LayerWorkspaceMgr manager, ArrayType where) {
        return z.rank() == 3
                ? TimeMajor.toGraph(TimeMajor.create(manager, where, dataType, z.size(2), z.size(0), z.size(1)))
                : manager.createUninitialized(where, dataType, z.shape(), 'c');
    }

    /** Replaces values, by rows, by gradients of the mean loss, which it gives. */
    private double loss(INDArray scores, double[] z) {
        INDArray labels = givenLabels();
        if (!Arrays.equals(labels.shape(), scores.shape())) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects labels of shape "
                    + Arrays.toString(scores.shape()) + ", found " + Arrays.toString(labels.shape()));
        }
        double[] targets = HostValues.of(rows(labels));
        int size = layerConf().size();
        int batch = (int) scores.size(0);
        double[] counts = counts(scores);
        boolean perValue = layerConf().loss() != SeriesLoss.BERNOULLI;
        losses = new double[batch];
        double total = 0;
        long real = 0;
        for (int row = 0; row < z.length / size; row++) {
            int b = row % batch;
            int t = row / batch;
            boolean counted = counts == null || counts[b * (counts.length / batch) + t] != 0;
            real += counted ? 1 : 0;
            for (int k = row * size; k < (row + 1) * size; k++) {
                if (counted) {
                    double own = one(z, targets, k);
                    total += own;
                    losses[b] += perValue ? own / size : own;
                } else {
                    z[k] = 0;
                }
            }
        }
        double scale = real == 0 ? 0 : 1.0 / (real * (perValue ? size : 1));
        for (int i = 0; i < z.length; i++) {
            z[i] *= scale;
        }
        sum = perValue ? total / size : total;
        steps = real;
        return total * scale;
    }

    private double one(double[] z, double[] targets, int k) {
        double target = targets[k];
        double score = z[k];
        if (Double.isNaN(target)) {
            throw new IllegalArgumentException(
                    "the output layer '" + name() + "' found a target that is no number; mask its step");
        }
        switch (layerConf().loss()) {
            case MSE -> {
                z[k] = 2 * (score - target);
                return (score - target) * (score - target);
            }
            case MAE -> {
                z[k] = Math.signum(score - target);
                return Math.abs(score - target);
            }
            case BERNOULLI -> {
                z[k] = Sigmoid.of(score) - target;
                return Sigmoid.softplus(score) - target * score;
            }
        }
        throw new IllegalStateException("unknown loss " + layerConf().loss());
    }

    private double @Nullable [] counts(INDArray scores) {
        INDArray mask = scores.rank() == 3 ? labelMask() : maskArray;
        if (mask == null) {
            return null;
        }
        long steps = scores.rank() == 3 ? scores.size(2) : 1;
        if (mask.length() != scores.size(0) * steps) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects a label mask of shape ["
                    + scores.size(0) + ", " + steps + "], found " + Arrays.toString(mask.shape()));
        }
        return HostValues.of(mask);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
        INDArray scores = scores();
        double[] z = biased(scores);
        remember(loss(scores, z));
        INDArray dx = like(scores, manager, ArrayType.ACTIVATION_GRAD);
        HostValues.write(z, rows(dx));
        if (conf().isMiniBatch()) { // the graph divides by the batch size later
            dx.muli(scores.size(0));
        }
        INDArray bias = gradientView(OutputParameters.BIAS);
        HostValues.write(
                HostValues.columnSums(HostValues.of(rows(dx)), layerConf().size()), bias);
        return new Pair<>(gradients(), dx);
    }

    @Override
    void score(boolean training, LayerWorkspaceMgr manager) {
        INDArray scores = scores();
        remember(loss(scores, biased(scores)));
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr manager) {
        INDArray scores = scores();
        loss(scores, biased(scores));
        INDArray result = manager.create(ArrayType.ACTIVATIONS, dataType, new long[] {scores.size(0), 1}, 'c');
        for (int b = 0; b < scores.size(0); b++) {
            result.putScalar(b, 0, losses[b]);
        }
        return result.addi(regularization);
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
