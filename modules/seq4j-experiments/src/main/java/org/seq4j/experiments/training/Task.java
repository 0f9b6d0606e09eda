package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.sample.Samples;

/**
 * What the trainer must know of a kind of experiment: its model, its batches, its evaluation. One class for each kind
 * of model, registered in {@link Tasks}.
 *
 * <p>Data is read when it is first asked for.
 */
public interface Task extends AutoCloseable {
    /** The model, freshly configured; a resumed run takes the one in its checkpoint instead. */
    ComputationGraphConfiguration model();

    /**
     * Overwrites initial values that come from elsewhere (vectors of words).
     *
     * @param graph a new model as {@link #model} describes it
     */
    default void initialise(ComputationGraph graph) {}

    /**
     * The batches of a split.
     *
     * @throws org.seq4j.experiments.UserError if the experiment has no such split
     */
    BatchSource batches(Split split);

    /** Whether the experiment has the split. */
    boolean has(Split split);

    /**
     * A batch as the next update is to see it: the batch itself, unless training changes it (scheduled sampling).
     *
     * @param graph the model, left as it was
     * @param batch the next batch
     * @param number number of the batch over the whole training, from 0: what schedules and randomness are made of
     */
    default Batch prepare(ComputationGraph graph, Batch batch, long number) {
        return batch;
    }

    /**
     * The scores of a model on a split; the model is left as it was, carried recurrent states included.
     *
     * @param training whether this is a validation during training, which may search less thoroughly
     * @throws org.seq4j.experiments.UserError if the experiment has no such split
     */
    Scores evaluate(ComputationGraph graph, Split split, boolean training);

    /**
     * A few short outputs of the model for a human eye; none if the model generates nothing.
     *
     * @param graph the model, left as it was
     * @param count how many
     * @param seed what the randomness is made of
     */
    Samples samples(ComputationGraph graph, int count, long seed);

    /**
     * Draws what the model makes of a few development examples, where the experiment wants that.
     *
     * @param graph the model, left as it was
     * @param folder the run folder; pictures go to a folder in it, those of an earlier validation are replaced
     */
    default void draw(ComputationGraph graph, Path folder) {}

    /** Texts that a checkpoint needs to be used without the data: the vocabularies, by file name. */
    Map<String, String> vocabularies();

    /** Which kernel computes each recurrent vertex, by vertex. */
    Map<String, String> kernels();

    /** What {@code run.json} shall say about the data: sizes by name. */
    Map<String, Object> facts();

    /** Every data file in use. */
    List<Path> dataFiles();

    /** Stops what runs in the background. */
    @Override
    void close();
}
