package org.seq4j.data.pointing;

import java.util.List;
import org.seq4j.data.DataException;

/** Examples of a list. */
record ListedExamples(List<PointingExample> examples) implements PointingSource {
    ListedExamples {
        if (examples.isEmpty()) {
            throw new DataException("There is no example to point in; check the file and the split.");
        }
        int features = examples.get(0).features();
        for (int i = 0; i < examples.size(); i++) {
            if (examples.get(i).features() != features) {
                throw new DataException("Example " + (i + 1) + " has elements of F = "
                        + examples.get(i).features() + " numbers, but the first example of F = " + features
                        + "; all elements need as many.");
            }
        }
    }

    @Override
    public long size() {
        return examples.size();
    }

    @Override
    public int features() {
        return examples.get(0).features();
    }

    @Override
    public PointingExample example(int epoch, long number) {
        return examples.get(Math.toIntExact(number));
    }

    @Override
    public int elements(int epoch, long number) {
        return example(epoch, number).size();
    }

    @Override
    public long targets() {
        return examples.stream().mapToLong(e -> e.target().length).sum();
    }

    @Override
    public boolean generated() {
        return false;
    }

    @Override
    public String describe() {
        int least = examples.stream().mapToInt(PointingExample::size).min().orElse(0);
        int most = examples.stream().mapToInt(PointingExample::size).max().orElse(0);
        return examples.size() + " examples of " + (least == most ? least : least + " to " + most) + " elements of "
                + features() + (features() == 1 ? " number" : " numbers");
    }
}
