package org.seq4j.experiments.evaluation.heatmap;

import org.seq4j.experiments.UserError;

/** A picture that cannot be drawn or written here; the message is a sentence. */
public final class HeatMapException extends UserError {
    private static final long serialVersionUID = 1L;

    HeatMapException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
