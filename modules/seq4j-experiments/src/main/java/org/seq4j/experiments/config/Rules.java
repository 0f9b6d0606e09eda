package org.seq4j.experiments.config;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Where rules that concern several keys report what they find. */
final class Rules {

    private final Tree.Section root;
    private final Faults faults;

    Rules(Tree.Section root, Faults faults) {
        this.root = root;
        this.faults = faults;
    }

    /** Adds a fault at {@code path} if {@code broken}, unless a key that the rule reads has a fault already. */
    void forbid(String path, List<String> alsoReads, BooleanSupplier broken, Supplier<String> sentence) {
        if (isSound(path) && alsoReads.stream().allMatch(this::isSound) && broken.getAsBoolean()) {
            fault(path, sentence.get());
        }
    }

    /** Adds a fault at {@code path} if the text there, if there is one, is no regular expression. */
    void regularExpression(String path, @Nullable String pattern) {
        if (pattern == null || !isSound(path)) {
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            fault(
                    path,
                    "expected a regular expression, found '" + pattern + "': " + e.getDescription() + " near character "
                            + (e.getIndex() + 1));
        }
    }

    /** Whether no fault was found at the key, around it or below it. */
    boolean isSound(String path) {
        return faults.isSound(path);
    }

    /** Whether the file, or an override, gives the key. */
    boolean isGiven(String path) {
        return root.at(path) != null;
    }

    /** Adds a fault. */
    void fault(String path, String sentence) {
        faults.add(place(path), path, sentence);
    }

    /** Where a key stands, else the innermost section around it that is in the file. */
    private Place place(String path) {
        Place place = root.place();
        Tree node = root;
        for (String name : path.split("\\.")) {
            if (!(node instanceof Tree.Section section) || section.entries().get(name) == null) {
                break;
            }
            Tree.Entry entry = section.entries().get(name);
            place = entry.keyPlace();
            node = entry.value();
        }
        return place;
    }
}
