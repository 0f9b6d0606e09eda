package org.seq4j.data.pointing;

/** Examples of a generator, {@code size} of them an epoch. */
record GeneratedExamples(PointingGenerator generator, long size) implements PointingSource {
    GeneratedExamples {
        if (size < 1) {
            throw new IllegalArgumentException("An epoch needs at least 1 example, not " + size);
        }
    }

    @Override
    public int features() {
        return generator.task().features();
    }

    @Override
    public PointingExample example(int epoch, long number) {
        return generator.example(epoch, number);
    }

    @Override
    public int elements(int epoch, long number) {
        return generator.size(epoch, number);
    }

    @Override
    public long targets() {
        return -1;
    }

    @Override
    public boolean generated() {
        return true;
    }

    @Override
    public String describe() {
        return size + " examples an epoch, made on the fly: " + generator.describe();
    }
}
