package org.seq4j.experiments.evaluation.metric;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How {@link Bleu} divides a line into tokens; equal to the tokenisations of the same names in sacreBLEU. */
public enum BleuTokenization {
    /** That of the script {@code mteval-v13a} of the WMT evaluations: punctuation apart, but not inside numbers. */
    MTEVAL_13A("13a") {
        @Override
        String prepare(String line) {
            String text = line.replace("<skipped>", "")
                    .replace("-\n", "")
                    .replace('\n', ' ')
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">");
            text = PUNCTUATION.matcher(" " + text + " ").replaceAll(" $0 ");
            text = AFTER_OTHER_THAN_DIGIT.matcher(text).replaceAll("$1 $2 ");
            text = BEFORE_OTHER_THAN_DIGIT.matcher(text).replaceAll(" $1 $2");
            return DASH_AFTER_DIGIT.matcher(text).replaceAll("$1 - ");
        }
    },
    /** Every code point other than white space is a token; for scripts without spaces. */
    CHAR("char") {
        @Override
        String prepare(String line) {
            return line.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
        }
    },
    /** What stands between white space, for text that is tokenised already, such as phonemes. */
    NONE("none") {
        @Override
        String prepare(String line) {
            return line;
        }
    };

    /** ASCII punctuation other than apostrophe, full stop, comma and dash, which have rules of their own. */
    private static final Pattern PUNCTUATION = Pattern.compile("[ \\p{Punct}&&[^'.,-]]");

    private static final Pattern AFTER_OTHER_THAN_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern BEFORE_OTHER_THAN_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])-");

    private final String key;

    BleuTokenization(String key) {
        this.key = key;
    }

    /** The line with spaces between its tokens. */
    abstract String prepare(String line);

    /** The name in signatures and configuration files: {@code 13a}, {@code char} or {@code none}. */
    public String key() {
        return key;
    }

    /** The tokens of a line; trailing white space does not count. */
    public List<String> tokens(String line) {
        return WhiteSpace.words(prepare(WhiteSpace.stripTrailing(line)));
    }
}
