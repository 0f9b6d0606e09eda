package org.seq4j.benchmarks.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Cases that stand in one table. */
public enum Group {
    /** The machine itself. */
    @JsonProperty("machine")
    MACHINE("machine", "The machine", false),
    /** One recurrent layer. */
    @JsonProperty("layer")
    LAYER("layer", "Recurrent layers", false),
    /** A whole training iteration. */
    @JsonProperty("iteration")
    ITERATION("iteration", "Training iterations", true),
    /** Outputs of a trained model. */
    @JsonProperty("decoding")
    DECODING("decoding", "Decoding", true),
    /** Cost against sizes. */
    @JsonProperty("scaling")
    SCALING("scaling", "Cost against length and batch", false),
    /** Readers and tokenisers. */
    @JsonProperty("data")
    DATA("data", "Data", false),
    /** Whole calls of the command line. */
    @JsonProperty("start-up")
    START_UP("start-up", "Start-up", false);

    /** The most memory that a process of ours may take, in those of PyTorch's. */
    public static final Target MEMORY = new Target(2, 1.2);

    /** The most that a token of a longer or wider batch may cost, in those of the shortest or narrowest. */
    public static final double GROWTH = 1.15;

    private final String prefix;
    private final String title;
    private final boolean memory;

    Group(String prefix, String title, boolean memory) {
        this.prefix = prefix;
        this.title = title;
        this.memory = memory;
    }

    /** How the names of its cases begin, before a slash. */
    public String prefix() {
        return prefix;
    }

    /** Its heading. */
    public String title() {
        return title;
    }

    /** Whether the memory of its processes is told. */
    public boolean tellsMemory() {
        return memory;
    }
}
