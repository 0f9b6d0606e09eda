package org.seq4j.models.output;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.node.AttentionLink;
import org.seq4j.models.node.TimeMajor;

/** A {@link TokenOutput} built with {@code copying(true)} at work: the softmax is one part of a {@link CopyMixture}. */
final class CopyOutputLayer extends TokenOutputLayer {
    CopyOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    private AttentionLink.Copying copying() {
        AttentionLink link = link();
        AttentionLink.Copying copying = link == null ? null : link.copying();
        if (copying == null) {
            throw new IllegalStateException("the output layer '" + name()
                    + "' copies, and no attention of the graph tells it from where: build the attention with copy(true) and"
                    + " linkedOutput(\"" + name() + "\")");
        }
        return copying;
    }

    @Override
    int labelLimit() {
        return CopyMixture.extendedVocabulary(copying(), super.labelLimit(), name());
    }

    @Override
    SoftmaxCrossEntropy sums(RealTokens tokens, boolean gradient) {
        return super.sums(tokens, gradient).with(mixture(gradient), tokens);
    }

    private CopyMixture mixture(boolean gradient) {
        return new CopyMixture(copying(), super.labelLimit(), name(), gradient);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        INDArray softmax = softmax(manager, ArrayType.FF_WORKING_MEM); // [T, B, V]
        CopyMixture mixture = mixture(false);
        int vocabulary = (int) softmax.size(2);
        int rows = (int) (softmax.size(0) * softmax.size(1));
        double[] from = new double[rows * vocabulary];
        HostArrays.copy(softmax, from);
        double[] to = new double[rows * mixture.size()];
        for (int row = 0; row < rows; row++) {
            mixture.probabilities(row, from, row * vocabulary, to, row * mixture.size());
        }
        INDArray y = TimeMajor.create(
                manager, ArrayType.ACTIVATIONS, dataType, softmax.size(0), softmax.size(1), mixture.size());
        HostArrays.copy(to, y);
        return TimeMajor.toGraph(y);
    }
}
