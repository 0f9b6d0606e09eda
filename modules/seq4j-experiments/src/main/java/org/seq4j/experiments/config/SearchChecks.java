package org.seq4j.experiments.config;

import java.util.List;

/** The rules across the keys of the section {@code decoding} that hold for every model that searches. */
final class SearchChecks {
    private SearchChecks() {}

    /** Adds a fault for each rule that is broken. */
    static void run(DecodingConfig decoding, Rules rules) {
        rules.forbid(
                "decoding.n_best",
                List.of("decoding.beam_size"),
                () -> decoding.nBest() > decoding.beamSize(),
                () -> "expected at most decoding.beam_size (" + decoding.beamSize() + "), found " + decoding.nBest());
        rules.forbid(
                "decoding.min_length",
                List.of("decoding.max_length"),
                () -> decoding.maxLength() > 0 && decoding.minLength() > decoding.maxLength(),
                () -> "expected at most decoding.max_length (" + decoding.maxLength() + "), found "
                        + decoding.minLength());
    }
}
