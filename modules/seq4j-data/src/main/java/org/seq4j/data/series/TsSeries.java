package org.seq4j.data.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/** The text format of the UCR, UEA and sktime archives. */
final class TsSeries {
    private static final Set<String> FLAGS =
            Set.of("@timestamps", "@missing", "@univariate", "@equallength", "@classlabel", "@targetlabel");

    private final SeriesLayout.Ts layout;
    private final Missing missing;
    private final Utf8Lines lines;
    private final String name;

    private boolean classes;
    private boolean target;
    private List<String> known = List.of();

    TsSeries(SeriesLayout.Ts layout, Missing missing, Utf8Lines lines, String name) {
        this.layout = layout;
        this.missing = missing;
        this.lines = lines;
        this.name = name;
    }

    List<Series> read() {
        List<Series> all = new ArrayList<>();
        boolean data = false;
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith("%")) {
                continue;
            }
            if (data) {
                all.add(series(text));
            } else if (text.equalsIgnoreCase("@data")) {
                data = true;
            } else if (text.startsWith("@")) {
                tag(text);
            } else {
                throw place().fault("the line is neither a comment nor a tag that starts with @, and @data, after which"
                        + " the series stand, has not come yet; is this a .ts file?");
            }
        }
        return all;
    }

    private Place place() {
        return new Place(name, lines.lineNumber());
    }

    private void tag(String text) {
        String[] words = text.split("[ \t]+");
        String tag = words[0].toLowerCase(Locale.ROOT);
        if (!FLAGS.contains(tag)) {
            return; // names and sizes, which the series themselves show
        }
        String flag = words.length < 2 ? "" : words[1].toLowerCase(Locale.ROOT);
        if (!flag.equals("true") && !flag.equals("false")) {
            throw place().fault("the tag " + words[0] + " needs true or false, not '" + flag + "'");
        }
        boolean on = flag.equals("true");
        switch (tag) {
            case "@timestamps" -> {
                if (on) {
                    throw place().fault(
                                    "the file has time stamps, which seq4j does not read; write the values alone, at"
                                            + " equal distances");
                }
            }
            case "@classlabel" -> {
                classes = on;
                known = Arrays.asList(words).subList(Math.min(2, words.length), words.length);
            }
            case "@targetlabel" -> target = on;
            default -> {
                // @missing, @univariate and @equalLength tell what the series themselves show
            }
        }
        if (classes && target) {
            throw place().fault("@classLabel and @targetLabel are both true, but a file has one of them");
        }
    }

    private Series series(String text) {
        Place place = place();
        String[] fields = text.split(":", -1);
        int channels = fields.length - (classes || target ? 1 : 0);
        if (channels == 0) {
            throw place.fault("the line has no ':' before its " + (classes ? "class label" : "target")
                    + "; a channel's values, or the label, are missing");
        }
        float[][] columns = new float[channels][];
        for (int f = 0; f < channels; f++) {
            columns[f] = channel(fields[f], f + 1, place);
            if (columns[f].length != columns[0].length) {
                throw place.fault("channel " + (f + 1) + " has " + columns[f].length + " values, but channel 1 has "
                        + columns[0].length + "; the channels of a series need as many");
            }
        }
        Values values = new Values(missing);
        for (int t = 0; t < columns[0].length; t++) {
            for (int f = 0; f < channels; f++) {
                values.add(columns[f][t], "value " + (t + 1) + " of channel " + (f + 1), place);
            }
        }
        List<String> labels = List.of();
        float[] targets = {};
        if (layout.labelled() && classes) {
            labels = List.of(label(fields[channels].strip(), place));
        } else if (layout.labelled() && target) {
            targets = new float[] {Values.present(fields[channels], "the target", place)};
        }
        return new Series(values.toArray(channels, place), channels, labels, targets, false, place);
    }

    private static float[] channel(String text, int number, Place place) {
        if (text.isBlank()) {
            throw place.fault("channel " + number + " is empty; every series needs a value");
        }
        String[] fields = text.split(",", -1);
        float[] values = new float[fields.length];
        for (int t = 0; t < values.length; t++) {
            values[t] = Values.parse(fields[t], "value " + (t + 1) + " of channel " + number, place);
        }
        return values;
    }

    private String label(String label, Place place) {
        if (label.isEmpty() || label.equals("?")) {
            throw place.fault("the class label is missing, but @classLabel is true; give one");
        }
        if (!known.isEmpty() && !known.contains(label)) {
            throw place.fault("the class label '" + label + "' is none of those that @classLabel names ("
                    + String.join(", ", known) + "); correct one of them");
        }
        return label;
    }
}
