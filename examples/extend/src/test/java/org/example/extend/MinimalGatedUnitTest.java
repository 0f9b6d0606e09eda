package org.example.extend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seq4j.models.archive.ModelArchive;
import org.seq4j.models.archive.NodeClasses;
import org.seq4j.models.kernel.Cell;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.Recurrent;

class MinimalGatedUnitTest {
    private static final int I = 3;
    private static final int H = 4;
    private static final INDArray MASK = Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}});

    @BeforeAll
    static void inDoubles() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterAll
    static void inFloatsAgain() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    private static ComputationGraph graph(Cell cell, Direction direction) {
        ComputationGraphConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .addVertex("rnn", Recurrent.builder(cell, I, H).direction(direction).build(), "x")
                .addLayer(
                        "y",
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(direction.outputSize(H))
                                .nOut(2)
                                .dataFormat(RNNFormat.NCW)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "rnn")
                .setOutputs("y")
                .build();
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        return graph;
    }

    private static INDArray random(long seed, long... shape) {
        return Nd4j.rand(-1, 1, Nd4j.getRandomFactory().getNewRandomInstance(seed), shape);
    }

    @Test
    void itsGradientsAreThoseOfFiniteDifferences() {
        ComputationGraph graph = graph(new MinimalGatedUnit(), Direction.BIDIRECTIONAL_CONCAT);
        boolean passed = GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(graph)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .inputs(new INDArray[] {random(1, 2, I, 5)}) // [B, I, T]
                .labels(new INDArray[] {random(2, 2, 2, 5)})
                .inputMask(new INDArray[] {MASK}) // [B, T], 1 = real
                .labelMask(new INDArray[] {MASK}));
        assertTrue(passed, "a gradient is not that of finite differences: the log says which");
    }

    /** With r = f and u = 1 - f a GRU is a minimal gated unit, and 1 - s(a) = s(-a). */
    @Test
    void itIsAGruOfThatForm() {
        ComputationGraph own = graph(new MinimalGatedUnit(), Direction.FORWARD);
        ComputationGraph gru = graph(CellType.GRU, Direction.FORWARD);
        for (String name : new String[] {"rnn_W", "rnn_RW", "rnn_b"}) {
            INDArray value = own.paramTable().get(name); // f and n side by side; a GRU has u, r, n
            INDArray f = block(value, 0);
            gru.paramTable().get(name).assign(Nd4j.concat(value.rank() - 1, f.neg(), f, block(value, 1)));
        }
        for (String name : new String[] {"y_W", "y_b"}) {
            gru.paramTable().get(name).assign(own.paramTable().get(name));
        }
        Map<String, INDArray> gradients = gradients(own);
        Map<String, INDArray> expected = gradients(gru);
        assertEquals(gru.score(), own.score(), 1e-12);
        for (String name : new String[] {"rnn_W", "rnn_RW", "rnn_b"}) {
            INDArray found = gradients.get(name);
            INDArray of = expected.get(name);
            assertSame(block(of, 1).sub(block(of, 0)), block(found, 0), name);
            assertSame(block(of, 2), block(found, 1), name);
        }
    }

    /** A block of H columns, or of H elements of a bias. */
    private static INDArray block(INDArray values, int number) {
        var columns = NDArrayIndex.interval((long) number * H, (number + 1L) * H);
        return values.rank() == 1 ? values.get(columns) : values.get(NDArrayIndex.all(), columns);
    }

    private static Map<String, INDArray> gradients(ComputationGraph graph) {
        graph.setInputs(random(1, 2, I, 5));
        graph.setLabels(random(2, 2, 2, 5));
        graph.setLayerMaskArrays(new INDArray[] {MASK}, new INDArray[] {MASK});
        graph.computeGradientAndScore();
        return graph.gradient().gradientForVariable();
    }

    private static void assertSame(INDArray expected, INDArray found, String what) {
        assertEquals(0, expected.sub(found).amaxNumber().doubleValue(), 1e-12, what);
    }

    @Test
    void itBeginsWithABiasThatRemembers() {
        INDArray bias = graph(new MinimalGatedUnit(), Direction.FORWARD).paramTable().get("rnn_b");
        assertEquals(-1, block(bias, 0).maxNumber().doubleValue());
        assertEquals(0, block(bias, 1).amaxNumber().doubleValue());
    }

    @Test
    void itIsSavedAndComesBack(@TempDir Path folder) throws Exception {
        ComputationGraph graph = graph(new MinimalGatedUnit(), Direction.FORWARD);
        INDArray x = random(3, 2, I, 5);
        INDArray expected = graph.outputSingle(x).dup();

        File zip = folder.resolve("model.zip").toFile();
        ModelSerializer.writeModel(graph, zip, true);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(zip);
        assertSame(expected, restored.outputSingle(x), "ModelSerializer");
        assertEquals(graph.getConfiguration(), restored.getConfiguration());

        NodeClasses classes = NodeClasses.standard().with(MinimalGatedUnit.class);
        Path archive = folder.resolve("model.seq4j");
        ModelArchive.write(archive, ModelArchive.contents(graph, classes));
        ComputationGraph read = ModelArchive.toGraph(ModelArchive.read(archive), classes);
        assertSame(expected, read.outputSingle(x), "ModelArchive");
    }
}
