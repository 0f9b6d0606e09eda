package org.seq4j.data.bpe;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seq4j.data.DataException;
import org.seq4j.data.vocabulary.VocabularyText;

/**
 * The text form of subword units: a first line such as {@code seq4j-bpe 1: 85 characters, 1000 merges}, then one
 * character a line, then the two tokens of one merge a line with a space between. Tokens are escaped as in vocabularies.
 */
final class BpeText {
    private static final Pattern HEAD = Pattern.compile("seq4j-bpe 1: ([0-9]{1,9}) characters, ([0-9]{1,9}) merges");

    private BpeText() {}

    static String format(Bpe bpe) {
        StringBuilder text = new StringBuilder("seq4j-bpe 1: ")
                .append(bpe.characters().size())
                .append(" characters, ")
                .append(bpe.merges().size())
                .append(" merges\n");
        for (String character : bpe.characters()) {
            text.append(VocabularyText.escape(character)).append('\n');
        }
        for (Merge merge : bpe.merges()) {
            text.append(VocabularyText.escape(merge.left())).append(' ');
            text.append(VocabularyText.escape(merge.right())).append('\n');
        }
        return text.toString();
    }

    static Bpe parse(Iterator<String> lines, String source) {
        Matcher head = HEAD.matcher(lines.hasNext() ? lines.next() : "");
        if (!head.matches()) {
            throw new DataException(source + ":1: a file of subword units that seq4j wrote starts with the line"
                    + " 'seq4j-bpe 1: N characters, M merges'; this one does not.");
        }
        int characterCount = Integer.parseInt(head.group(1));
        int mergeCount = Integer.parseInt(head.group(2));
        List<String> characters = new ArrayList<>();
        List<Merge> merges = new ArrayList<>();
        for (int line = 2; line < 2L + characterCount + mergeCount; line++) {
            if (!lines.hasNext()) {
                throw new DataException(source + ":" + line + ": the text ends here, but its first line tells of "
                        + characterCount + " characters and " + mergeCount + " merges.");
            }
            String raw = lines.next();
            String[] fields = raw.split(" ", -1);
            boolean isCharacter = characters.size() < characterCount;
            if (fields.length != (isCharacter ? 1 : 2) || raw.isEmpty()) {
                throw new DataException(source + ":" + line + ": the line is '" + raw + "', but "
                        + (isCharacter ? "a character" : "two tokens with a space between") + " should stand here.");
            }
            String first = VocabularyText.unescape(fields[0], source, line);
            if (isCharacter) {
                characters.add(first);
            } else {
                merges.add(new Merge(first, VocabularyText.unescape(fields[1], source, line)));
            }
        }
        if (lines.hasNext()) {
            throw new DataException(source + ": there is text after the " + mergeCount + " merges; remove it.");
        }
        try {
            return new Bpe(characters, merges);
        } catch (DataException e) {
            throw new DataException(source + ": " + e.getMessage(), e);
        }
    }
}
