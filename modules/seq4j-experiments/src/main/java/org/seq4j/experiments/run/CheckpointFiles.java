package org.seq4j.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seq4j.models.archive.ModelArchive;

/**
 * The checkpoints of a run: {@code last-<update>.zip} and {@code best-<update>.zip}. A file appears under its name only
 * when it is complete; older ones go only after the new one is there.
 */
public final class CheckpointFiles {
    private static final Pattern NAME = Pattern.compile("(last|best)-(\\d{1,18})\\.zip");

    private final Path folder;

    CheckpointFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes one complete file: aside, forced to the disk, renamed. */
    @FunctionalInterface
    public interface Writer {
        /**
         * @param target where the file must appear
         * @throws IOException if it cannot be written
         */
        void write(Path target) throws IOException;
    }

    /** A checkpoint on disk. */
    public record Entry(long update, Path file) {}

    /**
     * Adds a checkpoint and removes those that are no longer to be kept.
     *
     * @param update the number of updates that the checkpoint has seen
     * @param best whether it is the best so far
     * @param keepLast how many of the newest to keep, at least 1
     * @param keepBest how many of the best to keep (the newest best ones, each of which was better than all before it)
     * @param writer writes the archive
     */
    public void add(long update, boolean best, int keepLast, int keepBest, Writer writer) {
        try {
            Files.createDirectories(folder);
            Path last = folder.resolve("last-" + update + ".zip");
            writer.write(last);
            if (best && keepBest > 0) {
                DurableFiles.alias(last, folder.resolve("best-" + update + ".zip"));
            }
            prune("last", Math.max(1, keepLast));
            prune("best", keepBest);
            removePartialFiles();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a checkpoint to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The newest checkpoints first. */
    public List<Entry> last() {
        return list("last");
    }

    /** The best checkpoints, the best (which is the newest of them) first. */
    public List<Entry> best() {
        return list("best");
    }

    /** The best checkpoint if there is one, else the newest. */
    public Optional<Entry> bestOrLast() {
        return Stream.concat(best().stream(), last().stream()).findFirst();
    }

    /** Everything there is, the newest first, and of equally new ones the {@code last}. */
    public List<Entry> newestFirst() {
        List<Entry> entries = new ArrayList<>(last());
        entries.addAll(best());
        entries.sort(Comparator.comparingLong(Entry::update).reversed());
        return entries;
    }

    /**
     * Puts the folder in the state it had when a checkpoint was written: removes checkpoints of later updates, which
     * will be trained again, and finishes what a crash may have left undone.
     *
     * @param update the checkpoint that training goes on from
     * @param best whether it was the best
     * @param keepBest how many of the best to keep
     */
    public void resumedFrom(long update, boolean best, int keepBest) {
        try {
            for (Entry entry : newestFirst()) {
                if (entry.update() > update) {
                    Files.deleteIfExists(entry.file());
                }
            }
            Path file = folder.resolve("last-" + update + ".zip");
            if (best && keepBest > 0 && Files.exists(file)) {
                DurableFiles.alias(file, folder.resolve("best-" + update + ".zip"));
                prune("best", keepBest);
            }
            removePartialFiles();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put the checkpoints in " + folder + " in order", e);
        }
    }

    private void prune(String kind, int keep) throws IOException {
        List<Entry> entries = list(kind);
        for (Entry old : entries.subList(Math.min(keep, entries.size()), entries.size())) {
            Files.deleteIfExists(old.file());
        }
    }

    private void removePartialFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> isUnfinished(f.toString())).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isUnfinished(String name) {
        return name.endsWith(DurableFiles.PARTIAL) || name.endsWith(ModelArchive.ASIDE_SUFFIX);
    }

    private List<Entry> list(String kind) {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && name.group(1).equals(kind)) {
                    entries.add(new Entry(Long.parseLong(name.group(2)), file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
        entries.sort(Comparator.comparingLong(Entry::update).reversed());
        return entries;
    }
}
