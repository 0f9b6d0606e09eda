package org.seq4j.data.pointing;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.random.CounterRandom;

/**
 * Examples of a problem, made from nothing: each is a pure function of (seed, epoch, number). Coordinates are uniform on
 * [0, 1), as multiples of 2^-24; the number of elements is uniform on {@code least..most}. Elements without a proper
 * answer, such as points on one line, are drawn anew. Safe for several threads.
 *
 * @param task the problem
 * @param least fewest elements, at least {@link PointingTask#leastSize()}
 * @param most most elements
 * @param seed of all examples
 */
public record PointingGenerator(PointingTask task, int least, int most, long seed) {
    /** @throws IllegalArgumentException where the sizes are none of the task's */
    public PointingGenerator {
        if (least < task.leastSize() || most < least) {
            throw new IllegalArgumentException("The task " + task.key() + " needs sizes from " + task.leastSize()
                    + " on, rising, not " + least + " to " + most);
        }
    }

    /** The number of elements of an example, without making it. */
    public int size(int epoch, long number) {
        return size(random(epoch, number));
    }

    private int size(CounterRandom random) {
        return least + random.nextInt(most - least + 1);
    }

    private CounterRandom random(int epoch, long number) {
        return new CounterRandom(CounterRandom.mix(seed) + epoch, number);
    }

    /** An example. */
    public PointingExample example(int epoch, long number) {
        CounterRandom random = random(epoch, number);
        float[] vectors = new float[size(random) * task.features()];
        while (true) {
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = (random.nextLong() >>> 40) * 0x1p-24f;
            }
            PointingExample bare = new PointingExample(vectors, task.features(), new int[0]);
            int[] target = task.label(bare);
            if (task.proper(bare, target)) {
                return new PointingExample(vectors, task.features(), target);
            }
        }
    }

    /**
     * Examples that stay the same in every epoch, to validate or test on. Those of different splits differ, and no epoch
     * of the same seed draws from their numbers.
     *
     * @param split 0, 1, .. for as many sets as are needed
     */
    public List<PointingExample> fixed(int split, int count) {
        List<PointingExample> examples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            examples.add(example(-1 - split, i));
        }
        return examples;
    }

    /** Task, sizes, seed and how the labels are made, in a phrase for records. */
    public String describe() {
        String sizes = least == most ? Integer.toString(least) : least + " to " + most;
        return task.key() + " of " + sizes + " elements from seed " + seed + "; labels: " + task.labelling(least, most);
    }
}
