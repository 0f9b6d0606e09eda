package org.seq4j.models.output;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.seq4j.models.node.TimeMajor;

/**
 * An output layer with integer labels {@code [B, T]} at every step of a sequence. The loss is the mean over the tokens that count: those of the label mask
 * {@code [B, T]}, 1 = counts, or of the feature mask where there is no label mask. The graph asks first for the gradient and then for the score of the same
 * batch, which is remembered.
 *
 * @param <C> the layer's configuration
 */
public abstract class SequenceOutputLayer<C extends FeedForwardLayer> extends BaseLayer<C> implements IOutputLayer {
    private @Nullable INDArray labels;
    private @Nullable INDArray featureMask;
    private @Nullable INDArray scored; // the input whose loss is remembered
    private double loss;
    private TokenStatistics statistics = TokenStatistics.NONE;

    SequenceOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** The sums of the last batch that was scored, without label smoothing. */
    public TokenStatistics statistics() {
        return statistics;
    }

    final String name() {
        return String.valueOf(layerConf().getLayerName());
    }

    /** The input {@code [T, B, F]}. */
    final INDArray timeMajorInput(LayerWorkspaceMgr manager, ArrayType where) {
        if (input == null) {
            throw new IllegalStateException("the output layer '" + name() + "' has no input");
        }
        return TimeMajor.fromGraph(input, dataType, manager, where);
    }

    /**
     * The tokens that count.
     *
     * @param x the input {@code [T, B, F]}
     * @param limit one more than the greatest label
     */
    final RealTokens tokens(INDArray x, int limit) {
        if (labels == null) {
            throw new IllegalStateException("the output layer '" + name() + "' has no labels");
        }
        INDArray mask = maskArray != null ? maskArray : featureMask;
        return RealTokens.of(labels, mask, (int) x.size(1), (int) x.size(0), limit, name());
    }

    /** The factor that makes the gradient a mean: the graph divides by the batch size later where {@code miniBatch} is set. */
    final double gradientScale(RealTokens tokens, long batch) {
        return (conf().isMiniBatch() ? batch : 1.0) / tokens.count();
    }

    final void remember(SoftmaxCrossEntropy sums, RealTokens tokens) {
        statistics = sums.statistics();
        loss = tokens.count() == 0 ? 0 : sums.loss() / tokens.count();
        scored = input;
    }

    /** Computes loss and statistics of the input and its labels, without the gradient. */
    abstract void score(boolean training, LayerWorkspaceMgr manager);

    /** What the score contains beside the mean loss over tokens. */
    double auxiliaryLoss() {
        return 0;
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr manager) {
        if (scored == null || scored != input || !training) {
            score(training, manager);
        }
        scored = null;
        score = loss + auxiliaryLoss() + regularization;
        return score;
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray value) {
        labels = value;
        scored = null;
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null before labels are set
    public INDArray getLabels() {
        return labels;
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every step is real
    public Pair<INDArray, MaskState> feedForwardMaskArray(@Nullable INDArray mask, MaskState state, int batch) {
        featureMask = mask;
        return new Pair<>(null, state);
    }

    @Override
    public void clear() {
        super.clear();
        labels = null;
        featureMask = null;
        scored = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public int numLabels() {
        return (int) layerConf().getNOut();
    }

    @Override
    public double f1Score(DataSet data) {
        throw noClassifier();
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw noClassifier();
    }

    @Override
    public void fit(DataSetIterator data) {
        throw noClassifier();
    }

    @Override
    public int[] predict(INDArray examples) {
        throw noClassifier();
    }

    @Override
    public java.util.List<String> predict(DataSet data) {
        throw noClassifier();
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw noClassifier();
    }

    @Override
    public void fit(DataSet data) {
        throw noClassifier();
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw noClassifier();
    }

    private static UnsupportedOperationException noClassifier() {
        return new UnsupportedOperationException(
                "an output layer over sequences is trained and asked through its ComputationGraph, not alone");
    }
}
