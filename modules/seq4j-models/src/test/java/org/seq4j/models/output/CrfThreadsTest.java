package org.seq4j.models.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.graph.SequenceTagger;
import org.seq4j.models.kernel.OperationThreads;

/** A batch so large that a CRF shares its examples out over the threads. */
class CrfThreadsTest {
    private static final int LABELS = 71;
    private static final int B = 10;
    private static final int T = 24;

    private static ComputationGraph tagger() {
        List<String> names = new ArrayList<>(List.of("O"));
        for (int i = 0; i < LABELS / 2; i++) {
            names.add("B-" + i);
            names.add("I-" + i);
        }
        ComputationGraph graph = new ComputationGraph(SequenceTagger.vectors(3, LABELS)
                .encoder(stack -> stack.hiddenSize(4))
                .crf(true)
                .bioNames(names)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .build());
        graph.init();
        return graph;
    }

    /** Words of random types; the last example has no real step. */
    private static MultiDataSet data(int fault) {
        SplittableRandom random = new SplittableRandom(1);
        int[][] labels = new int[B][T];
        double[][] mask = new double[B][T];
        for (int b = 0; b < B - 1; b++) {
            for (int t = 0; t < T - b; t++) {
                boolean inside = t > 0 && labels[b][t - 1] > 0 && random.nextBoolean();
                int type = random.nextInt(LABELS / 2);
                labels[b][t] = inside ? (labels[b][t - 1] + 1) / 2 * 2 : 2 * type + 1;
                mask[b][t] = 1;
            }
        }
        if (fault >= 0) {
            labels[fault][0] = 2; // I-0
        }
        INDArray real = Nd4j.createFromArray(mask);
        return new MultiDataSet(
                new INDArray[] {GradientChecks.normal(2, B, 3, T)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {real},
                new INDArray[] {real});
    }

    @Test
    void giveWhatOneThreadGives() {
        ComputationGraph graph = tagger();
        MultiDataSet data = data(-1);
        INDArray[] features = data.getFeatures();
        INDArray[] masks = data.getFeaturesMaskArrays();
        graph.setLabels(data.getLabels());
        INDArray[] gradients = new INDArray[2];
        double[] scores = new double[2];
        INDArray[] marginals = new INDArray[2];
        int[][][] labels = new int[2][][];
        for (int i = 0; i < 2; i++) {
            try (OperationThreads threads = new OperationThreads(1 + 2 * i)) {
                graph.setInputs(features[0].dup());
                graph.setLayerMaskArrays(masks, data.getLabelsMaskArrays());
                graph.computeGradientAndScore();
                gradients[i] = graph.gradient().gradient().dup();
                scores[i] = graph.score();
                marginals[i] = graph.output(false, features, masks, null)[0].dup();
                labels[i] = SequenceTagger.label(graph, features, masks);
            }
        }
        assertThat(gradients[0].amaxNumber().doubleValue()).isGreaterThan(1e-3);
        assertThat(gradients[1].sub(gradients[0]).amaxNumber().doubleValue()).isLessThan(1e-12);
        assertThat(scores[1]).isCloseTo(scores[0], within(1e-12));
        assertThat(marginals[1]).isEqualTo(marginals[0]);
        assertThat(labels[1]).isDeepEqualTo(labels[0]);
        assertThat(labels[0][B - 1]).isEmpty();
    }

    @Test
    void passFaultsOn() {
        ComputationGraph graph = tagger();
        try (OperationThreads threads = new OperationThreads(3)) {
            assertThatThrownBy(() -> graph.score(data(B - 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("labels that are not allowed to follow each other");
        }
    }
}
