package org.seq4j.benchmarks.cases;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seq4j.experiments.UserError;

/** All cases. */
public final class Cases {
    private static final List<Case> ALL = Stream.of(
                    MachineCases.all(),
                    LayerCases.all(),
                    LanguageModelCases.all(),
                    Seq2SeqCases.all(),
                    PointerCases.all(),
                    TaggerCases.all(),
                    ReaderCases.all(),
                    BpeCases.all(),
                    StartUpCases.all())
            .flatMap(List::stream)
            .sorted((a, b) -> a.group().compareTo(b.group()))
            .toList();

    private Cases() {}

    /** In the order of their groups. */
    public static List<Case> all() {
        return ALL;
    }

    /**
     * The case of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Case named(String name) {
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no case " + name + "; --list names them all."));
    }

    /**
     * The cases of which a pattern matches the name.
     *
     * @param patterns a whole name each, {@code *} standing for any text; none: all cases
     * @throws UserError if a pattern matches nothing
     */
    public static List<Case> matching(List<String> patterns) {
        List<Pattern> all = patterns.stream().map(Cases::pattern).toList();
        for (int i = 0; i < all.size(); i++) {
            Pattern pattern = all.get(i);
            if (ALL.stream().noneMatch(one -> pattern.matcher(one.name()).matches())) {
                throw new UserError("No case is named " + patterns.get(i)
                        + "; --list names them all, and * stands for any text, as in layer/lstm/*.");
            }
        }
        return ALL.stream()
                .filter(one -> all.isEmpty()
                        || all.stream()
                                .anyMatch(pattern -> pattern.matcher(one.name()).matches()))
                .toList();
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(Stream.of(text.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }
}
