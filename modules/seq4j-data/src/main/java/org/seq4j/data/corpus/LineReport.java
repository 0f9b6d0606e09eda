package org.seq4j.data.corpus;

/**
 * What became of the lines of a file.
 *
 * @param kept lines that are there to use, the truncated ones included
 * @param empty lines without a token, passed over
 * @param dropped lines left out for their length
 * @param truncated lines cut to the greatest length
 * @param tokens tokens of the kept lines, without {@code <s>} and {@code </s>}
 * @param unknown how many of them are {@code <unk>}; 0 where only counted
 * @param characters code points of the kept lines as their tokens join, without line breaks
 */
public record LineReport(
        long kept, long empty, long dropped, long truncated, long tokens, long unknown, long characters) {
    /** Whether some text was left out. */
    public boolean leftOut() {
        return dropped > 0 || truncated > 0;
    }

    /** One line for people, such as {@code 100 lines, 2 empty ones skipped, 5 longer than max_length dropped}. */
    public String describe() {
        StringBuilder text = new StringBuilder().append(kept).append(kept == 1 ? " line, " : " lines, ");
        text.append(tokens).append(tokens == 1 ? " token" : " tokens");
        append(text, unknown, "unknown");
        append(text, empty, empty == 1 ? "empty line skipped" : "empty lines skipped");
        append(
                text,
                dropped,
                dropped == 1 ? "line longer than max_length dropped" : "lines longer than max_length dropped");
        append(text, truncated, truncated == 1 ? "line cut to max_length" : "lines cut to max_length");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what);
        }
    }
}
