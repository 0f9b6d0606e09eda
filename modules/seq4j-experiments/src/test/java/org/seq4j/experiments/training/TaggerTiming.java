package org.seq4j.experiments.training;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.batch.Batch;
import org.seq4j.models.graph.SequenceTagger;

/**
 * Times a tagger: embedding of 128, bidirectional LSTM of 128 a direction, linear-chain CRF over 72 labels, vocabulary of 10,000, sentences of half of T to T tokens. {@code
 * train} is one iteration as the trainer makes it: forward, backward, clipping by global norm, Adam; {@code label} gives the best label sequences. The peer is {@code
 * torch_tagger.py} beside the tests of seq4j-models, with the same first word. Both also say how much processor time all threads took, which counts where other programs
 * run. Run it in the project's root folder. Arguments: train or label; then runs, batch size and T,
 * all optional.
 */
public final class TaggerTiming {
    private static final int VOCABULARY = 10_000;
    private static final int HIDDEN = 128;
    private static final int LABELS = 72;

    private TaggerTiming() {}

    public static void main(String[] args) throws java.io.IOException {
        boolean train = args[0].equals("train");
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int batch = args.length > 2 ? Integer.parseInt(args[2]) : 32;
        int length = args.length > 3 ? Integer.parseInt(args[3]) : 20;
        ComputationGraph graph = new ComputationGraph(SequenceTagger.tokens(VOCABULARY, LABELS)
                .encoder(stack -> stack.embeddingSize(HIDDEN).hiddenSize(HIDDEN))
                .crf(true)
                .build());
        graph.init();
        double[] ms = new double[runs];
        double[] cpu = new double[runs];
        run(train, graph, data(batch, length), ms, cpu);
        Arrays.sort(ms);
        System.out.printf(
                Locale.ROOT,
                "%s, batch %d, length %d, V=%d H=%d L=%d: median %.1f ms, mean processor time %.1f ms; peak memory %d MB%n",
                args[0],
                batch,
                length,
                VOCABULARY,
                HIDDEN,
                LABELS,
                ms[runs / 2],
                Arrays.stream(cpu).average().orElseThrow(),
                Timings.peakMegabytes());
    }

    private static void run(boolean train, ComputationGraph graph, MultiDataSet data, double[] ms, double[] cpu) {
        var processor = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        UpdateStep step = Timings.updates(graph);
        Iterator<Batch> batches =
                Timings.again(data, data.getFeaturesMaskArray(0).sumNumber().longValue());
        int warmUp = 100;
        for (int i = -warmUp; i < ms.length; i++) {
            long start = System.nanoTime();
            long startCpu = processor.getProcessCpuTime();
            if (train) {
                step.run(batches, i + warmUp + 1, 1e-3);
            } else {
                SequenceTagger.label(graph, data.getFeatures(), data.getFeaturesMaskArrays());
            }
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) / 1e6;
                cpu[i] = (processor.getProcessCpuTime() - startCpu) / 1e6;
            }
        }
    }

    private static MultiDataSet data(int batch, int length) {
        SplittableRandom random = new SplittableRandom(1);
        int[][] ids = new int[batch][length];
        int[][] labels = new int[batch][length];
        float[][] mask = new float[batch][length];
        for (int b = 0; b < batch; b++) {
            int real = length - b * (length / 2) / Math.max(1, batch - 1);
            for (int t = 0; t < real; t++) {
                ids[b][t] = 1 + random.nextInt(VOCABULARY - 1);
                labels[b][t] = random.nextInt(LABELS);
                mask[b][t] = 1;
            }
        }
        INDArray real = Nd4j.createFromArray(mask);
        return new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(ids)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {real},
                new INDArray[] {real});
    }
}
