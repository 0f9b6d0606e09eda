package org.seq4j.benchmarks.cases;

import org.jspecify.annotations.Nullable;

/**
 * What an item of a case (an iteration where times are in milliseconds, else a sentence, an example or a character) cannot do without: the operations of its matrix
 * products, counted twice more for a way back, and, where one sentence or character is worked on at a time, the bytes of the weights that its steps read. Everything
 * else (exponentials, sums, updates) is left out, so that no implementation of the model as it is written down can be quicker.
 *
 * @param operations multiplications and additions
 * @param bytes of weights
 */
public record Work(double operations, double bytes) {
    /** Of a case of this name and these sizes; null where it is not known. */
    public static @Nullable Work of(String name, Parameters p) {
        String[] parts = name.split("/", -1);
        return switch (parts[0]) {
            case "machine" -> ofMachine(parts[1], p);
            case "layer" -> ofLayers(p);
            case "scaling" -> ofLanguageModel(p);
            case "iteration", "decoding" ->
                switch (parts[1]) {
                    case "char-lm", "word-lm" -> ofLanguageModel(p);
                    case "sampling" -> ofSampling(p);
                    case "seq2seq", "greedy", "beam-5" -> ofSeq2Seq(p);
                    case "pointer", "pointer-greedy" -> ofPointer(p);
                    case "bilstm-crf" -> ofTagger(p);
                    default -> null;
                };
            default -> null;
        };
    }

    /** The least milliseconds where products run at so many operations, and memory is read at so many bytes, a second. */
    public double milliseconds(double operationsPerSecond, double bytesPerSecond) {
        return 1e3 * Math.max(operations / operationsPerSecond, bytes / bytesPerSecond);
    }

    /** Of so many products of a row with weights; a way back has two products for one. */
    private static Work products(double weights, Parameters p) {
        return new Work(2 * weights * (p.text("pass").equals("train") ? 3 : 1), 0);
    }

    private static double lstm(double input, double hidden) {
        return 4 * hidden * (input + hidden);
    }

    private static Work ofMachine(String what, Parameters p) {
        double size = p.number("size");
        return what.equals("product") ? new Work(2 * size * size * size, 0) : new Work(0, 4 * size * size);
    }

    private static Work ofLayers(Parameters p) {
        double hidden = p.number("hidden");
        int gates = switch (p.text("cell")) {
            case "rnn" -> 1;
            case "lstm", "peephole_lstm" -> 4;
            default -> 3;
        };
        int directions = p.flag("bidirectional") ? 2 : 1;
        double weights = 0;
        for (int layer = 0; layer < p.number("layers"); layer++) {
            double input = layer == 0 ? hidden : directions * hidden;
            weights += directions * gates * hidden * (input + hidden);
        }
        double rows = (double) p.number("batch") * p.number("time");
        return p.text("pass").equals("step") ? new Work(2 * weights, 4 * weights) : products(rows * weights, p);
    }

    private static Work ofLanguageModel(Parameters p) {
        double hidden = p.number("hidden");
        double rows = (double) p.number("batch") * p.number("time");
        return products(rows * (lstm(p.number("embedding"), hidden) + hidden * p.number("vocabulary")), p);
    }

    /** A character's input side is known beforehand. */
    private static Work ofSampling(Parameters p) {
        double hidden = p.number("hidden");
        double weights = hidden * (4 * hidden + p.number("vocabulary"));
        return new Work(2 * weights, 4 * weights);
    }

    private static Work ofSeq2Seq(Parameters p) {
        double h = p.number("hidden");
        double length = p.number("length");
        double encoder = 2 * lstm(h, h) + 2 * h * h; // and keys
        double fed = p.flag("input_feeding") ? h : 0;
        double decoder =
                lstm(h + fed, h) + h * h + 3 * h * h + h * p.number("vocabulary"); // and query, attentional vector
        double context = 2 * h * length;
        if (p.text("pass").equals("train")) {
            return products(p.number("batch") * length * (encoder + decoder + context), p);
        }
        double operations = 2 * length * (encoder + p.number("beam") * (decoder + context));
        return new Work(operations, p.number("batch") == 1 ? 4 * length * (8 * h * h + decoder) : 0);
    }

    private static Work ofPointer(Parameters p) {
        double h = p.number("hidden");
        double each = p.number("points") * (lstm(2, h) + h * h) + p.number("steps") * (lstm(2, h) + h * h);
        return products(each * (p.text("pass").equals("train") ? p.number("batch") : 1), p);
    }

    /** Sentences are of half the length or more, of three quarters on average. */
    private static Work ofTagger(Parameters p) {
        double h = p.number("hidden");
        double each = 0.75 * p.number("length") * (2 * lstm(h, h) + 2 * h * p.number("labels"));
        return products(each * (p.text("pass").equals("train") ? p.number("batch") : 1), p);
    }
}
