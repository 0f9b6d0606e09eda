package org.seq4j.models.node;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a vertex stands in a graph.
 *
 * @param name its name
 * @param index its number
 * @param view its part of the graph's flat parameter vector; null where it has no parameters
 * @param initialize whether the parameters get their initial values
 * @param type data type of parameters and activations
 */
public record VertexPlace(
        ComputationGraph graph,
        String name,
        int index,
        @Nullable INDArray view,
        boolean initialize,
        DataType type) {}
