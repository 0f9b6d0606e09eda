package org.example.extend;

import java.util.Arrays;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.search.GenerationSettings;
import org.seq4j.models.search.Generator;
import org.seq4j.models.search.LanguageModelDecoder;
import org.seq4j.models.search.LanguageModelState;
import org.seq4j.models.search.Sampler;

/** A language model over characters with a cell of its own, which learns one text by heart. */
public final class LearnedText {
    private static final int WINDOW = 16;

    private final String text;
    private final String alphabet;
    private final ComputationGraph graph;

    /** A model without training. */
    public LearnedText(String text) {
        this.text = text;
        alphabet = text.chars()
                .distinct()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        graph = new ComputationGraph(LanguageModel.builder(alphabet.length())
                .cell(new MinimalGatedUnit())
                .embeddingSize(16)
                .hiddenSize(64)
                .stateful(true)
                .paddingId(-1)
                .updater(new Adam(1e-2))
                .build());
        graph.init();
    }

    private int[] ids(String part) {
        return part.chars().map(alphabet::indexOf).toArray();
    }

    /** Reads the text again and again, and returns the loss of the last window in nats a character. */
    public double train(int passes) {
        int[] ids = ids(text + text.charAt(0)); // a pass ends with the first character of the next
        TruncatedBptt.reset(graph);
        for (int pass = 0; pass < passes; pass++) {
            for (int from = 0; from < text.length(); from += WINDOW) {
                int to = Math.min(from + WINDOW, text.length());
                INDArray now = Nd4j.createFromArray(new int[][] {Arrays.copyOfRange(ids, from, to)}); // [1, T]
                INDArray next = Nd4j.createFromArray(new int[][] {Arrays.copyOfRange(ids, from + 1, to + 1)});
                graph.fit(new INDArray[] {now}, new INDArray[] {next});
                TruncatedBptt.carry(graph);
            }
        }
        return graph.score();
    }

    /** The likeliest continuation of a prompt. */
    public String say(String prompt, int length) {
        Generator<LanguageModelState> generator = new Generator<>(
                LanguageModelDecoder.of(graph),
                new GenerationSettings(length, Sampler.GREEDY, Set.of(), Set.of()));
        StringBuilder said = new StringBuilder();
        for (int id : generator.generate(ids(prompt), 1).tokens()) {
            said.append(alphabet.charAt(id));
        }
        return said.toString();
    }

    /** The graph. */
    public ComputationGraph graph() {
        return graph;
    }

    public static void main(String[] args) {
        LearnedText model = new LearnedText("she sells sea shells by the sea shore; ");
        System.out.printf("loss after 60 passes: %.4f nats a character%n", model.train(60));
        System.out.println("she s" + model.say("she s", 34));
    }
}
