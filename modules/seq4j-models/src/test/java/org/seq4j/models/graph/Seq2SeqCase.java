package org.seq4j.models.graph;

import static org.seq4j.models.GradientChecks.ids;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.kernel.CellType;

/** Small sequence-to-sequence models and batches. */
public final class Seq2SeqCase {
    /** Size of both vocabularies. */
    public static final int V = 7;

    private Seq2SeqCase() {}

    /** A model without attention: embeddings of 3, a bidirectional encoder of 2 each way, a decoder of 4. */
    public static Seq2Seq.Builder plain(CellType encoder, CellType decoder) {
        return Seq2Seq.builder(V, V)
                .encoder(stack -> stack.cell(encoder).embeddingSize(3).hiddenSize(2))
                .decoder(stack -> stack.cell(decoder).embeddingSize(3).hiddenSize(4))
                .attention(AttentionType.NONE)
                .updater(new NoOp());
    }

    /** {@link #plain} of GRUs with attention. */
    public static Seq2Seq.Builder attending(AttentionType attention) {
        return plain(CellType.GRU, CellType.GRU).attention(attention);
    }

    /** The graph of a model, ready for gradients. */
    public static ComputationGraph graph(Seq2Seq.Builder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        graph.initGradientsView();
        return graph;
    }

    /** Random pairs whose sources and targets have these lengths. */
    public static MultiDataSet batch(long seed, int[] sourceLengths, int[] targetLengths) {
        int batch = sourceLengths.length;
        int s = longest(sourceLengths);
        int t = longest(targetLengths);
        INDArray target = mask(t, targetLengths);
        return new MultiDataSet(
                new INDArray[] {ids(seed, V, batch, s), ids(seed + 1, V, batch, t)},
                new INDArray[] {ids(seed + 2, V, batch, t)},
                new INDArray[] {mask(s, sourceLengths), target},
                new INDArray[] {target});
    }

    /**
     * The same batch for models that copy: in each source one token in three is out of the vocabulary, and two first labels of each example are tokens of the
     * source, one of them out of the vocabulary where there is one.
     */
    public static MultiDataSet copyBatch(MultiDataSet plain) {
        int[][] sources = plain.getFeatures(0).toIntMatrix();
        int[][] labels = plain.getLabels(0).toIntMatrix();
        int[][] copies = new int[sources.length][];
        for (int b = 0; b < sources.length; b++) {
            copies[b] = sources[b].clone();
            for (int s = 1; s < copies[b].length; s += 3) {
                copies[b][s] = V + s / 3;
            }
            int length = plain.getFeaturesMaskArray(0).getRow(b).sumNumber().intValue();
            labels[b][0] = copies[b][Math.min(1, length - 1)];
            if (labels[b].length > 1) {
                labels[b][1] = copies[b][0];
            }
        }
        INDArray sourceMask = plain.getFeaturesMaskArray(0);
        return new MultiDataSet(
                new INDArray[] {plain.getFeatures(0), plain.getFeatures(1), Nd4j.createFromArray(copies)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {sourceMask, plain.getFeaturesMaskArray(1), sourceMask},
                plain.getLabelsMaskArrays());
    }

    private static int longest(int[] lengths) {
        return Math.max(1, java.util.Arrays.stream(lengths).max().orElse(1));
    }

    /** A mask of the first steps, {@code [B, T]}. */
    public static INDArray mask(int time, int... lengths) {
        float[][] mask = new float[lengths.length][time];
        for (int b = 0; b < lengths.length; b++) {
            java.util.Arrays.fill(mask[b], 0, lengths[b], 1f);
        }
        return Nd4j.createFromArray(mask);
    }

    /** Replaces the parameters by random ones that are neither 0 nor small. */
    public static void shake(ComputationGraph graph, long seed) {
        INDArray noise = org.seq4j.models.GradientChecks.normal(
                        seed, graph.params().length())
                .castTo(graph.params().dataType());
        graph.params().addi(noise.mul(0.4).reshape(graph.params().shape()));
    }

    /** The same model in double precision. */
    public static Seq2Seq.Builder exact(Seq2Seq.Builder builder) {
        return builder.dataType(DataType.DOUBLE);
    }
}
