package org.seq4j.experiments.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.config.LoadedConfig;
import org.seq4j.experiments.run.CheckpointFiles;
import org.seq4j.experiments.run.RunFolder;

/** A small language-model experiment in a folder of its own, and what its runs left behind. Dropout is on. */
public final class TestExperiment {
    private static final String YAML = """
            schema: 1
            name: test
            seed: 5
            run_dir: FOLDER/run
            data:
              format: FORMAT
              train: FOLDER/train.txt
              split: {dev: 0.1, test: 0.1}
              batching: {size: 4BATCHING}
            model:
              {type: language_model, cell: lstm, embedding_dim: 6, hidden_size: 8, dropout: 0.2, embedding_dropout: 0.1}
            training:
              optimizer: {type: adam, learning_rate: 0.01}
              clip_grad_norm: 1.0
              max_duration: 24u
              validate_every: 7u
            logging: {every: 3u}
            generation: {max_length: 20}
            """;

    private static final String PAIRS = """
            schema: 1
            name: pairs
            seed: 5
            run_dir: FOLDER/run
            data:
              format: tsv
              train: FOLDER/train.txt
              dev: FOLDER/dev.txt
              test: FOLDER/test.txt
              batching: {size: 8, bucket_width: 2}
            model:
              type: seq2seq
              encoder: {cell: lstm, hidden_size: 6, embedding_dim: 4, dropout: 0.2}
              decoder: {cell: gru, hidden_size: 8, embedding_dim: 4, dropout: 0.2, input_feeding: true}
              attention: bahdanau
            training:
              optimizer: {type: adam, learning_rate: 0.01}
              scheduled_sampling: {type: linear, slope: 0.05, minimum: 0.2, choice: sample}
              max_duration: 24u
              validate_every: 7u
            decoding: {beam_size: 3, max_length: 8}
            evaluation: {metrics: [perplexity, sequence_accuracy, cer]}
            logging: {every: 3u}
            """;

    private static final String POINTING = """
            schema: 1
            name: pointing
            seed: 5
            run_dir: FOLDER/run
            data:
              format: generated
              task: convex_hull
              generated: {min_size: 4, max_size: 7, epoch_size: 96, dev_size: 12, test_size: 14}
              batching: {size: 8, shuffle_buffer: 24}
            model:
              type: pointer_network
              encoder: {cell: gru, hidden_size: 6, num_layers: 2, dropout: 0.2}
              bridge: dense
              decoder: {cell: lstm, hidden_size: 8, dropout: 0.2}
              glimpses: 1
            training:
              optimizer: {type: adam, learning_rate: 0.01}
              max_duration: 24u
              validate_every: 7u
            decoding: {beam_size: 3, constraint: hull}
            evaluation: {metrics: [nats_per_token, polygon_accuracy, valid_rate, sequence_error_rate]}
            logging: {every: 3u}
            """;

    private static final String SERIES = """
            schema: 1
            name: series
            seed: 5
            run_dir: FOLDER/run
            data:
              format: jsonl
              train: FOLDER/train.txt
              split: {dev: 0.15}
              series: {goal: next_step, normalize: standard}
              batching: {size: 8, bucket_width: 2}
            model:
              type: regressor
              encoder: {cell: gru, hidden_size: 6, num_layers: 2, bidirectional: false, dropout: 0.2, embedding_dropout: 0.1}
            training:
              optimizer: {type: adam, learning_rate: 0.01}
              max_duration: 24u
              validate_every: 7u
            logging: {every: 3u}
            """;

