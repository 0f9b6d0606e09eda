package org.seq4j.models.archive;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;

/** Writes the frozen file of a format version; for a new version, once. Argument: the file. */
public final class FrozenArchive {
    static final int VOCABULARY = 5;

    private FrozenArchive() {}

    public static void main(String[] arguments) {
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(VOCABULARY)
                .cell(CellType.PEEPHOLE_LSTM)
                .embeddingSize(3)
                .hiddenSize(3)
                .layerNorm(true)
                .residual(true)
                .tieEmbeddings(true)
                .dropout(0.1)
                .stateful(true)
                .kernel(KernelChoice.PORTABLE)
                .build());
        graph.init();
        for (int i = 0; i < 3; i++) {
            graph.fit(new MultiDataSet(tokens(), tokens()));
        }
        ModelContents contents = ModelArchive.contents(graph)
                .withTensors(Map.of("updater/state", graph.getUpdater().getStateViewArray()))
                .withTensors(Map.of("expected", graph.outputSingle(tokens())))
                .withTexts(Map.of("vocabulary", "<pad>\n<unk>\n<s>\n</s>\né\n"))
                .withMetadata(Map.of("what", "a model that was written when format 1 was new"));
        ModelArchive.write(Path.of(arguments[0]), contents);
    }

    static INDArray tokens() {
        return Nd4j.createFromArray(new int[][] {{2, 4, 1, 4}});
    }
}
