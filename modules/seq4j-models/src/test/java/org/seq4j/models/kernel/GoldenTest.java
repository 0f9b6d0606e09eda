package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Outputs, final states and all gradients against PyTorch's; see {@code golden/README.md}. */
class GoldenTest {
    private static final int HIDDEN = 4;

    @ParameterizedTest
    @ValueSource(strings = {"rnn", "lstm", "gru", "rnn-bidirectional", "lstm-bidirectional", "gru-bidirectional"})
    void portableDoubleEqualsPyTorch(String file) {
        double error = error(file, DataType.DOUBLE, KernelChoice.PORTABLE);
        System.out.printf("PyTorch %s, portable double: maximum absolute difference %.1e%n", file, error);
        assertThat(error).isLessThan(1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn", "lstm", "gru", "rnn-bidirectional", "lstm-bidirectional", "gru-bidirectional"})
    void oneDnnFloatEqualsPyTorch(String file) {
        assumeTrue(OneDnn.unavailable() == null, () -> "oneDNN cannot run here: " + OneDnn.unavailable());
        double error = error(file, DataType.FLOAT, KernelChoice.ONEDNN);
        System.out.printf("PyTorch %s, oneDNN float: maximum absolute difference %.1e%n", file, error);
        assertThat(error).isLessThan(1e-5);
    }

    private static double error(String file, DataType type, KernelChoice choice) {
        JsonNode golden = read(file);
        boolean bidirectional = golden.get("weights").has("weight_ih_l0_reverse");
        CellType cell = switch (golden.get("cell").asText()) {
            case "RNN" -> CellType.RNN_TANH;
            case "LSTM" -> CellType.LSTM;
            default -> CellType.GRU_RESET_AFTER;
        };
        INDArray dx = Nd4j.zeros(type, array(golden.get("dx"), type).shape());
        double worst = 0;
        for (int direction = 0; direction < (bidirectional ? 2 : 1); direction++) {
            boolean reversed = direction == 1;
            Direction d = new Direction(golden, cell, reversed, type);
            INDArray x = d.inTime(array(golden.get("x"), type));
            INDArray dy = d.inTime(d.half(array(golden.get("dy"), type)));
            INDArray y = Nd4j.create(type, dy.shape());
            CellState last = d.state(y.size(1));
            RecurrentKernel kernel = Kernels.create(d.spec(x.size(2)), type, false, choice);
            Tape tape = kernel.forward(d.parameters("weights"), x, null, null, null, y, last, true);
            CellGradients out = new CellGradients(Nd4j.create(type, x.shape()), d.parameters("weights"), null);
            kernel.backward(d.parameters("weights"), tape, dy, null, out);
            worst = Math.max(worst, difference(y, d.inTime(d.half(array(golden.get("y"), type)))));
            worst = Math.max(worst, difference(last.h(), d.last(0)));
            if (last.c() != null) {
                worst = Math.max(worst, difference(last.c(), d.last(1)));
            }
            CellWeights expected = d.parameters("gradients");
            worst = Math.max(worst, difference(out.weights().input(), expected.input()));
            worst = Math.max(worst, difference(out.weights().recurrent(), expected.recurrent()));
            worst = Math.max(worst, difference(out.weights().bias(), d.biasGradients()));
            dx.addi(d.inTime(out.x()));
        }
        return Math.max(worst, difference(dx, array(golden.get("dx"), type)));
    }

    /** One direction of a golden file, in our gate order. */
    private record Direction(JsonNode golden, CellType cell, boolean reversed, DataType type) {
        CellSpec spec(long inputSize) {
            return new CellSpec(cell, (int) inputSize, HIDDEN, false);
        }

        INDArray inTime(INDArray sequence) {
            if (!reversed) {
                return sequence;
            }
            INDArray result = sequence.dup('c');
            for (long t = 0; t < result.size(0); t++) {
                result.slice(t).assign(sequence.slice(result.size(0) - 1 - t));
            }
            return result;
        }

        INDArray half(INDArray y) {
            int from = reversed ? HIDDEN : 0;
            return y.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + HIDDEN))
                    .dup('c');
        }

        CellState state(long batch) {
            return new CellState(
                    Nd4j.create(type, batch, HIDDEN), cell.hasCellState() ? Nd4j.create(type, batch, HIDDEN) : null);
        }

        INDArray last(int index) {
            return array(golden.get("final").get(index).get(reversed ? 1 : 0), type);
        }

        private INDArray named(String group, String name) {
            return array(golden.get(group).get(name + "_l0" + (reversed ? "_reverse" : "")), type);
        }

        CellWeights parameters(String group) {
            INDArray input = reorder(named(group, "weight_ih")).transpose().dup('c');
            INDArray recurrent = reorder(named(group, "weight_hh")).transpose().dup('c');
            INDArray inputBias = reorder(named(group, "bias_ih"));
            INDArray recurrentBias = reorder(named(group, "bias_hh"));
            if (cell != CellType.GRU_RESET_AFTER) {
                return new CellWeights(input, recurrent, inputBias.add(recurrentBias), null, null);
            }
            INDArray sum = inputBias.add(recurrentBias);
            INDArray bias = Nd4j.concat(0, block(sum, 0), block(sum, 1), block(inputBias, 2), block(recurrentBias, 2));
            return new CellWeights(input, recurrent, bias, null, null);
        }

        /** Where PyTorch has two biases that are added, each has the gradient of the sum. */
        INDArray biasGradients() {
            INDArray inputBias = reorder(named("gradients", "bias_ih"));
            return cell == CellType.GRU_RESET_AFTER
                    ? Nd4j.concat(0, inputBias, block(reorder(named("gradients", "bias_hh")), 2))
                    : inputBias;
        }

        private static INDArray block(INDArray vector, int block) {
            return vector.get(NDArrayIndex.interval(block * HIDDEN, (block + 1) * HIDDEN));
        }

        /** PyTorch's r, z, n to our u, r, n along the first axis. */
        private INDArray reorder(INDArray gates) {
            if (cell != CellType.GRU_RESET_AFTER) {
                return gates;
            }
            INDArray result = gates.dup();
            exchange(gates, result, 0, HIDDEN);
            exchange(gates, result, HIDDEN, 0);
            return result;
        }

        private static void exchange(INDArray from, INDArray to, int at, int into) {
            to.get(NDArrayIndex.interval(into, into + HIDDEN)).assign(from.get(NDArrayIndex.interval(at, at + HIDDEN)));
        }
    }

    private static double difference(INDArray a, INDArray b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        return a.sub(b).amaxNumber().doubleValue();
    }

    private static JsonNode read(String file) {
        try (InputStream in =
                Objects.requireNonNull(GoldenTest.class.getResourceAsStream("/golden/" + file + ".json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static INDArray array(JsonNode node, DataType type) {
        List<Double> values = new ArrayList<>();
        List<Long> shape = new ArrayList<>();
        for (JsonNode n = node; n.isArray(); n = n.get(0)) {
            shape.add((long) n.size());
        }
        flatten(node, values);
        double[] flat = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Nd4j.createFromArray(flat)
                .reshape('c', shape.stream().mapToLong(Long::longValue).toArray())
                .castTo(type);
    }

    private static void flatten(JsonNode node, List<Double> into) {
        if (node.isArray()) {
            node.forEach(child -> flatten(child, into));
        } else {
            into.add(node.asDouble());
        }
    }
}
