package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * White space in the sense of Unicode, with the four separators of information U+001C to U+001F: what Python's {@code
 * split} and so the published scorers divide words at. Java's own notion lacks the no-break spaces.
 */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean is(int c) {
        return (c >= 0x09 && c <= 0x0D)
                || (c >= 0x1C && c <= 0x20)
                || c == 0x85
                || c == 0xA0
                || (c > 0xFF && Character.isSpaceChar(c));
    }

    /** The words between white space; none for an empty or blank text. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); i++) { // all white space lies in the basic plane
            if (is(text.charAt(i))) {
                if (start >= 0) {
                    words.add(text.substring(start, i));
                }
                start = -1;
            } else if (start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    static String strip(String text) {
        String start = stripTrailing(text);
        int i = 0;
        while (i < start.length() && is(start.charAt(i))) {
            i++;
        }
        return start.substring(i);
    }

    static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