    private static final String SLOTS = """
            schema: 1
            name: slots
            seed: 5
            run_dir: FOLDER/run
            data:
              format: parallel
              train: FOLDER/train.in
              test: FOLDER/test.in
              split: {dev: 0.1}
              sentences: {tokens: in, tags: out, scheme: bio, lowercase: true, unknown_rate: 0.3}
              batching: {size: 8, bucket_width: 2}
            model:
              type: tagger
              encoder: {cell: lstm, hidden_size: 8, embedding_dim: 6, dropout: 0.2, embedding_dropout: 0.1}
              characters: {type: birnn, embedding_dim: 4, hidden_size: 3}
              output: crf
              bio_constraints: true
              intent: true
              read_out: max
            training:
              optimizer: {type: adam, learning_rate: 0.02}
              max_duration: 24u
              validate_every: 7u
              early_stopping: {metric: span_f1, patience: 100}
            logging: {every: 3u}
            """;

    private static final String CLASSES = """
            schema: 1
            name: classes
            seed: 5
            run_dir: FOLDER/run
            data:
              format: lines
              train: FOLDER/train.txt
              test: FOLDER/test.txt
              split: {dev: 0.1}
              batching: {size: 8, bucket_width: 2}
            model:
              type: classifier
              encoder: {cell: gru, hidden_size: 6, embedding_dim: 5, dropout: 0.2}
              read_out: attention
            training:
              optimizer: {type: adam, learning_rate: 0.02}
              max_duration: 24u
              validate_every: 7u
            logging: {every: 3u}
            """;

    private final Path folder;

    private TestExperiment(Path folder) {
        this.folder = folder;
    }

    /** Continuous text in parallel streams: 14 batches an epoch. */
    public static TestExperiment text(Path folder) {
        return new TestExperiment(folder).files("text", ", window: 8");
    }

    /** One sequence a line, shuffled and bucketed: some 12 batches an epoch. */
    public static TestExperiment lines(Path folder) {
        return new TestExperiment(folder).files("lines", ", bucket_width: 4");
    }

