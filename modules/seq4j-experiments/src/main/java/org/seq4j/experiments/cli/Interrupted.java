package org.seq4j.experiments.cli;

/** The user stopped a command, which has saved what it had; the message says where. Ends with exit code 130. */
public class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Reports the given sentence. */
    public Interrupted(String sentence) {
        super(sentence);
    }
}
