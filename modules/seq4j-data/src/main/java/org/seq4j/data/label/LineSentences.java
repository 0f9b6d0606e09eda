package org.seq4j.data.label;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/** A label and a text a line. */
final class LineSentences extends TaggedReader {
    private final TaggedLayout.Lines layout;

    LineSentences(TaggedLayout.Lines layout, Utf8Lines lines, String name) {
        super(lines, name);
        this.layout = layout;
    }

    @Override
    public @Nullable TaggedSentence next() {
        String line = lines.next();
        if (line == null) {
            return null;
        }
        Place place = place();
        String text = line;
        List<String> labels = List.of();
        if (layout.labelled()) {
            String separator = layout.separator();
            int cut = layout.labelFirst() ? line.indexOf(separator) : line.lastIndexOf(separator);
            if (cut < 0) {
                throw place.fault("the line has no '" + shown(separator) + "' between "
                        + (layout.labelFirst() ? "label and text" : "text and label")
                        + "; check the line and the separator");
            }
            String before = line.substring(0, cut);
            String after = line.substring(cut + separator.length());
            text = layout.labelFirst() ? after : before;
            labels = labels(layout.labelFirst() ? before : after, layout.labelSeparator(), place);
        }
        return sentence(layout.tokenizer().tokenize(text), List.of(), false, labels, TaggedSentence.Places.line(place));
    }

    private static String shown(String separator) {
        return separator.replace("\t", "\\t");
    }
}
