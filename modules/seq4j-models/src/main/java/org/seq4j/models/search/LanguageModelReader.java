package org.seq4j.models.search;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.models.output.TokenOutputLayer;

/** Walks a language model's graph from the output down to the embedding and copies its weights. */
final class LanguageModelReader {
    private LanguageModelReader() {}

    static LanguageModelDecoder read(ComputationGraph graph, long tableBytes) {
        GraphParts parts = new GraphParts(graph, "language model", "LanguageModel");
        GraphParts.Tower tower = parts.tower(parts.below(parts.outputName(TokenOutputLayer.class), 1), 1);
        return new LanguageModelDecoder(GraphParts.stack(tower, tableBytes), parts.scores(tower.embedding()));
    }
}
