package org.seq4j.models.output;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.TimeMajor;

/**
 * An output layer with integer labels {@code [B, T]} at every step of a sequence. The loss is the mean over the tokens that count: those of the label mask
 * {@code [B, T]}, 1 = counts, or of the feature mask where there is no label mask.
 *
 * @param <C> the layer's configuration
 */
public abstract class SequenceOutputLayer<C extends FeedForwardLayer> extends ScoredOutputLayer<C> {
    private TokenStatistics statistics = TokenStatistics.NONE;

    SequenceOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** The sums of the last batch that was scored, without label smoothing. */
    public TokenStatistics statistics() {
        return statistics;
    }

    /** The input {@code [T, B, F]}. */
    final INDArray timeMajorInput(LayerWorkspaceMgr manager, ArrayType where) {
        return TimeMajor.fromGraph(givenInput(), dataType, manager, where);
    }

    /**
     * The tokens that count.
     *
     * @param x the input {@code [T, B, F]}
     * @param limit one more than the greatest label
     */
    final RealTokens tokens(INDArray x, int limit) {
        return RealTokens.of(givenLabels(), labelMask(), (int) x.size(1), (int) x.size(0), limit, name());
    }

    /** The factor that makes the gradient a mean: the graph divides by the batch size later where {@code miniBatch} is set. */
    final double gradientScale(RealTokens tokens, long batch) {
        return (conf().isMiniBatch() ? batch : 1.0) / tokens.count();
    }

    final void remember(SoftmaxCrossEntropy sums, RealTokens tokens) {
        remember(sums.statistics(), sums.loss(), tokens);
    }

    /** @param sum the loss of all tokens that count */
    final void remember(TokenStatistics sums, double sum, RealTokens tokens) {
        statistics = sums;
        remember(tokens.count() == 0 ? 0 : sum / tokens.count());
    }
}
