package org.seq4j.experiments.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything the training loop remembers that is not a tensor. Stored in checkpoints as JSON; numbers survive the round
 * trip exactly.
 *
 * @param version format of this record
 * @param update updates done
 * @param epoch finished epochs
 * @param batch batches of the running epoch that have been used
 * @param epochTokens target tokens of the running epoch that have been used
 * @param tokens target tokens used since the start
 * @param lossSum sum of loss times tokens since the last line of the metrics log
 * @param lossTokens tokens in that sum
 * @param best best value of the watched metric, null before the first validation
 * @param bestUpdate the update it was seen at
 * @param badValidations validations since then
 * @param lastValidation update of the last validation, 0 before the first
 * @param schedule what the learning-rate schedule remembers
 * @param seconds time spent since the start, over all sessions
 * @param trainingSeconds that time without validation and checkpoints
 * @param metricsLength length of the metrics log in bytes
 */
public record TrainerState(
        int version,
        long update,
        int epoch,
        long batch,
        long epochTokens,
        long tokens,
        double lossSum,
        long lossTokens,
        @Nullable Double best,
        long bestUpdate,
        int badValidations,
        long lastValidation,
        Map<String, Double> schedule,
        double seconds,
        double trainingSeconds,
        long metricsLength) {
    static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /** Takes copies. */
    public TrainerState {
        schedule = Map.copyOf(schedule);
    }

    /** Before the first update. */
    public static TrainerState start() {
        return new TrainerState(VERSION, 0, 0, 0, 0, 0, 0, 0, null, 0, 0, 0, Map.of(), 0, 0, 0);
    }

    /** As JSON text. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /**
     * From JSON text.
     *
     * @throws IllegalArgumentException if the text is none of ours
     */
    public static TrainerState fromJson(String json) {
        TrainerState state;
        try {
            state = JSON.readValue(json, TrainerState.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The trainer state is not readable: " + e.getOriginalMessage(), e);
        }
        if (state.version() != VERSION) {
            throw new IllegalArgumentException("The trainer state has format " + state.version()
                    + ", this version of seq4j reads format " + VERSION + ".");
        }
        return state;
    }
}
