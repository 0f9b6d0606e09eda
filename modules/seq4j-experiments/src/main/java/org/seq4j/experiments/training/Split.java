package org.seq4j.experiments.training;

import java.util.Locale;

/** The parts of a data set. */
public enum Split {
    TRAIN,
    DEV,
    TEST;

    /** The name in experiment files and on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