    /** Words of a few letters and the same backwards, with attention and scheduled sampling: some 12 batches an epoch. */
    public static TestExperiment pairs(Path folder) {
        Random random = new Random(1);
        List<String> pairs = Stream.generate(() -> "abcdefgh".substring(random.nextInt(7)))
                .limit(120)
                .map(word -> word + '\t' + new StringBuilder(word).reverse() + '\n')
                .toList();
        try {
            Files.writeString(folder.resolve("dev.txt"), String.join("", pairs.subList(0, 12)));
            Files.writeString(folder.resolve("test.txt"), String.join("", pairs.subList(12, 24)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestExperiment(folder)
                .write(String.join("", pairs.subList(24, 120)), PAIRS.replace("FOLDER", folder.toString()));
    }

    /** Hulls of a few points, made on the fly, with dropout and a glimpse: 12 batches an epoch. */
    public static TestExperiment pointing(Path folder) {
        return new TestExperiment(folder).write("", POINTING.replace("FOLDER", folder.toString()));
    }

    /** Random walks of two channels, with dropout: some 12 batches an epoch. */
    public static TestExperiment series(Path folder) {
        Random random = new Random(1);
        String walks = Stream.generate(() -> {
                    double[] x = {random.nextGaussian(), random.nextGaussian()};
                    return "{\"values\": "
                            + Stream.generate(() -> "[" + (x[0] += random.nextGaussian()) + ", " + (x[1] -= x[0]) + "]")
                                    .limit(2 + random.nextInt(8))
                                    .toList()
                            + "}\n";
                })
                .limit(110)
                .collect(Collectors.joining());
        return new TestExperiment(folder).write(walks, SERIES.replace("FOLDER", folder.toString()));
    }

    /** Requests with slots and intents, with characters, a CRF, dropout and hidden words: some 12 batches an epoch. */
    public static TestExperiment slots(Path folder) {
        Random random = new Random(1);
        slots(folder, "train", 107, random);
        slots(folder, "test", 20, random);
        return new TestExperiment(folder).write("", SLOTS.replace("FOLDER", folder.toString()));
    }

    private static void slots(Path folder, String name, int sentences, Random random) {
        StringBuilder tokens = new StringBuilder();
        StringBuilder tags = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            String who = List.of("ann", "Bo", "Cyd").get(random.nextInt(3)) + (char) ('a' + random.nextInt(20));
            boolean play = random.nextBoolean();
            tokens.append(play ? "play the song " + who + " now" : "weather in new " + who)
                    .append('\n');
            tags.append(play ? "O O O B-song O" : "O O B-city I-city").append('\n');
            labels.append(play ? "Play" : "Weather").append('\n');
        }
        try {
            Files.writeString(folder.resolve(name + ".in"), tokens);
            Files.writeString(folder.resolve(name + ".out"), tags);
            Files.writeString(folder.resolve(name + ".label"), labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a line has an a: some 12 batches an epoch. */
    public static TestExperiment classes(Path folder) {
        Random random = new Random(1);
        List<String> lines = Stream.generate(() -> Stream.generate(
                                () -> List.of("a", "b", "c", "d", "e").get(random.nextInt(5)))
                        .limit(1 + random.nextInt(5))
                        .collect(Collectors.joining(" ")))
                .limit(127)
                .map(text -> (text.contains("a") ? "yes" : "no") + "\t" + text + "\n")
                .toList();
        try {
            Files.writeString(folder.resolve("test.txt"), String.join("", lines.subList(0, 20)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestExperiment(folder)
                .write(String.join("", lines.subList(20, 127)), CLASSES.replace("FOLDER", folder.toString()));
    }

    private TestExperiment files(String format, String batching) {
        String yaml = YAML.replace("FOLDER", folder.toString())
                .replace("FORMAT", format)
                .replace("BATCHING", batching);
        Random random = new Random(1);
        String text = Stream.generate(() -> "abcdefgh".substring(random.nextInt(8)))
                .limit(120)
                .collect(Collectors.joining("\n"));
        return write(text, yaml);
    }

    private TestExperiment write(String text, String yaml) {
        try {
            Files.writeString(folder.resolve("train.txt"), text);
            Files.writeString(config(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The experiment file. */
    public Path config() {
        return folder.resolve("test.yaml");
    }

    /** A run folder below the experiment's. */
    public Path run(String name) {
        return folder.resolve(name);
    }

    /** The experiment with its run in a folder of this name. */
    public LoadedConfig load(String run, String... overrides) {
        List<String> all = new ArrayList<>(List.of(overrides));
        all.add("run_dir=" + run(run));
        return ConfigLoader.load(config(), all);
    }

    /** Trains from the beginning to the end. */
    public TrainingResult train(String run, String... overrides) {
        return new Training().start(load(run, overrides), false);
    }

    /** Trains until so many updates are done in this session, then asks for a stop. */
    public TrainingResult trainUntil(int updates, String run, String... overrides) {
        return stoppingAfter(updates).start(load(run, overrides), false);
    }

    /** Goes on, for so many updates at most. */
    public TrainingResult resumeFor(int updates, String run) {
        return stoppingAfter(updates).resume(run(run));
    }

    private static Training stoppingAfter(int updates) {
        int[] asked = new int[1];
        return new Training().stopRequested(() -> ++asked[0] >= updates);
    }

    /** The newest checkpoint of a run. */
    public Checkpoint last(String run) {
        List<CheckpointFiles.Entry> entries =
                RunFolder.open(run(run)).checkpoints().last();
        return Checkpoint.read(entries.get(0).file());
    }

    /** Every tensor of the newest checkpoint, bit for bit: parameters, optimiser, carried states. */
    public Map<String, List<Double>> tensors(String run) {
        return last(run).contents().tensors().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> values(e.getValue())));
    }

    private static List<Double> values(INDArray array) {
        List<Double> values = new ArrayList<>();
        for (double value : array.dup('c').data().asDouble()) {
            values.add(value);
        }
        return values;
    }

    /** The lines of the metrics log without what depends on the clock. */
    public List<String> metrics(String run) throws IOException {
        return Files.readAllLines(run(run).resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceAll("\"(tokens_per_second|validation_seconds|seconds)\":[^,}]*,?", ""))
                .toList();
    }
}
