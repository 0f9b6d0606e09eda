package org.seq4j.benchmarks.result;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.worker.Block;

/**
 * What one side of a case gave.
 *
 * @param versions of what computed; empty where it never got ready
 * @param blocks in the order in which they were measured
 * @param fault a sentence where it failed; null: it did not
 */
public record Measured(
        Map<String, String> versions,
        List<Block> blocks,
        @Nullable String fault) {
    /** Keeps copies. */
    public Measured {
        versions = versions == null ? Map.of() : Map.copyOf(versions);
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
    }

    /** The median of the milliseconds an item; null without a block. */
    public @Nullable Double milliseconds() {
        return median(blocks.stream().mapToDouble(Block::millisecondsPerItem).toArray());
    }

    /** The median of the bytes that Java allocated in an iteration; null where not known. */
    public @Nullable Double allocatedBytes() {
        return median(blocks.stream()
                .flatMapToDouble(block -> {
                    Long bytes = block.allocatedBytes();
                    return bytes == null
                            ? java.util.stream.DoubleStream.empty()
                            : java.util.stream.DoubleStream.of((double) bytes / block.iterations());
                })
                .toArray());
    }

    /** The most memory that its process had; null where not known. */
    public @Nullable Double peakMegabytes() {
        double most = blocks.stream().mapToDouble(Block::peakMegabytes).max().orElse(0);
        return most > 0 ? most : null;
    }

    /** The median of the ratios, pair by pair, of this side's time to another's; null without a pair. */
    public @Nullable Double ratioTo(Measured other) {
        double[] ratios = new double[Math.min(blocks.size(), other.blocks.size())];
        Arrays.setAll(
                ratios,
                i -> blocks.get(i).millisecondsPerItem() / other.blocks.get(i).millisecondsPerItem());
        return median(ratios);
    }

    private static @Nullable Double median(double[] values) {
        if (values.length == 0) {
            return null;
        }
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
