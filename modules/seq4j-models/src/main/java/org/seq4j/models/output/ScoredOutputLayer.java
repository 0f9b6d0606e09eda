package org.seq4j.models.output;

import java.util.Collection;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * What all output layers share: labels, their mask, and the score. The graph asks first for the gradient and then for the score of the same batch, which is remembered.
 *
 * @param <C> the layer's configuration
 */
public abstract class ScoredOutputLayer<C extends FeedForwardLayer> extends BaseLayer<C> implements IOutputLayer {
    private @Nullable INDArray labels;
    private @Nullable INDArray featureMask;
    private @Nullable INDArray scored; // the input whose loss is remembered
    private double loss;

    ScoredOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** This layer, with its place in a network and its parameters in the network's flat vector. */
    final ScoredOutputLayer<C> placed(
            @Nullable Collection<TrainingListener> listeners, int index, INDArray view, boolean initialize) {
        if (listeners != null) {
            setListeners(listeners);
        }
        setIndex(index);
        setParamsViewArray(view);
        setParamTable(layerConf().initializer().init(conf, view, initialize));
        return this;
    }

    final String name() {
        return String.valueOf(layerConf().getLayerName());
    }

    /** The input as the graph gave it. */
    final INDArray givenInput() {
        if (input == null) {
            throw new IllegalStateException("the output layer '" + name() + "' has no input");
        }
        return input;
    }

    /** The labels as the graph gave them. */
    final INDArray givenLabels() {
        if (labels == null) {
            throw new IllegalStateException("the output layer '" + name() + "' has no labels");
        }
        return labels;
    }

    /** The label mask, 1 = counts; where there is none the feature mask; null: all count. */
    final @Nullable INDArray labelMask() {
        return maskArray != null ? maskArray : featureMask;
    }

    /** The gradient of one parameter, a view into the flat gradient vector. */
    final INDArray gradientView(String parameter) {
        INDArray view = gradientViews == null ? null : gradientViews.get(parameter);
        if (view == null) {
            throw new IllegalStateException("the output layer '" + name()
                    + "' has no gradient vector yet: call ComputationGraph.initGradientsView() before a backward pass");
        }
        return view;
    }

    /** All gradients, in the form that the graph wants from a backward pass. */
    final Gradient gradients() {
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradient::setGradientFor);
        return gradient;
    }

    /** Keeps the loss of the input for {@link #computeScore}. */
    final void remember(double meanLoss) {
        loss = meanLoss;
        scored = input;
    }

    /** Computes the loss of the input and its labels, without the gradient, and remembers it. */
    abstract void score(boolean training, LayerWorkspaceMgr manager);

    /** What the score contains beside the mean loss. */
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
