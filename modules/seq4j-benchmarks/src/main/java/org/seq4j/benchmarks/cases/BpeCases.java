package org.seq4j.benchmarks.cases;

import java.util.List;
import org.seq4j.data.bpe.Bpe;
import org.seq4j.data.bpe.BpeLearner;

/** Subword units: learning 8,000 merges from 20,000 lines, and cutting lines by them. */
final class BpeCases {
    private BpeCases() {}

    static List<Case> all() {
        Parameters parameters = Parameters.of("lines", 20_000, "merges", 8_000);
        return List.of(
                Case.of(Group.DATA, "bpe/learn", Unit.MILLISECONDS, parameters, BpeCases::learning),
                Case.of(Group.DATA, "bpe/tokenize", Unit.TOKENS, parameters, BpeCases::cutting));
    }

    private static Bpe learn(List<String> lines, Parameters parameters) {
        BpeLearner learner = new BpeLearner();
        lines.forEach(learner::add);
        return learner.learnMerges(parameters.number("merges"));
    }

    private static Iteration learning(Parameters parameters) {
        List<String> lines = new RandomText(1).lines(parameters.number("lines"));
        return () -> {
            Bpe bpe = learn(lines, parameters);
            if (bpe.merges().isEmpty()) {
                throw new IllegalStateException("No merge was learned.");
            }
            return 1;
        };
    }

    private static Iteration cutting(Parameters parameters) {
        List<String> lines = new RandomText(1).lines(parameters.number("lines"));
        Bpe bpe = learn(lines, parameters);
        return () -> lines.stream().mapToLong(line -> bpe.tokenize(line).size()).sum();
    }
}
