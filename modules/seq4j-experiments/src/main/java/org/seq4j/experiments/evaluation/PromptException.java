package org.seq4j.experiments.evaluation;

import java.util.List;
import java.util.stream.Collectors;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.UserError;

/** A prompt that the model cannot read; the message is a sentence. */
public final class PromptException extends UserError {
    private static final long serialVersionUID = 1L;

    PromptException(String message) {
        super(message);
    }

    /** Ends with a sentence where a vocabulary lacks tokens of what a user wrote. */
    static void ifUnknown(String what, List<String> tokens, Vocabulary vocabulary) {
        String unknown = tokens.stream()
                .filter(token -> !vocabulary.contains(token))
                .distinct()
                .map(token -> "'" + token + "'")
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new PromptException("The " + what + " has tokens that the model has never seen: " + unknown
                    + "; give a " + what + " without them.");
        }
    }
}
