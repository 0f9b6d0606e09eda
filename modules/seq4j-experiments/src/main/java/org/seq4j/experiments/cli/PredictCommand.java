package org.seq4j.experiments.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.training.TrainedLabeler;
import org.seq4j.experiments.training.TrainedPredictor;
import org.seq4j.experiments.training.TrainedSeries;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code predict}: a line in, a line out. */
@Command(
        name = "predict",
        description = {
            "Writes the target for each source: one line in, one line out, in the same order. On a terminal it asks for"
                    + " lines. Several runs on the same data vote as one model. What is not given on the command line is"
                    + " taken from the experiment's section decoding.",
            "With --n-best above 1 each line of output begins with the number of its line of input and a tab; with"
                    + " --scores the score and a tab stand before the text.",
            "A pointer network reads elements, the numbers of one after the other (x1 y1 x2 y2 ..), or a JSON object with"
                    + " the field vectors, and writes positions, counted from 1.",
            "A classifier reads a text on each line and writes its label, or labels. A tagger reads tokens between blanks and"
                    + " writes tags between blanks, after a label of the whole and a tab where it has one; with --columns it"
                    + " reads a token a line in columns, blank lines between sentences, and adds a column of tags.",
            "A model of series reads a file in the format of its experiment and writes a line for each series: its class,"
                    + " or numbers. With --stream each line of input is one step, and its prediction comes at once."
        },
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    /** Batches of a file that are sorted by length together. */
    private static final int BATCHES = 8;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "The run folder, or several.")
    private List<Path> runs = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "FILE|-",
            defaultValue = "-",
            description = "Sources, one a line, UTF-8 (default: standard input).")
    private String input = "-";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the targets go (default: standard output); the file appears when all are there.")
    private @Nullable Path output;

    @Option(names = "--beam", paramLabel = "N", description = "Hypotheses that the search keeps; 1: greedy.")
    private @Nullable Integer beam;

    @Option(names = "--n-best", paramLabel = "K", description = "Outputs for each source, at most N.")
    private @Nullable Integer nBest;

    @Option(
            names = "--length-penalty",
            paramLabel = "none|average|wu|ALPHA",
            description = "How outputs of different length compare; a number is wu's alpha.")
    private @Nullable String lengthPenalty;

    @Option(names = "--max-length", paramLabel = "N", description = "Most tokens of an output.")
    private @Nullable Integer maxLength;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for a key of the experiment, such as decoding.min_length=3; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "", description = "How every output begins.")
    private String prefix = "";

    @Option(
            names = "--stream",
            description =
                    "Of a model that reads forward, of series or a classifier or tagger of tokens: a step, or a token, on each line of input, its prediction at once, the state kept; an empty line starts a new sequence.")
    private boolean stream;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Of a model of series that predicts the next step: how many steps to predict, each read before the next (default: the experiment's horizon, or 1).")
    private @Nullable Integer steps;

    @Option(
            names = "--columns",
            description =
                    "Of a tagger: a token a line in columns, as in the files of an experiment with data.format: conll, else the token first; out come the same lines with a column of tags behind.")
    private boolean columns;

    @ArgGroup(exclusive = false)
    private @Nullable Sample sample;

    @Option(names = "--scores", description = "Write the score before each text.")
    private boolean scores;

    @Option(
            names = "--attention",
            paramLabel = "DIR",
            description = "Draw the attention of each output into this folder: 1.png for the first line, and so on.")
    private @Nullable Path attention;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description =
                    "Of a pointer network: draw each output into this folder, 1.svg and 1.png for the first line, and so on; with the right positions where the line has them.")
    private @Nullable Path pictures;

    @Option(
            names = "--json",
            description =
                    "Write one JSON object a line: source, and outputs with text, scores, tokens and attention; of a pointer network positions, scores and the probabilities of the end and of each position; of a classifier the label and all probabilities; of a tagger tokens, tags and their probabilities, chunks and intent.")
    private boolean json;

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    /** Drawing outputs. */
    private static final class Sample {
        @Option(
                names = "--sample",
                required = true,
                description = "Draw outputs instead of searching for the best ones; with --n-best, different ones.")
        private boolean wanted;

        @Option(
                names = "--temperature",
                paramLabel = "T",
                defaultValue = "1",
                description = "Divides the logits (default: ${DEFAULT-VALUE}).")
        private double temperature = 1;

        @Option(
                names = "--top-k",
                paramLabel = "K",
                defaultValue = "0",
                description = "Draw from the K most probable tokens only; 0: all.")
        private int topK;

        @Option(
                names = "--top-p",
                paramLabel = "P",
                defaultValue = "1",
                description = "Draw from the most probable tokens that together reach probability P; 1: all.")
        private double topP = 1;

        @Option(names = "--seed", paramLabel = "S", description = "Seed of the draws (default: the experiment's seed).")
        private @Nullable Long seed;
    }

    @Override
    public Integer call() {
        boolean standardInput = input.equals("-");
        boolean asking = standardInput && Console.inIsTerminal();
        TrainedPredictor.Opened opened = TrainedPredictor.open(runs, checkpoint.which(), wishes(), draws(), prefix);
        if (opened instanceof TrainedSeries series) {
            return predict(series, asking);
        }
        if (steps != null) {
            throw new UserError("--steps is for models of series, and " + runs.get(0) + " is none.");
        }
        if (stream && !(opened instanceof TrainedLabeler)) {
            throw new UserError("--stream is for models of series, classifiers and taggers, and " + runs.get(0)
                    + " is none of them.");
        }
        String name = standardInput ? "standard input" : input;
        if (columns && !(opened instanceof TrainedLabeler labeler && labeler.isTagger())) {
            throw new UserError("--columns is for taggers, and " + runs.get(0) + " is none.");
        }
        LinePredictor predictor = predictor(opened, name);
        InputStream in = standardInput ? Console.in() : null;
        try (Utf8Lines lines = in == null ? Utf8Lines.open(Path.of(input)) : new Utf8Lines(in, name);
                LineOutput out = LineOutput.to(output)) {
            if (stream && opened instanceof TrainedLabeler labeler) {
                refuse("--columns", columns, "--stream");
                StepLoop.run(new TokenSteps(labeler, json, scores), lines, name, out, asking);
                out.finish();
                return Main.OK;
            }
            if (columns && opened instanceof TrainedLabeler labeler) {
                new ColumnPredictions(labeler).run(lines, name, out);
                out.finish();
                return Main.OK;
            }
            int window = standardInput ? opened.batchSize() : opened.batchSize() * BATCHES;
            new PredictionLoop(predictor, asking).run(lines, out, window);
            out.finish();
        }
        return Main.OK;
    }

    private int predict(TrainedSeries series, boolean asking) {
        refuseSearch("models of series");
        if (columns) {
            throw new UserError("--columns is for taggers, and " + runs.get(0) + " is none.");
        }
        if (scores && series.predictor().codec().labels() == null) {
            throw new UserError("--scores is for classes, and the model of " + runs.get(0) + " predicts numbers.");
        }
        SeriesPredictions predictions = new SeriesPredictions(
                series, new SeriesFormat(series.predictor().codec(), series.multiLabel(), json, scores), steps);
        boolean standardInput = input.equals("-");
        String name = standardInput ? "standard input" : input;
        try (LineOutput out = LineOutput.to(output)) {
            if (!stream && !standardInput) {
                predictions.whole(series.read(Path.of(input)), out);
            } else {
                try (Utf8Lines lines =
                        standardInput ? new Utf8Lines(Console.in(), name) : Utf8Lines.open(Path.of(input))) {
                    if (stream) {
                        StepLoop.run(predictions.stream(), lines, name, out, asking);
                    } else {
                        predictions.whole(series.read(lines, name), out);
                    }
                }
            }
            out.finish();
        }
        return Main.OK;
    }

    /** Options of models that write or point. */
    private void refuseSearch(String what) {
        refuse("--prefix", !prefix.isEmpty(), what);
        refuse("--attention", attention != null, what);
        refuse("--pictures", pictures != null, what);
        refuse("--sample", sample != null, what);
    }

    private static void refuse(String option, boolean given, String what) {
        if (given) {
            throw new UserError(option + " is not for " + what + "; remove it.");
        }
    }

    private LinePredictor predictor(TrainedPredictor.Opened opened, String name) {
        if (opened instanceof TrainedPredictor.Positions positions) {
            if (!prefix.isEmpty()) {
                throw new UserError("--prefix is text, and the outputs of a pointer network are positions.");
            }
            return new PositionLines(positions, name, json, scores, isNumbered(), pictures, attention);
        }
        if (opened instanceof TrainedLabeler labeler) {
            refuseSearch("classifiers and taggers");
            refuse("--scores", scores && labeler.isTagger(), "taggers, whose probabilities --json tells");
            refuse("--scores", scores && labeler.multiLabel(), "several labels, whose probabilities --json tells");
            refuse("--json", json && columns, "columns");
            return new LabelLines(labeler, name, json, scores);
        }
        if (pictures != null) {
            throw new UserError(
                    "--pictures is for pointer networks, which put out positions; for text there is" + " --attention.");
        }
        TrainedPredictor.Text text = (TrainedPredictor.Text) opened;
        return new TextLines(text.predictor(), new PredictionFormat(json, scores, isNumbered(), attention));
    }

    private boolean isNumbered() {
        return nBest != null && nBest > 1;
    }

    /** The overrides that the options stand for. */
    private List<String> wishes() {
        List<String> wishes = new ArrayList<>(overrides);
        if (beam != null) {
            wishes.add("decoding.beam_size=" + beam);
        }
        if (nBest != null) {
            wishes.add("decoding.n_best=" + nBest);
            if (sample != null && beam == null) {
                wishes.add("decoding.beam_size=" + nBest);
            }
        }
        if (maxLength != null) {
            wishes.add("decoding.max_length=" + maxLength);
        }
        if (lengthPenalty != null) {
            boolean name = lengthPenalty.matches("[a-z]+");
            wishes.add(
                    "decoding.length_penalty=" + (name ? lengthPenalty : "{type: wu, alpha: " + lengthPenalty + "}"));
        }
        return wishes;
    }

    private TrainedPredictor.@Nullable Draws draws() {
        Sample wanted = sample;
        if (wanted == null) {
            return null;
        }
        if (!wanted.wanted) {
            throw new UserError("--temperature, --top-k, --top-p and --seed are for drawing outputs; add --sample.");
        }
        return new TrainedPredictor.Draws(wanted.temperature, wanted.topK, wanted.topP, wanted.seed);
    }
}
