package org.seq4j.models.search;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.output.ClassOutputLayer;
import org.seq4j.models.output.ProjectionVertex;
import org.seq4j.models.output.SeriesLoss;
import org.seq4j.models.output.SeriesOutputLayer;
import org.seq4j.models.output.TokenOutputLayer;
import org.seq4j.models.recurrent.FinalState;
import org.seq4j.models.recurrent.RecurrentVertex;

/** Walks the graph of a classifier, tagger or regressor from the output down and copies its weights. */
final class SequenceStepperReader {
    private static final String WEIGHTS = "W";
    private static final String BIAS = "b";

    private final ComputationGraph graph;
    private final GraphParts parts;

    SequenceStepperReader(ComputationGraph graph) {
        this.graph = graph;
        parts = new GraphParts(
                graph, "model that reads step by step", "SequenceClassifier, SequenceTagger or SequenceRegressor");
    }

    SequenceStepper read() {
        List<String> outputs = graph.getConfiguration().getNetworkOutputs();
        if (outputs.size() != 1) {
            throw parts.unsuitable("one output", String.valueOf(outputs));
        }
        Layer layer = graph.getOutputLayer(0);
        GraphVertex below = parts.below(outputs.get(0), 1);
        if (layer instanceof TokenOutputLayer && layer.paramTable().containsKey(WEIGHTS)) {
            float[] weights = GraphParts.values(Objects.requireNonNull(layer.getParam(WEIGHTS)));
            return stepper(below, false, output(weights, layer, StepOutput.Activation.SOFTMAX));
        }
        if (!(below instanceof ProjectionVertex projection)) {
            throw parts.unsuitable("scores below the output", below.getVertexName());
        }
        StepOutput output = output(GraphParts.values(projection.weights()), layer, activation(layer));
        GraphVertex top = parts.below(projection.getVertexName(), 1);
        boolean finalState = graph.getConfiguration().getVertices().get(top.getVertexName()) instanceof FinalState state
                && state.part() == FinalState.Part.HIDDEN;
        return stepper(finalState ? parts.below(top.getVertexName(), 1) : top, finalState, output);
    }

    private StepOutput.Activation activation(Layer layer) {
        if (layer instanceof ClassOutputLayer classes) {
            return classes.layerConf().multiLabel() ? StepOutput.Activation.SIGMOID : StepOutput.Activation.SOFTMAX;
        }
        if (layer instanceof SeriesOutputLayer numbers) {
            return numbers.layerConf().loss() == SeriesLoss.BERNOULLI
                    ? StepOutput.Activation.SIGMOID
                    : StepOutput.Activation.IDENTITY;
        }
        throw parts.unsuitable(
                "an output of classes, numbers or a softmax of labels",
                layer.getClass().getSimpleName().replace("Layer", ""));
    }

    private static StepOutput output(float[] weights, Layer layer, StepOutput.Activation activation) {
        return new StepOutput(weights, GraphParts.values(Objects.requireNonNull(layer.getParam(BIAS))), activation);
    }

    private SequenceStepper stepper(GraphVertex top, boolean finalState, StepOutput output) {
        List<RecurrentVertex> layers = parts.layers(top, 1);
        if (layers.isEmpty()) {
            throw parts.unsuitable(
                    "recurrent layers below the output, or their final state", "'" + top.getVertexName() + "'");
        }
        GraphVertex bottom = parts.below(layers.get(0).getVertexName(), 1);
        List<StepLayers.Layer> steps = GraphParts.steps(layers);
        if (bottom instanceof TokenEmbeddingVertex embedding) {
            StepStack words = GraphParts.stack(embedding, StepStack.Fed.NONE, steps, StepStack.TABLE_BYTES);
            return new SequenceStepper(words, words.layers(), finalState, output);
        }
        if (!graph.getConfiguration().getNetworkInputs().contains(bottom.getVertexName())) {
            throw parts.unsuitable("vectors or embedded tokens as input", "'" + bottom.getVertexName() + "'");
        }
        return new SequenceStepper(null, new StepLayers(steps), finalState, output);
    }
}
