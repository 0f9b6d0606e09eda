package org.seq4j.experiments.training;

/** Target tokens per second of training time, over the updates since the last line of the log. */
final class Throughput {
    private long tokens;
    private double seconds;
    private double tokensPerSecond;

    /** Adds an update. */
    void add(long updateTokens, double updateSeconds) {
        tokens += updateTokens;
        seconds += updateSeconds;
        tokensPerSecond = seconds > 0 ? tokens / seconds : 0;
    }

    /** What it comes to; 0 before the first update. */
    double tokensPerSecond() {
        return tokensPerSecond;
    }

    /** The next update is the first of those that count; what they come to is known after it. */
    void restart() {
        tokens = 0;
        seconds = 0;
    }
}
