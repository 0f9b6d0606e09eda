package org.seq4j.models.output;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TimeMajor;

/** A {@link PointerOutput} at work. */
public final class PointerOutputLayer extends SequenceOutputLayer<PointerOutput> {
    /** A greater loss can only come from the score of a masked element. */
    private static final double MASKED_LOSS = 1e28;

    PointerOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        INDArray y = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, x.size(0), x.size(1), x.size(2));
        y.assign(x);
        SoftmaxCrossEntropy.softmax(TimeMajor.rows(y), biases(x).reshape(1, x.size(2)));
        return TimeMajor.toGraph(y);
    }

    /** What is added to the score of the end. */
    public float endBias() {
        return getParam(OutputParameters.BIAS).getFloat(0);
    }

    /** Of all outcomes, [S + 1]. */
    private INDArray biases(INDArray x) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray result = Nd4j.create(dataType, x.size(2));
            return result.putScalar(0, getParam(OutputParameters.BIAS).getDouble(0));
        }
    }

    /** The rows of tokens that count, and one more, [N + 1, V], in working memory: they will be overwritten. */
    private INDArray realRows(INDArray x, RealTokens tokens, LayerWorkspaceMgr manager, ArrayType where) {
        INDArray rows = TimeMajor.rows(x);
        INDArray picked =
                manager.createUninitialized(where, dataType, new long[] {tokens.count() + 1, rows.size(1)}, 'c');
        if (tokens.rows() == null) {
            first(picked, tokens).assign(rows);
        } else {
            RowCopy.pull(rows, first(picked, tokens), tokens.rows());
        }
        return picked;
    }

    private static INDArray first(INDArray picked, RealTokens tokens) {
        return picked.get(NDArrayIndex.interval(0, tokens.count()), NDArrayIndex.all());
    }

    /** @param scores from {@link #realRows} */
    private SoftmaxCrossEntropy scored(INDArray x, RealTokens tokens, INDArray scores, boolean gradient) {
        SoftmaxCrossEntropy sums = new SoftmaxCrossEntropy(0, biases(x));
        sums.add(first(scores, tokens), tokens.labels(), 0, gradient);
        if (sums.loss() > MASKED_LOSS) {
            throw new IllegalArgumentException("the output layer '" + name()
                    + "' found a label that the model gives no chance, such as the position of a masked element");
        }
        return sums;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.BP_WORKING_MEM);
        RealTokens tokens = tokens(x, (int) x.size(2));
        INDArray dx = TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, x.size(0), x.size(1), x.size(2));
        INDArray biasGradient = gradientView(OutputParameters.BIAS);
        if (tokens.count() == 0) {
            dx.assign(0);
            biasGradient.assign(0);
            remember(new SoftmaxCrossEntropy(0, biases(x)), tokens);
            return new Pair<>(gradients(), TimeMajor.toGraph(dx));
        }
        INDArray scores = realRows(x, tokens, manager, ArrayType.BP_WORKING_MEM);
        SoftmaxCrossEntropy sums = scored(x, tokens, scores, true);
        double scale = gradientScale(tokens, x.size(1));
        INDArray ofAll = manager.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, new long[] {x.size(2)}, 'c');
        sums.finishGradients(ofAll, scale);
        biasGradient.assign(ofAll.getDouble(0));
        scores.muli(scale);
        if (tokens.places() == null) {
            TimeMajor.rows(dx).assign(first(scores, tokens));
        } else {
            scores.getRow(tokens.count()).assign(0); // the gradient of every token that does not count
            RowCopy.pull(scores, TimeMajor.rows(dx), tokens.places());
        }
        remember(sums, tokens);
        return new Pair<>(gradients(), TimeMajor.toGraph(dx));
    }

    @Override
    void score(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        RealTokens tokens = tokens(x, (int) x.size(2));
        SoftmaxCrossEntropy sums = tokens.count() == 0
                ? new SoftmaxCrossEntropy(0, biases(x))
                : scored(x, tokens, realRows(x, tokens, manager, ArrayType.FF_WORKING_MEM), false);
        remember(sums, tokens);
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        RealTokens tokens = tokens(x, (int) x.size(2));
        int batch = (int) x.size(1);
        INDArray result = manager.create(ArrayType.ACTIVATIONS, dataType, new long[] {batch, 1}, 'c');
        for (int i = 0; i < tokens.count(); i++) {
            int row = tokens.rows() == null ? i : tokens.rows()[i];
            RealTokens one = new RealTokens(new int[] {tokens.labels()[i]}, new int[] {row}, null);
            double loss = scored(x, one, realRows(x, one, manager, ArrayType.FF_WORKING_MEM), false)
                    .loss();
            result.putScalar(row % batch, 0, result.getDouble(row % batch, 0) + loss);
        }
        return result.addi(regularization);
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
