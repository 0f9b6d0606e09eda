package org.seq4j.data.pointing;

import java.util.StringTokenizer;

/** A line of numbers, the word {@code output}, and positions. */
final class PointsLine implements PointingLineParser {
    private final boolean labelled;
    private final ExampleBuilder builder;

    PointsLine(PointingFile file) {
        this.labelled = file.labelled();
        this.builder = new ExampleBuilder(file);
    }

    @Override
    public PointingExample parse(String line, long number) {
        builder.start(number);
        StringTokenizer fields = new StringTokenizer(line);
        boolean output = false;
        int count = 0;
        while (fields.hasMoreTokens() && !output) {
            String field = fields.nextToken();
            count++;
            output = field.equals(PointsText.OUTPUT);
            if (!output) {
                builder.value(field, "field " + count);
            }
        }
        builder.cutElements();
        if (!labelled) {
            return builder.build();
        }
        if (!output) {
            throw builder.fault("the line has no 'output'; after the numbers of the elements it needs the word output"
                    + " and the positions of the target");
        }
        while (fields.hasMoreTokens()) {
            count++;
            builder.position(fields.nextToken(), "field " + count);
        }
        return builder.build();
    }
}
