package org.seq4j.models.graph;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;

/** Small pointer networks and batches. */
public final class PointerCase {
    /** Features of the vectors. */
    public static final int F = 2;

    /** Size of the vocabulary of tokens. */
    public static final int V = 9;

    private PointerCase() {}

    /** A pointer network over vectors: an encoder and a decoder of 4. */
    public static PointerNetwork.Builder vectors(CellType encoder, CellType decoder) {
        return sizes(PointerNetwork.vectors(F), encoder, decoder);
    }

    /** A pointer network over tokens with an embedding of 3. */
    public static PointerNetwork.Builder tokens(CellType encoder, CellType decoder) {
        return sizes(PointerNetwork.tokens(V), encoder, decoder).encoder(stack -> stack.embeddingSize(3));
    }

    private static PointerNetwork.Builder sizes(PointerNetwork.Builder builder, CellType encoder, CellType decoder) {
        return builder.encoder(stack -> stack.cell(encoder).hiddenSize(4))
                .decoder(stack -> stack.cell(decoder).hiddenSize(4))
                .attentionSize(5)
                .updater(new NoOp());
    }

    /** The graph of a model with random parameters, ready for gradients. */
    public static ComputationGraph graph(ComputationGraphConfiguration conf) {
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        graph.initGradientsView();
        Seq2SeqCase.shake(graph, 4);
        return graph;
    }

    /** Random examples with so many elements and choices. */
    public static MultiDataSet batch(long seed, boolean tokens, int[] sizes, int[] choices) {
        int batch = sizes.length;
        int elements = Arrays.stream(sizes).max().orElse(1);
        int time = Arrays.stream(choices).max().orElse(0) + 1;
        SplittableRandom random = new SplittableRandom(seed);
        int[][] target = new int[batch][time];
        int[][] labels = new int[batch][time];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < choices[b]; t++) {
                labels[b][t] = 1 + random.nextInt(sizes[b]);
                target[b][t + 1] = labels[b][t];
            }
        }
        INDArray steps =
                Seq2SeqCase.mask(time, Arrays.stream(choices).map(c -> c + 1).toArray());
        INDArray source =
                tokens ? GradientChecks.ids(seed, V, batch, elements) : GradientChecks.normal(seed, batch, F, elements);
        return new MultiDataSet(
                new INDArray[] {source, Nd4j.createFromArray(target)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {Seq2SeqCase.mask(elements, sizes), steps},
                new INDArray[] {steps});
    }
}
