package org.seq4j.data.series;

import org.seq4j.data.text.Place;

/** One step of a series as a line of text: numbers with blanks or commas between them. */
public final class StepLine {
    private StepLine() {}

    /**
     * The numbers of a line.
     *
     * @param features F
     * @param missing what becomes of a missing value, which a stream cannot interpolate
     * @throws org.seq4j.data.DataException naming file and line, where there are not F numbers, or one is missing or no number
     */
    public static float[] parse(String line, int features, Missing missing, Place place) {
        String[] fields = line.strip().split("[ \t]*,[ \t]*|[ \t]+", -1);
        if (fields.length != features) {
            throw place.fault("the line has " + fields.length + (fields.length == 1 ? " number" : " numbers")
                    + ", but a step has " + features);
        }
        Values values = new Values(missing == Missing.ZERO ? Missing.ZERO : Missing.ERROR);
        for (int f = 0; f < features; f++) {
            String what = "number " + (f + 1);
            values.add(Values.parse(fields[f], what, place), what, place);
        }
        return values.toArray(features, place);
    }
}
