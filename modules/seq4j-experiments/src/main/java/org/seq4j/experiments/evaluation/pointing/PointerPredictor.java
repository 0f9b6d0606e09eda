package org.seq4j.experiments.evaluation.pointing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.experiments.evaluation.DecodeWorkers;
import org.seq4j.experiments.evaluation.Sampling;
import org.seq4j.experiments.evaluation.SearchChoices;
import org.seq4j.models.search.AllowedTokens;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.CoveragePenalty;
import org.seq4j.models.search.EnsembleDecoder;
import org.seq4j.models.search.Hypothesis;
import org.seq4j.models.search.PointerConstraints;
import org.seq4j.models.search.PointerDecoder;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.StepDecoder;

/**
 * Elements in, positions out, with one model or the averaged log-probabilities of several. Safe for several threads, as its
 * decoders are. What a source gives does not depend on the others.
 */
public final class PointerPredictor {
    private final List<PositionModel> models;
    private final DecodingConfig decoding;
    private final @Nullable Sampling sampling;
    private final DecodeWorkers workers;

    /**
     * @param models the models, at least one, all for elements of as many numbers
     * @param decoding how to search
     * @param sampling how to draw instead; null to search
     * @param workers batches that are searched at the same time
     */
    public PointerPredictor(
            List<PositionModel> models, DecodingConfig decoding, @Nullable Sampling sampling, DecodeWorkers workers) {
        this.workers = workers;
        this.models = List.copyOf(models);
        this.decoding = decoding;
        this.sampling = sampling;
    }

    /** Numbers of an element. */
    public int features() {
        return models.get(0).features();
    }

    /** The best output for each source. */
    public List<PointerPrediction> best(List<PointingExample> sources) {
        return predict(sources, 0).stream()
                .map(predictions -> predictions.get(0))
                .toList();
    }

    /**
     * The outputs for each source, the best first, at least one.
     *
     * @param sources N sources, whose targets are not looked at
     * @param first number of the first of them among all that are predicted; draws depend on it
     * @throws UserError if a source has more elements than a model has positions
     */
    public List<List<PointerPrediction>> predict(List<PointingExample> sources, long first) {
        List<Integer> numbers = IntStream.range(0, sources.size()).boxed().toList();
        return workers.inBatches(numbers, i -> sources.get(i).size(), decoding.batchSize(), batch -> {
            List<SearchResult> results = search(
                    batch.stream().map(sources::get).toList(),
                    batch.stream().mapToLong(i -> first + i).toArray());
            return results.stream().map(this::predictions).toList();
        });
    }

    private List<PointerPrediction> predictions(SearchResult result) {
        return result.hypotheses().stream().map(this::prediction).toList();
    }

    private List<SearchResult> search(List<PointingExample> batch, long[] numbers) {
        float[][] vectors = batch.stream().map(PointingExample::vectors).toArray(float[][]::new);
        int[] sizes = batch.stream().mapToInt(PointingExample::size).toArray();
        int greatest = Arrays.stream(sizes).max().orElseThrow();
        List<StepDecoder<?>> members = new ArrayList<>();
        for (PositionModel model : models) {
            if (model.mostElements() > 0 && greatest > model.mostElements()) {
                throw new UserError("Expected at most " + model.mostElements() + " elements, found " + greatest
                        + ": the model does not point, and has no more positions.");
            }
            members.add(model.decoder(vectors));
        }
        return members.size() == 1
                ? search(members.get(0), sizes, numbers)
                : search(EnsembleDecoder.of(members), sizes, numbers);
    }

    /** Whether weights are probabilities: only pointing makes them so. */
    private boolean points() {
        return models.stream().allMatch(model -> model.mostElements() == 0);
    }

    private <S> List<SearchResult> search(StepDecoder<S> decoder, int[] sizes, long[] numbers) {
        int[] most = Arrays.stream(sizes)
                .map(size -> SearchChoices.maxLength(decoding, size))
                .toArray();
        SearchInput<S> input = SearchInput.of(decoder.start(sizes.length), sizes.length, PointerDecoder.END)
                .withSourceLengths(Arrays.stream(sizes)
                        .map(size -> points() ? size + 1 : size) // the end is pointed at too
                        .toArray())
                .withMaxLengths(most);
        AllowedTokens allowed = allowed(sizes);
        if (allowed != null) {
            input = input.withAllowed(allowed);
        }
        int greatest = Arrays.stream(most).max().orElseThrow();
        Constraints constraints =
                Constraints.of(Set.of(PointerDecoder.END), Set.of()).withMinLength(decoding.minLength());
        return SearchChoices.search(
                decoder, input, decoding, greatest, CoveragePenalty.NONE, constraints, sampling, numbers);
    }

    private @Nullable AllowedTokens allowed(int[] sizes) {
        return switch (decoding.constraint()) {
            case NONE ->
                points()
                        ? null
                        : (example, tokens) ->
                                IntStream.rangeClosed(0, sizes[example]).toArray();
            case DISTINCT -> PointerConstraints.distinct(sizes, decoding.minLength(), false);
            case PERMUTATION -> PointerConstraints.permutation(sizes);
            case HULL -> PointerConstraints.hull(sizes);
            case TOUR -> PointerConstraints.tour(sizes);
            case TRIPLES -> PointerConstraints.increasingTriples(sizes);
        };
    }

    private PointerPrediction prediction(Hypothesis hypothesis) {
        return new PointerPrediction(
                hypothesis.tokens(),
                hypothesis.logProbability(),
                hypothesis.score(),
                points() ? hypothesis.attention() : null,
                hypothesis.finished());
    }
}
