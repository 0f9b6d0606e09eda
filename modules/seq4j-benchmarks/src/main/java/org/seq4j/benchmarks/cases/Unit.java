package org.seq4j.benchmarks.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a case's time is told: as milliseconds an iteration, or as so many items a second. */
public enum Unit {
    /** Milliseconds an iteration. */
    @JsonProperty("milliseconds")
    MILLISECONDS("ms"),
    /** Sentences a second. */
    @JsonProperty("sentences")
    SENTENCES("sentences/s"),
    /** Examples a second. */
    @JsonProperty("examples")
    EXAMPLES("examples/s"),
    /** Characters a second. */
    @JsonProperty("characters")
    CHARACTERS("characters/s"),
    /** Tokens a second. */
    @JsonProperty("tokens")
    TOKENS("tokens/s"),
    /** Numbers of series a second. */
    @JsonProperty("numbers")
    NUMBERS("numbers/s");

    private final String label;

    Unit(String label) {
        this.label = label;
    }

    /** The unit as tables show it. */
    public String label() {
        return label;
    }

    /** A time of so many milliseconds an item in this unit. */
    public double of(double milliseconds) {
        return this == MILLISECONDS ? milliseconds : 1e3 / milliseconds;
    }
}
