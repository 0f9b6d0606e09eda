package org.seq4j.models.graph;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.Seq2SeqState;
import org.seq4j.models.search.Step;
import org.seq4j.models.search.StepDecoder;

/**
 * Scheduled sampling (Bengio et al. 2015): in training the decoder reads, now and then, what the model itself predicts in place of the right token, as it will
 * have to when it is used.
 *
 * <p>The gradient does not pass through the choice, so that the mixed inputs can be made before the update: the model is stepped along the targets, at each step
 * the right token is kept with probability ε, else the model's prediction takes its place, there and in what follows. The first token is always kept. What is
 * mixed is a function of the model, the batch, the seed and the update number.
 */
public final class ScheduledSampling {
    private static final int SOURCE = 0;
    private static final int TARGET = 1;
    private static final int COPY_SOURCE = 2;

    private final SamplingSchedule schedule;
    private final Sampler prediction;
    private final long seed;

    /**
     * Scheduled sampling.
     *
     * @param schedule ε at each update
     * @param prediction how the model's prediction is taken from its probabilities: {@link Sampler#GREEDY} the most probable token, {@code new Sampler(1, 0, 1)} a
     *     draw
     * @param seed the seed of the run
     */
    public ScheduledSampling(SamplingSchedule schedule, Sampler prediction, long seed) {
        this.schedule = schedule;
        this.prediction = prediction;
        this.seed = seed;
    }

    /**
     * A batch with mixed decoder inputs; everything else is that of the given batch.
     *
     * @param graph a model as {@link Seq2Seq} builds it, as it is now
     * @param batch features and labels as {@link Seq2Seq} says
     * @param update the number of the update that the batch is for, counted from 0
     */
    public MultiDataSet mix(ComputationGraph graph, org.nd4j.linalg.dataset.api.MultiDataSet batch, long update) {
        double right = schedule.rightTokens(update);
        INDArray[] features = batch.getFeatures().clone();
        if (right < 1) {
            features[TARGET] = mixed(Seq2SeqDecoder.forOneBatch(graph), batch, right, update);
        }
        return new MultiDataSet(
                features, batch.getLabels(), batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
    }

    private INDArray mixed(
            Seq2SeqDecoder model, org.nd4j.linalg.dataset.api.MultiDataSet batch, double right, long update) {
        int[][] target = ids(batch.getFeatures(TARGET));
        int[][] places = realPlaces(target, mask(batch, TARGET));
        int[][] sourcePlaces = realPlaces(ids(batch.getFeatures(SOURCE)), mask(batch, SOURCE));
        StepDecoder<Seq2SeqState> decoder = model.decoder(model.encode(
                picked(ids(batch.getFeatures(SOURCE)), sourcePlaces),
                model.copies() ? picked(ids(batch.getFeatures(COPY_SOURCE)), sourcePlaces) : null));
        SplittableRandom coins = new SplittableRandom(seed * 31 + update);
        Seq2SeqState state = decoder.start(target.length);
        int longest = Arrays.stream(places).mapToInt(row -> row.length).max().orElse(0);
        for (int k = 0; k + 1 < longest; k++) {
            Step<Seq2SeqState> step = decoder.step(state, column(target, places, k));
            state = step.state();
            for (int b = 0; b < target.length; b++) {
                double coin = coins.nextDouble();
                long choice = coins.nextLong();
                if (k + 1 < places[b].length && coin >= right) {
                    int size = decoder.vocabularySize();
                    int token = prediction.choose(step.logProbabilities(), b * size, size, choice, k);
                    target[b][places[b][k + 1]] = token < model.vocabularySize() ? token : Seq2SeqDecoder.UNKNOWN;
                }
            }
        }
        return Nd4j.createFromArray(target);
    }

    private static int[][] ids(INDArray ids) {
        return TimeMajor.idMatrix(ids).toIntMatrix();
    }

    private static @Nullable INDArray mask(org.nd4j.linalg.dataset.api.MultiDataSet batch, int input) {
        return batch.getFeaturesMaskArrays() == null ? null : batch.getFeaturesMaskArray(input);
    }

    /** The places of the tokens that are real, in order. */
    private static int[][] realPlaces(int[][] ids, @Nullable INDArray mask) {
        int time = ids[0].length;
        float[] real = mask == null ? null : TimeOrder.values(mask);
        int[][] places = new int[ids.length][];
        for (int b = 0; b < places.length; b++) {
            int row = b * time;
            places[b] = IntStream.range(0, time)
                    .filter(t -> real == null || real[row + t] != 0)
                    .toArray();
        }
        return places;
    }

    private static int[][] picked(int[][] ids, int[][] places) {
        int[][] result = new int[ids.length][];
        Arrays.setAll(
                result,
                b -> Arrays.stream(places[b]).map(place -> ids[b][place]).toArray());
        return result;
    }

    /** The k-th real token of each example; of examples that have ended any token. */
    private static int[] column(int[][] ids, int[][] places, int k) {
        int[] column = new int[ids.length];
        Arrays.setAll(column, b -> k < places[b].length ? ids[b][places[b][k]] : 0);
        return column;
    }
}
