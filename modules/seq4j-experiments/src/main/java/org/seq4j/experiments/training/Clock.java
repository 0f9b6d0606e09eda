package org.seq4j.experiments.training;

/** Seconds since the start of a run over all its sessions, and those of them that were spent on updates. */
final class Clock {
    private final double earlier;
    private final long started = System.nanoTime();
    private double training;

    Clock(double earlierSeconds, double earlierTrainingSeconds) {
        this.earlier = earlierSeconds;
        this.training = earlierTrainingSeconds;
    }

    double seconds() {
        return earlier + session();
    }

    /** Seconds of this session. */
    double session() {
        return (System.nanoTime() - started) * 1e-9;
    }

    void trained(double seconds) {
        training += seconds;
    }

    double trainingSeconds() {
        return training;
    }
}
