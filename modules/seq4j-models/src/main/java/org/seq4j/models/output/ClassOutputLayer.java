package org.seq4j.models.output;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ClassOutput} at work, in double precision on the host. */
public final class ClassOutputLayer extends ScoredOutputLayer<ClassOutput> {
    private TokenStatistics statistics = TokenStatistics.NONE;
    private double[] losses = {}; // of each example, weighted

    ClassOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** Sums over the examples of the last batch that was scored, without weights and smoothing; with sigmoid, over examples and classes. */
    public TokenStatistics statistics() {
        return statistics;
    }

    private INDArray scores() {
        INDArray z = givenInput();
        if (z.rank() != 2 || z.size(1) != layerConf().classes()) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects scores of shape [batch, "
                    + layerConf().classes() + "], found " + Arrays.toString(z.shape()));
        }
        return z;
    }

    /** The scores and the bias, by rows. */
    private double[] biased(INDArray scores) {
        return HostValues.plus(HostValues.of(scores), HostValues.of(getParam(OutputParameters.BIAS)));
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        INDArray scores = scores();
        int classes = layerConf().classes();
        double[] z = biased(scores);
        for (int row = 0; row < z.length; row += classes) {
            if (layerConf().multiLabel()) {
                for (int j = row; j < row + classes; j++) {
                    z[j] = Sigmoid.of(z[j]);
                }
            } else {
                double logSum = logSumExp(z, row);
                for (int j = row; j < row + classes; j++) {
                    z[j] = Math.exp(z[j] - logSum);
                }
            }
        }
        INDArray y = manager.createUninitialized(ArrayType.ACTIVATIONS, dataType, scores.shape(), 'c');
        HostValues.write(z, y);
        return y;
    }

    private double logSumExp(double[] z, int row) {
        double most = Double.NEGATIVE_INFINITY;
        for (int j = row; j < row + layerConf().classes(); j++) {
            most = Math.max(most, z[j]);
        }
        double sum = 0;
        for (int j = row; j < row + layerConf().classes(); j++) {
            sum += Math.exp(z[j] - most);
        }
        return most + Math.log(sum);
    }

    /** Replaces scores by gradients of the mean loss, which it gives. */
    private double loss(double[] z) {
        int batch = z.length / layerConf().classes();
        double[] labels = HostValues.of(givenLabels());
        int width = layerConf().multiLabel() ? layerConf().classes() : 1;
        if (labels.length != batch * width) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects labels of shape [" + batch
                    + ", " + width + "], found " + Arrays.toString(givenLabels().shape()));
        }
        INDArray mask = labelMask();
        double[] counts = mask == null ? null : HostValues.of(mask);
        if (counts != null && counts.length != batch) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects a label mask of shape ["
                    + batch + ", 1], found " + Arrays.toString(mask == null ? new long[0] : mask.shape()));
        }
        statistics = TokenStatistics.NONE;
        losses = new double[batch];
        double sum = 0;
        double weights = 0;
        for (int b = 0; b < batch; b++) {
            int row = b * layerConf().classes();
            if (counts != null && counts[b] == 0) {
                Arrays.fill(z, row, row + layerConf().classes(), 0);
            } else if (layerConf().multiLabel()) {
                losses[b] = binary(z, labels, row);
                weights += layerConf().classes();
            } else {
                int label = label(labels[b], b);
                losses[b] = softmax(z, row, label);
                weights += layerConf().weight(label);
            }
            sum += losses[b];
        }
        double scale = weights == 0 ? 0 : 1 / weights;
        for (int i = 0; i < z.length; i++) {
            z[i] *= scale;
        }
        return sum * scale;
    }

    private int label(double value, int example) {
        if (value != Math.rint(value) || value < 0 || value >= layerConf().classes()) {
            throw new IllegalArgumentException("the output layer '" + name() + "' knows classes from 0 to "
                    + (layerConf().classes() - 1) + ", found the label " + value + " of example " + example);
        }
        return (int) value;
    }

    private double softmax(double[] z, int row, int label) {
        int classes = layerConf().classes();
        double epsilon = layerConf().labelSmoothing();
        double weight = layerConf().weight(label);
        double logSum = logSumExp(z, row);
        boolean best = true;
        double own = logSum - z[row + label];
        double loss = 0;
        for (int j = 0; j < classes; j++) {
            best &= z[row + j] <= z[row + label];
            double target = epsilon / classes + (j == label ? 1 - epsilon : 0);
            loss += target == 0 ? 0 : target * (logSum - z[row + j]);
        }
        for (int j = 0; j < classes; j++) {
            double target = epsilon / classes + (j == label ? 1 - epsilon : 0);
            z[row + j] = weight * (Math.exp(z[row + j] - logSum) - target);
        }
        statistics = statistics.plus(new TokenStatistics(own, 1, best ? 1 : 0));
        return weight * loss;
    }

    private double binary(double[] z, double[] labels, int row) {
        double epsilon = layerConf().labelSmoothing();
        double loss = 0;
        for (int j = 0; j < layerConf().classes(); j++) {
            double score = z[row + j];
            double label = labels[row + j];
            if (label != 0 && label != 1) {
                throw new IllegalArgumentException(
                        "the output layer '" + name() + "' expects labels 0 and 1 for each class, found " + label);
            }
            double target = label * (1 - epsilon) + epsilon / 2;
            double weight = layerConf().weight(j);
            double positive = Sigmoid.softplus(-score); // -ln p
            double negative = Sigmoid.softplus(score); // -ln (1 - p)
            loss += weight * target * positive + (1 - target) * negative;
            double p = Sigmoid.of(score);
            z[row + j] = weight * target * (p - 1) + (1 - target) * p;
            statistics = statistics.plus(
                    new TokenStatistics(label == 1 ? positive : negative, 1, score > 0 == (label == 1) ? 1 : 0));
        }
        return loss;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
        INDArray scores = scores();
        double[] z = biased(scores);
        remember(loss(z));
        INDArray dx = manager.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, scores.shape(), 'c');
        HostValues.write(z, dx);
        if (conf().isMiniBatch()) { // the graph divides by the batch size later
            dx.muli(scores.size(0));
        }
        gradientView(OutputParameters.BIAS).assign(dx.sum(0));
        return new Pair<>(gradients(), dx);
    }

    @Override
    void score(boolean training, LayerWorkspaceMgr manager) {
        remember(loss(biased(scores())));
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr manager) {
        INDArray scores = scores();
        loss(biased(scores));
        INDArray result = manager.create(ArrayType.ACTIVATIONS, dataType, new long[] {scores.size(0), 1}, 'c');
        for (int b = 0; b < losses.length; b++) {
            result.putScalar(b, 0, losses[b]);
        }
        return result.addi(regularization);
    }

    /** The mask of a sequence, which the read-out has used up, is none of this layer's. */
    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every example counts
    public Pair<INDArray, MaskState> feedForwardMaskArray(@Nullable INDArray mask, MaskState state, int batch) {
        return super.feedForwardMaskArray(null, state, batch);
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
