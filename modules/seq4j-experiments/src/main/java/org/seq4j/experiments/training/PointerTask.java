package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.config.PointerNetworkConfig;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.pointing.PointerEvaluator;
import org.seq4j.experiments.evaluation.pointing.PointerPredictor;
import org.seq4j.experiments.evaluation.pointing.PointerSamples;
import org.seq4j.experiments.evaluation.pointing.PositionModel;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.run.RunFolder;

/** A pointer network on elements and positions. */
public final class PointerTask extends DataTask<PointerData> {
    /** What a checkpoint holds to be used without the data. */
    private static final String FEATURES = "features.txt";

    private final PointerNetworkConfig model;
    private final Pictures pictures = new Pictures();

    PointerTask(ExperimentConfig config, PointerNetworkConfig model, Map<String, String> vocabularies) {
        super(config, new PointerData(config, vocabularies.containsKey(FEATURES) ? features(vocabularies) : 0));
        this.model = model;
    }

    private static int features(Map<String, String> vocabularies) {
        return Integer.parseInt(
                Objects.requireNonNull(vocabularies.get(FEATURES)).strip());
    }

    /** The model of a run; needs none of the data. */
    static PositionModel model(TrainedRun run) {
        if (run.config().model() instanceof PointerNetworkConfig model) {
            return model(run.graph(), model, features(run.vocabularies()));
        }
        throw new IllegalStateException("no positions in " + run.path());
    }

    private static PositionModel model(ComputationGraph graph, PointerNetworkConfig model, int features) {
        return model.pointing() ? PositionModel.pointing(graph) : PositionModel.fixed(graph, features);
    }

    @Override
    public ComputationGraphConfiguration model() {
        return PointerModels.of(config, model, data.features(), data::mostElements);
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        List<PointingExample> examples = data.examples(split);
        Scores scores = PointerEvaluator.probabilities(graph, data.batches(split));
        Set<Metric> metrics = config.metrics(training);
        return PointerEvaluator.outputs(scores, metrics, examples, config.data().task(), predictor(graph, training));
    }

    private PointerPredictor predictor(ComputationGraph graph, boolean training) {
        DecodingConfig decoding = config.decoding();
        return new PointerPredictor(
                List.of(model(graph, model, data.features())),
                training ? decoding.atValidation() : decoding,
                null,
                ModelParts.decodeWorkers(config));
    }

    @Override
    public Samples samples(ComputationGraph graph, int count, long seed) {
        List<PointingExample> examples = first(count);
        return examples.isEmpty()
                ? Samples.NONE
                : PointerSamples.of(examples, config.data().task(), predictor(graph, true));
    }

    @Override
    public void draw(ComputationGraph graph, Path folder) {
        List<PointingExample> examples = first(config.logging().pictures());
        if (!examples.isEmpty()) {
            pictures.draw(() -> PointerSamples.draw(
                    examples, config.data().task(), predictor(graph, true), RunFolder.pictures(folder)));
        }
    }

    private List<PointingExample> first(int count) {
        return Pictures.first(count, has(Split.DEV), () -> data.examples(Split.DEV));
    }

    @Override
    public Map<String, String> vocabularies() {
        return Map.of(FEATURES, data.features() + "\n");
    }

    @Override
    public Map<String, String> kernels() {
        return PointerModels.kernels(config, model, data.features());
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("features", data.features());
        facts.put("training_examples", data.training().size());
        facts.put("training_data", data.training().describe());
        return facts;
    }
}
