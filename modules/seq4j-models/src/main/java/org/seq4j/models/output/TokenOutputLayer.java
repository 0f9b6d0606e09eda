package org.seq4j.models.output;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.AttentionLink;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TiedWeights;
import org.seq4j.models.node.TimeMajor;

/**
 * A {@link TokenOutput} at work. Scores, loss and gradients are computed once an update, over chunks of tokens.
 */
public sealed class TokenOutputLayer extends SequenceOutputLayer<TokenOutput>
        implements TiedWeights.User, AttentionLink.User permits CopyOutputLayer {
    /** How many scores are held at a time: 2^22 floats are 16 MB. */
    static final int CHUNK_ELEMENTS = 1 << 22;

    private @Nullable TiedWeights shared;
    private @Nullable AttentionLink link;

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

    /** The weights as a matrix {@code [V, H]}: the embedding's table, or the transposed view of the layer's own. */
    public INDArray outputVectors() {
        return layerConf().tied()
                ? table().values()
                : getParam(TokenOutputParameters.WEIGHTS).transpose();
    }

    /** The biases {@code [V]}. */
    public INDArray biases() {
        return getParam(OutputParameters.BIAS);
    }

    private TiedWeights table() {
        if (shared == null) {
            throw new IllegalStateException("the output layer '" + name()
                    + "' is tied, and no embedding of the graph names it: build the embedding with tiedOutput(\""
                    + name() + "\")");
        }
        return shared;
    }

    // ---- forward

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        return TimeMajor.toGraph(softmax(manager, ArrayType.ACTIVATIONS));
    }

    /** Probabilities {@code [T, B, V]}. */
    final INDArray softmax(LayerWorkspaceMgr manager, ArrayType where) {
        INDArray x = checkedInput(manager, ArrayType.FF_WORKING_MEM);
        long vocabulary = layerConf().getNOut();
        INDArray y = TimeMajor.create(manager, where, dataType, x.size(0), x.size(1), vocabulary);
        INDArray scores = TimeMajor.rows(y);
        multiplyByWeights(TimeMajor.rows(x), scores);
        SoftmaxCrossEntropy.softmax(scores, biases().reshape(1, vocabulary));
        return y;
    }

    private INDArray checkedInput(LayerWorkspaceMgr manager, ArrayType where) {
        INDArray x = timeMajorInput(manager, where);
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
        return tokens(x, labelLimit());
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
            rows = RowCopy.pull(rows, picked, tokens.rows());
        }
        return factors == null
                ? rows
                : rows.mul(factors, manager.createUninitialized(where, dataType, rows.shape(), 'c'));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
        INDArray x = checkedInput(manager, ArrayType.BP_WORKING_MEM);
        RealTokens tokens = tokens(x);
        INDArray factors = dropoutFactors(tokens.count(), manager, ArrayType.BP_WORKING_MEM);
        INDArray dx = TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, x.size(0), x.size(1), x.size(2));
        INDArray weightGradient =
                layerConf().tied() ? table().gradientToWrite() : gradientView(TokenOutputParameters.WEIGHTS);
        INDArray biasGradient = gradientView(OutputParameters.BIAS);
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
                RowCopy.pull(drows, TimeMajor.rows(dx), tokens.places());
            }
        }
        remember(sums, tokens);
        return new Pair<>(gradients(), TimeMajor.toGraph(dx));
    }

    private static INDArray first(INDArray matrix, int rows) {
        return matrix.size(0) == rows ? matrix : matrix.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
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
    void score(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = checkedInput(manager, ArrayType.FF_WORKING_MEM);
        RealTokens tokens = tokens(x);
        SoftmaxCrossEntropy sums = sums(tokens, false);
        if (tokens.count() > 0) {
            INDArray factors = training ? dropoutFactors(tokens.count(), manager, ArrayType.FF_WORKING_MEM) : null;
            INDArray rows = realRows(x, tokens, factors, manager, ArrayType.FF_WORKING_MEM);
            new Chunks(rows, tokens, 1, manager, ArrayType.FF_WORKING_MEM).forward(sums);
        }
        remember(sums, tokens);
    }

    @Override
    double auxiliaryLoss() {
        return link == null ? 0 : link.auxiliaryLoss();
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr manager) {
        INDArray x = checkedInput(manager, ArrayType.FF_WORKING_MEM);
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
    public void clear() {
        super.clear();
        link = null;
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
