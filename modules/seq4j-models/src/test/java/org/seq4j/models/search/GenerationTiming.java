package org.seq4j.models.search;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.kernel.CellType;

/**
 * Prints the time to generate one character with a language model of one layer of 512 units and 65 characters. Arguments: hidden size
 * and number of characters, both optional.
 */
public final class GenerationTiming {
    private GenerationTiming() {}

    public static void main(String[] arguments) {
        int hidden = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 512;
        int characters = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        for (CellType cell : new CellType[] {CellType.LSTM, CellType.GRU, CellType.GRU_RESET_AFTER}) {
            for (int layers = 1; layers <= 2; layers++) {
                time(cell, hidden, layers, characters);
            }
        }
    }

    private static void time(CellType cell, int hidden, int layers, int characters) {
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(65)
                .cell(cell)
                .embeddingSize(128)
                .hiddenSize(hidden)
                .numLayers(layers)
                .build());
        graph.init();
        long start = System.nanoTime();
        LanguageModelDecoder decoder = LanguageModelDecoder.of(graph);
        double snapshot = (System.nanoTime() - start) / 1e6;
        Generator<LanguageModelState> generator = new Generator<>(
                decoder, new GenerationSettings(characters, new Sampler(0.8, 0, 0.95), Set.of(), Set.of()));
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        double best = Double.POSITIVE_INFINITY;
        double bestBusy = Double.POSITIVE_INFINITY;
        for (int run = 0; run < 6; run++) {
            start = System.nanoTime();
            long busy = thread.getCurrentThreadCpuTime();
            generator.generate(new int[] {4}, run);
            bestBusy = Math.min(bestBusy, (thread.getCurrentThreadCpuTime() - busy) / 1e6 / characters);
            best = Math.min(best, (System.nanoTime() - start) / 1e6 / characters);
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d x %d, batch 1: %.4f ms a character, %.4f ms of one processor (snapshot %.0f ms)%n",
                cell,
                layers,
                hidden,
                best,
                bestBusy,
                snapshot);
    }
}
