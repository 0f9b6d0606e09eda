package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.experiments.training.optimizer.Optimizer;
import org.seq4j.models.archive.ArchiveException;
import org.seq4j.models.archive.ModelArchive;
import org.seq4j.models.archive.ModelContents;
import org.seq4j.models.graph.TruncatedBptt;

/**
 * A checkpoint: one model file that also holds what the training needs to go on. Beside the model's own entries:
 *
 * <pre>
 * tensor optimizer/state      what the optimiser remembers
 * tensor carried/VERTEX/h     recurrent states carried to the next batch
 * text   trainer.json         {@link TrainerState}
 * text   config.resolved.yaml the experiment
 * text   vocabularies/NAME    the task's vocabularies
 * </pre>
 *
 * @param file where it was read from
 * @param contents the model file
 * @param state where the training stood
 */
public record Checkpoint(Path file, ModelContents contents, TrainerState state) {
    private static final String OPTIMIZER = "optimizer/state";
    private static final String CARRIED = "carried/";
    private static final String TRAINER = "trainer.json";
    private static final String CONFIG = "config.resolved.yaml";
    private static final String VOCABULARIES = "vocabularies/";

    static void write(
            Path file,
            ComputationGraph graph,
            Optimizer optimizer,
            TrainerState state,
            String resolvedYaml,
            Map<String, String> vocabularies) {
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        if (optimizer.state().length() > 0) {
            tensors.put(OPTIMIZER, optimizer.state());
        }
        TruncatedBptt.states(graph).forEach((name, array) -> tensors.put(CARRIED + name, array));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(TRAINER, state.toJson());
        texts.put(CONFIG, resolvedYaml);
        vocabularies.forEach((name, text) -> texts.put(VOCABULARIES + name, text));
        ModelArchive.write(
                file, ModelArchive.contents(graph).withTensors(tensors).withTexts(texts));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws ArchiveException if the file is damaged or no checkpoint
     */
    public static Checkpoint read(Path file) {
        ModelContents contents = ModelArchive.read(file);
        String trainer = contents.texts().get(TRAINER);
        if (trainer == null) {
            throw new ArchiveException("The model file " + file + " is no checkpoint: it has no " + TRAINER + ".");
        }
        try {
            return new Checkpoint(file, contents, TrainerState.fromJson(trainer));
        } catch (IllegalArgumentException e) {
            throw new ArchiveException("The checkpoint " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The model, with the recurrent states that it carried. */
    public ComputationGraph graph() {
        ComputationGraph graph = ModelArchive.toGraph(contents);
        Map<String, INDArray> carried = new LinkedHashMap<>();
        contents.tensors().forEach((name, array) -> {
            if (name.startsWith(CARRIED)) {
                carried.put(name.substring(CARRIED.length()), array);
            }
        });
        TruncatedBptt.restore(graph, carried);
        return graph;
    }

    /**
     * Gives an optimiser its memory back.
     *
     * @throws ArchiveException if the memory is another optimiser's
     */
    void restore(Optimizer optimizer) {
        INDArray saved = contents.tensors().get(OPTIMIZER);
        INDArray state = optimizer.state();
        long expected = state.length();
        long found = saved == null ? 0 : saved.length();
        if (expected != found) {
            throw new ArchiveException("The checkpoint " + file + " holds an optimiser state of " + found
                    + " values, the experiment's optimiser has " + expected + ".");
        }
        if (saved != null) {
            state.assign(saved.reshape(found));
        }
    }

    /** The task's vocabularies, by name. */
    public Map<String, String> vocabularies() {
        Map<String, String> vocabularies = new LinkedHashMap<>();
        contents.texts().forEach((name, text) -> {
            if (name.startsWith(VOCABULARIES)) {
                vocabularies.put(name.substring(VOCABULARIES.length()), text);
            }
        });
        return vocabularies;
    }
}
