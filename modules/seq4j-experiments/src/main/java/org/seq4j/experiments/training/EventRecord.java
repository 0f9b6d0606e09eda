package org.seq4j.experiments.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.run.events.EventFile;

/** Writes the numbers of the metrics log, and pictures, to an event file beside it. */
final class EventRecord implements AutoCloseable {
    private static final Set<String> PLACES = Set.of("update", "epoch", "seconds", "validation_seconds", "tokens");

    private final RunFolder folder;
    private final EventFile file;

    /**
     * @param update the last one that counts of those that earlier sessions told of
     */
    EventRecord(RunFolder folder, long update) {
        this.folder = folder;
        this.file = EventFile.begin(folder.events(), update + 1, Clock.systemUTC());
    }

    /** A line of the log: its numbers, under the line's kind. */
    void line(Map<String, ?> line) {
        Map<String, Double> values = new LinkedHashMap<>();
        line.forEach((name, value) -> {
            if (value instanceof Number number && !PLACES.contains(name)) {
                values.put(line.get("kind") + "/" + name, number.doubleValue());
            }
        });
        if (line.get("update") instanceof Number update && !values.isEmpty()) {
            file.scalars(update.longValue(), values);
        }
    }

    /** The pictures of a validation. */
    void pictures(long update) {
        for (Path picture : folder.bitmaps()) {
            String name = picture.getFileName().toString().replace(".png", "");
            String kind = picture.getName(picture.getNameCount() - 2).toString();
            try {
                file.picture(update, kind + "/" + name, Files.readAllBytes(picture));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + picture, e);
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
