package org.seq4j.models.output;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.AttentionLink;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TiedWeights;
import org.seq4j.models.node.TimeMajor;

/**
 * A {@link TokenOutput} at work. Scores, loss and gradients are computed once an update, over chunks of tokens: the graph asks first for the gradient and then
 * for the score of the same batch, which is remembered.
 */
public sealed class TokenOutputLayer extends BaseLayer<TokenOutput>
        implements IOutputLayer, TiedWeights.User, AttentionLink.User permits CopyOutputLayer {
    /** How many scores are held at a time: 2^22 floats are 16 MB. */
    static final int CHUNK_ELEMENTS = 1 << 22;

    private @Nullable INDArray labels;
    private @Nullable INDArray featureMask;
    private @Nullable TiedWeights shared;
    private @Nullable AttentionLink link;
    private @Nullable INDArray scored; // the input whose loss is remembered
    private double loss;
    private TokenStatistics statistics = TokenStatistics.NONE;

    TokenOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public void tie(TiedWeights weights) {
        if (!layerConf().tied()) {
            throw new IllegalStateException(
                    "the output layer '" + name() + "' has weights of its own: build it with tied(true)");
        }
        shared = weights;
    }

    /** From now on the score contains the auxiliary loss of an attention node; {@link #statistics()} never do. */
    @Override
    public void attend(@Nullable AttentionLink value) {
        link = value;
    }

    final @Nullable AttentionLink link() {
        return link;
    }

    /** The sums of the last batch that was scored, without label smoothing. */
    public TokenStatistics statistics() {
        return statistics;
    }

    /** The weights as a matrix {@code [V, H]}: the embedding's table, or the transposed view of the layer's own. */
    public INDArray outputVectors() {
        return layerConf().tied()
                ? table().values()
                : getParam(TokenOutputParameters.WEIGHTS).transpose();
    }

    /** The biases {@code [V]}. */
    public INDArray biases() {
        return getParam(TokenOutputParameters.BIAS);
    }

    private TiedWeights table() {
        if (shared == null) {
            throw new IllegalStateException("the output layer '" + name()
                    + "' is tied, and no embedding of the graph names it: build the embedding with tiedOutput(\""
                    + name() + "\")");
        }
        return shared;
    }

    final String name() {
        return String.valueOf(layerConf().getLayerName());
    }

    // ---- forward

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        return TimeMajor.toGraph(softmax(manager, ArrayType.ACTIVATIONS));
    }

    /** Probabilities {@code [T, B, V]}. */
    final INDArray softmax(LayerWorkspaceMgr manager, ArrayType where) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        long vocabulary = layerConf().getNOut();
        INDArray y = TimeMajor.create(manager, where, dataType, x.size(0), x.size(1), vocabulary);
        INDArray scores = TimeMajor.rows(y);
        multiplyByWeights(TimeMajor.rows(x), scores);
        SoftmaxCrossEntropy.softmax(scores, biases().reshape(1, vocabulary));
        return y;
    }

    private INDArray timeMajorInput(LayerWorkspaceMgr manager, ArrayType where) {
        if (input == null) {
            throw new IllegalStateException("the output layer '" + name() + "' has no input");
        }
        INDArray x = TimeMajor.fromGraph(input, dataType, manager, where);
        if (x.size(2) != layerConf().getNIn()) {
            throw new IllegalArgumentException("the output layer '" + name() + "' expects "
                    + layerConf().getNIn() + " input features, found " + x.size(2));
        }
        return x;
    }

    /** {@code scores [n, V] = x [n, H] W}. */
    private void multiplyByWeights(INDArray x, INDArray scores) {
        boolean tied = layerConf().tied();
        MatrixProduct.multiply(x, false, weights(), tied, scores, 1, 0);
    }

    /** {@code W [H, V]}, or the embedding's table {@code [V, H]} if tied. */
    private INDArray weights() {
        return layerConf().tied() ? table().values() : getParam(TokenOutputParameters.WEIGHTS);
    }

    // ---- loss and gradient

    private RealTokens tokens(INDArray x) {
        if (labels == null) {
            throw new IllegalStateException("the output layer '" + name() + "' has no labels");
        }
        INDArray mask = maskArray != null ? maskArray : featureMask;
        return RealTokens.of(labels, mask, (int) x.size(1), (int) x.size(0), labelLimit(), name());
    }

    /** One more than the greatest label. */
    int labelLimit() {
        return (int) layerConf().getNOut();
    }

    /** The sums that a pass over these tokens starts with. */
    SoftmaxCrossEntropy sums(RealTokens tokens, boolean gradient) {
        return new SoftmaxCrossEntropy(layerConf().labelSmoothing(), biases());
    }

    private @Nullable INDArray dropoutFactors(int tokens, LayerWorkspaceMgr manager, ArrayType where) {
        TokenOutput conf = layerConf();
        if (conf.inputDropout() == 0 || tokens == 0) {
            return null;
        }
        INDArray factors = manager.createUninitialized(where, dataType, new long[] {tokens, conf.getNIn()}, 'c');
        return DropoutMask.fill(conf.inputDropout(), conf.seed(conf()), getIterationCount(), name(), factors);
    }

    /** The inputs of the tokens that count, [N, H]: after dropout where factors are given. */
    private INDArray realRows(
            INDArray x, RealTokens tokens, @Nullable INDArray factors, LayerWorkspaceMgr manager, ArrayType where) {
        INDArray rows = TimeMajor.rows(x);
        if (tokens.rows() != null) {
            INDArray picked =
                    manager.createUninitialized(where, dataType, new long[] {tokens.count(), rows.size(1)}, 'c');
            rows = Nd4j.pullRows(rows, picked, 1, tokens.rows());
        }
        return factors == null
                ? rows
                : rows.mul(factors, manager.createUninitialized(where, dataType, rows.shape(), 'c'));
    }

    /** The factor that makes the gradient a mean: the graph divides by the batch size later where {@code miniBatch} is set. */
    private double gradientScale(RealTokens tokens, long batch) {
        return (conf().isMiniBatch() ? batch : 1.0) / tokens.count();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.BP_WORKING_MEM);
        RealTokens tokens = tokens(x);
        INDArray factors = dropoutFactors(tokens.count(), manager, ArrayType.BP_WORKING_MEM);
        INDArray dx = TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, x.size(0), x.size(1), x.size(2));
        INDArray weightGradient =
                layerConf().tied() ? table().gradientToWrite() : gradientView(TokenOutputParameters.WEIGHTS);
        INDArray biasGradient = gradientView(TokenOutputParameters.BIAS);
        SoftmaxCrossEntropy sums = sums(tokens, true);
        if (tokens.count() == 0) {
            dx.assign(0);
            weightGradient.assign(0);
            biasGradient.assign(0);
        } else {
            INDArray rows = realRows(x, tokens, factors, manager, ArrayType.BP_WORKING_MEM);
            boolean all = tokens.places() == null;
            INDArray drows = all
                    ? TimeMajor.rows(dx)
                    : manager.createUninitialized(
                            ArrayType.BP_WORKING_MEM, dataType, new long[] {tokens.count() + 1, rows.size(1)}, 'c');
            new Chunks(rows, tokens, gradientScale(tokens, x.size(1)), manager, ArrayType.BP_WORKING_MEM)
                    .backward(sums, drows, weightGradient, biasGradient);
            if (factors != null) {
                first(drows, tokens.count()).muli(factors);
            }
            if (tokens.places() != null) {
                drows.getRow(tokens.count()).assign(0); // the gradient of every token that does not count
                Nd4j.pullRows(drows, TimeMajor.rows(dx), 1, tokens.places());
            }
        }
        remember(sums, tokens);
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradient::setGradientFor);
        return new Pair<>(gradient, TimeMajor.toGraph(dx));
    }

    private INDArray gradientView(String parameter) {
        INDArray view = gradientViews == null ? null : gradientViews.get(parameter);
        if (view == null) {
            throw new IllegalStateException("the output layer '" + name()
                    + "' has no gradient vector yet: call ComputationGraph.initGradientsView() before a backward pass");
        }
        return view;
    }

    private static INDArray first(INDArray matrix, int rows) {
        return matrix.size(0) == rows ? matrix : matrix.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
    }

    private void remember(SoftmaxCrossEntropy sums, RealTokens tokens) {
        statistics = sums.statistics();
        loss = tokens.count() == 0 ? 0 : sums.loss() / tokens.count();
        scored = input;
    }

    /** Scores chunk by chunk. */
    private final class Chunks {
        private final INDArray rows;
        private final RealTokens tokens;
        private final double scale;
        private final INDArray scores;
        private final int size;

        Chunks(INDArray rows, RealTokens tokens, double scale, LayerWorkspaceMgr manager, ArrayType where) {
            this.rows = rows;
            this.tokens = tokens;
            this.scale = scale;
            int vocabulary = (int) layerConf().getNOut();
            size = Math.min(tokens.count(), Math.max(16, CHUNK_ELEMENTS / vocabulary));
            scores = manager.createUninitialized(where, dataType, new long[] {size, vocabulary}, 'c');
        }

        private INDArray score(int from, int to, SoftmaxCrossEntropy sums, boolean gradient) {
            INDArray z = part(scores, 0, to - from);
            multiplyByWeights(part(rows, from, to), z);
            sums.add(z, tokens.labels(), from, gradient);
            return z;
        }

        void forward(SoftmaxCrossEntropy sums) {
            for (int from = 0; from < tokens.count(); from += size) {
                score(from, Math.min(from + size, tokens.count()), sums, false);
            }
        }

        void backward(SoftmaxCrossEntropy sums, INDArray drows, INDArray weightGradient, INDArray biasGradient) {
            for (int from = 0; from < tokens.count(); from += size) {
                int to = Math.min(from + size, tokens.count());
                INDArray dz = score(from, to, sums, true);
                double beta = from == 0 ? 0 : 1;
                INDArray x = part(rows, from, to);
                boolean tied = layerConf().tied();
                if (tied) { // dE [V, H] += dz' x
                    MatrixProduct.multiply(dz, true, x, false, weightGradient, scale, beta);
                } else { // dW [H, V] += x' dz
                    MatrixProduct.multiply(x, true, dz, false, weightGradient, scale, beta);
                }
                MatrixProduct.multiply(dz, false, weights(), !tied, part(drows, from, to), scale, 0);
            }
            sums.finishGradients(biasGradient, scale);
        }

        private INDArray part(INDArray matrix, int from, int to) {
            return from == 0 && to == matrix.size(0)
                    ? matrix
                    : matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
        }
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr manager) {
        if (scored == null || scored != input || !training) {
            INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
            RealTokens tokens = tokens(x);
            SoftmaxCrossEntropy sums = sums(tokens, false);
            if (tokens.count() > 0) {
                INDArray factors = training ? dropoutFactors(tokens.count(), manager, ArrayType.FF_WORKING_MEM) : null;
                INDArray rows = realRows(x, tokens, factors, manager, ArrayType.FF_WORKING_MEM);
                new Chunks(rows, tokens, 1, manager, ArrayType.FF_WORKING_MEM).forward(sums);
            }
            remember(sums, tokens);
        }
        scored = null;
        score = loss + (link == null ? 0 : link.auxiliaryLoss()) + regularization;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        int batch = (int) x.size(1);
        RealTokens tokens = tokens(x);
        INDArray result = manager.create(ArrayType.ACTIVATIONS, dataType, new long[] {batch, 1}, 'c');
        INDArray rows = TimeMajor.rows(x);
        int[] from = tokens.rows();
        for (int i = 0; i < tokens.count(); i++) {
            int row = from == null ? i : from[i];
            RealTokens one = new RealTokens(new int[] {tokens.labels()[i]}, new int[] {row}, null);
            SoftmaxCrossEntropy sums = sums(one, false);
            new Chunks(
                            rows.get(NDArrayIndex.interval(row, row + 1), NDArrayIndex.all()),
                            one,
                            1,
                            manager,
                            ArrayType.FF_WORKING_MEM)
                    .forward(sums);
            result.putScalar(row % batch, 0, result.getDouble(row % batch, 0) + sums.loss());
        }
        return result.addi(regularization);
    }

    // ---- what the graph asks of every output layer

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
        link = null;
        scored = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public boolean hasBias() {
        return true;
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
    public int numLabels() {
        return (int) layerConf().getNOut();
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
