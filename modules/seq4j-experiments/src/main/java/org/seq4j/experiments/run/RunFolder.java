package org.seq4j.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A run folder on disk; the layout is in the package's description. */
public final class RunFolder {
    private static final String INPUT = "config.input.yaml";
    private static final String RESOLVED = "config.resolved.yaml";
    private static final String INFO = "run.json";
    private static final String METRICS = "metrics.jsonl";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String EVALUATIONS = "evaluations.jsonl";
    private static final String REPORT = "report.html";
    private static final String ATTENTION = "attention";
    private static final String PICTURES = "pictures";
    private static final String CONFUSION = "confusion";
    private static final String EVENTS = "tensorboard";

    /** Folders of files, and nothing in them is needed to tell or to resume a run. */
    private static final List<String> FOLDERS = List.of(CHECKPOINTS, ATTENTION, PICTURES, CONFUSION, EVENTS);

    private static final List<String> FILES = List.of(REPORT, EVALUATIONS, METRICS, INFO, RESOLVED, INPUT);
    private static final Set<String> OURS = Stream.of(FILES, FOLDERS, List.of(RunLock.NAME))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes a new run folder.
     *
     * @param path where
     * @param force whether an earlier run in the same place may be removed; anything that is not a run folder is never
     *     removed
     * @return the folder, empty
     * @throws RunFolderException if there is something already
     */
    public static RunFolder create(Path path, boolean force) {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new RunFolderException("The run folder " + path + " is a file; give another run_dir.");
            }
            if (Files.isDirectory(path) && !names(path).isEmpty()) {
                remove(path, force);
            }
            Files.createDirectories(path);
            return new RunFolder(path);
        } catch (IOException e) {
            throw new RunFolderException("Cannot make the run folder " + path + ": " + e + ".", e);
        }
    }

    /**
     * Opens an existing run folder.
     *
     * @param path where
     * @return the folder
     * @throws RunFolderException if it is none
     */
    public static RunFolder open(Path path) {
        return open(path, Path.of("runs"));
    }

    /** The same, where runs usually lie in a certain folder. */
    static RunFolder open(Path path, Path parent) {
        if (!Files.isDirectory(path)) {
            Path usual = parent.resolve(path);
            throw new RunFolderException("There is no run folder " + path
                    + (Files.isDirectory(usual) ? "; is it " + usual + " that you mean?" : "; `train` makes one."));
        }
        if (!Files.isRegularFile(path.resolve(RESOLVED))) {
            throw new RunFolderException("The folder " + path + " is no run folder: it has no " + RESOLVED + ".");
        }
        return new RunFolder(path);
    }

    private static void remove(Path path, boolean force) throws IOException {
        List<String> names = names(path);
        List<String> foreign =
                names.stream().filter(n -> !OURS.contains(base(n))).toList();
        if (foreign.isEmpty() && !names.contains(RESOLVED) && !names.contains(CHECKPOINTS)) {
            return; // a run that ended before it began
        }
        if (!names.contains(RESOLVED) && !names.contains(INPUT) && !names.contains(INFO)) {
            throw new RunFolderException("The folder " + path + " is not empty and holds no run (found " + names.get(0)
                    + "); give another run_dir.");
        }
        if (!force) {
            throw new RunFolderException("The run folder " + path
                    + " holds a run already; continue it with `resume " + path
                    + "`, give another run_dir, or replace it with --force.");
        }
        if (!foreign.isEmpty()) {
            throw new RunFolderException("The run folder " + path + " holds files that are not the run's (found "
                    + foreign.get(0) + "), so it is not removed; give another run_dir.");
        }
        try (RunLock lock = RunLock.take(path)) {
            // run.json and the configuration go last: until then the folder can be told from others.
            for (String name : FOLDERS) {
                deleteFilesIn(path.resolve(name));
                Files.deleteIfExists(path.resolve(name));
            }
            for (String name : FILES) {
                Files.deleteIfExists(path.resolve(name));
                Files.deleteIfExists(path.resolve(name + DurableFiles.PARTIAL));
            }
        }
    }

    private static String base(String name) {
        return name.endsWith(DurableFiles.PARTIAL)
                ? name.substring(0, name.length() - DurableFiles.PARTIAL.length())
                : name;
    }

    private static void deleteFilesIn(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (String name : names(folder)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** Where the folder is. */
    public Path path() {
        return path;
    }

    /** The folder's own name. */
    public String name() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** Whether there is a run at that place. */
    public static boolean exists(Path path) {
        return Files.isRegularFile(path.resolve(RESOLVED));
    }

    /**
     * Keeps others out until the returned lock is closed.
     *
     * @throws RunFolderException if another process trains here
     */
    public Lock lock() {
        return RunLock.take(path);
    }

    /** A hold on the folder. */
    public interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Writes the description of a run before it starts. The resolved configuration comes last: it is what makes the
     * folder one to {@code resume} from.
     *
     * @param inputYaml the experiment file as given
     * @param resolvedYaml every key with its value
     * @param info what {@code run.json} holds
     */
    public void describe(String inputYaml, String resolvedYaml, Map<String, ?> info) {
        try {
            DurableFiles.write(path.resolve(INPUT), inputYaml);
            DurableFiles.write(path.resolve(INFO), JSON.writeValueAsString(info) + "\n");
            DurableFiles.write(path.resolve(RESOLVED), resolvedYaml);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the run folder " + path, e);
        }
    }

    /** The experiment file as it was given. */
    public Path inputConfig() {
        return path.resolve(INPUT);
    }

    /** The resolved configuration file. */
    public Path resolvedConfig() {
        return path.resolve(RESOLVED);
    }

    /** What {@code run.json} holds. */
    public Map<String, Object> info() {
        try {
            return JSON.readValue(Files.readString(path.resolve(INFO)), new TypeReference<Map<String, Object>>() {});
        } catch (IOException | tools.jackson.core.JacksonException e) {
            throw new RunFolderException("Cannot read " + path.resolve(INFO) + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * The metrics log, cut back to a length in bytes.
     *
     * @param length the length that counts, 0 to start anew
     */
    public MetricsLog metrics(long length) {
        return MetricsLog.open(path.resolve(METRICS), length);
    }

    /** What the metrics log holds, line by line: losses and validations. */
    public List<Map<String, Object>> logged() {
        return MetricsLog.read(path.resolve(METRICS));
    }

    /** Adds the scores of an evaluation after training to the run's record. */
    public void addEvaluation(Map<String, ?> evaluation) {
        try (MetricsLog log = MetricsLog.open(path.resolve(EVALUATIONS), Long.MAX_VALUE)) {
            log.append(evaluation);
        }
    }

    /** The evaluations after training, in the order in which they were made. */
    public List<Map<String, Object>> evaluations() {
        return MetricsLog.read(path.resolve(EVALUATIONS));
    }

    /** Where pictures of attention are drawn; made by whoever draws. */
    public static Path attention(Path run) {
        return run.resolve(ATTENTION);
    }

    /** Where pictures of outputs are drawn; made by whoever draws. */
    public static Path pictures(Path run) {
        return run.resolve(PICTURES);
    }

    /** Where pictures of confusions are drawn, likewise. */
    public static Path confusion(Path run) {
        return run.resolve(CONFUSION);
    }

    /**
     * The drawings: those of attention and of outputs at the last validation, each in the order of their numbers, then
     * those of confusions in evaluations.
     * Of one in several formats the SVG is given.
     */
    public List<Path> drawings() {
        return Stream.of(ATTENTION, PICTURES, CONFUSION)
                .flatMap(name -> Drawings.in(path.resolve(name)).stream())
                .toList();
    }

    /** The drawings of the last validation as PNG. */
    public List<Path> bitmaps() {
        return Stream.of(ATTENTION, PICTURES)
                .flatMap(name -> Drawings.bitmaps(path.resolve(name)).stream())
                .toList();
    }

    /** Where TensorBoard's event files are; made by whoever writes. */
    public Path events() {
        return path.resolve(EVENTS);
    }

    /** The report of the run, once it is written. */
    public Path report() {
        return path.resolve(REPORT);
    }

    /** Replaces the report. */
    public void writeReport(String html) {
        try {
            DurableFiles.write(report(), html);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + report(), e);
        }
    }

    /** The checkpoints. */
    public CheckpointFiles checkpoints() {
        return new CheckpointFiles(path.resolve(CHECKPOINTS));
    }
}
