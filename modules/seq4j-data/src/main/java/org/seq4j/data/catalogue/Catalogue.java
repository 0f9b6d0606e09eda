package org.seq4j.data.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The data sets that seq4j knows by name.
 *
 * <p>A file is looked for as {@code data_root/<folder>/<name>}, then as {@code <cache>/<folder>/<name>}, and only then,
 * where that is allowed, fetched from its origin into the cache. Size and SHA-256 are checked each time, wherever the
 * file was found. The cache is {@code $SEQ4J_CACHE}, else {@code $XDG_CACHE_HOME/seq4j}, else {@code ~/.cache/seq4j}.
 */
public final class Catalogue {
    private static final Duration DOWNLOAD_TIME = Duration.ofMinutes(10);

    private final Map<String, DataSet> sets;
    private final Path cache;
    private final Download download;

    private Catalogue(Map<String, DataSet> sets, Path cache, Download download) {
        this.sets = sets;
        this.cache = cache;
        this.download = download;
    }

    /** The catalogue that comes with seq4j, and this user's cache. */
    public static Catalogue standard() {
        return standard(cacheFolder(System.getenv()::get, System.getProperty("user.home", ".")));
    }

    /** The catalogue that comes with seq4j, and this folder as its cache. */
    public static Catalogue standard(Path cache) {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.yaml is missing from the seq4j-data jar.");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), cache, DOWNLOAD_TIME);
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue.yaml cannot be read from the seq4j-data jar.", e);
        }
    }

    static Catalogue of(String yaml, Path cache, Duration downloadTime) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        Map<String, DataSet> sets = new LinkedHashMap<>();
        try {
            for (DataSet set : mapper.readValue(yaml, new TypeReference<List<DataSet>>() {})) {
                if (sets.put(set.name(), set) != null) {
                    throw new IllegalStateException("catalogue.yaml has the set " + set.name() + " twice.");
                }
            }
        } catch (JacksonException e) {
            throw new IllegalStateException("catalogue.yaml is malformed: " + e.getMessage(), e);
        }
        return new Catalogue(sets, cache, new Download(downloadTime));
    }

    static Path cacheFolder(Function<String, @Nullable String> environment, String home) {
        String own = environment.apply("SEQ4J_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String shared = environment.apply("XDG_CACHE_HOME");
        Path base = shared != null && !shared.isBlank() ? Path.of(shared) : Path.of(home, ".cache");
        return base.resolve("seq4j");
    }

    /** All sets, in the catalogue's order. */
    public List<DataSet> list() {
        return List.copyOf(sets.values());
    }

    /** The set of this name. */
    public Optional<DataSet> find(String name) {
        return Optional.ofNullable(sets.get(name));
    }

    /** The folder that fetched and generated files are kept in. */
    public Path cache() {
        return cache;
    }

    /**
     * The files of a set, checked, on this machine.
     *
     * @param dataRoot the user's data folder, searched first; null for none
     * @param downloadAllowed whether files that are nowhere on this machine are fetched
     * @throws DataException with a sentence on what to do: unknown name, a file whose check sum is wrong, a file that
     *     is missing while downloads are not allowed, a failed download
     */
    public ResolvedDataSet resolve(String name, @Nullable Path dataRoot, boolean downloadAllowed) {
        DataSet set = find(name).orElseThrow(() -> unknown(name));
        if (set.generated()) {
            GeneratedSet generator = GeneratedSet.of(name)
                    .orElseThrow(() -> new IllegalStateException("Nothing generates the set " + name + "."));
            return new GeneratedFiles(set, generator, cache).resolve();
        }
        Map<String, Path> files = new LinkedHashMap<>();
        for (DataFile file : set.files()) {
            files.put(file.name(), resolve(set, file, dataRoot, downloadAllowed));
        }
        return new ResolvedDataSet(set, Collections.unmodifiableMap(files), set.title());
    }

    private Path resolve(DataSet set, DataFile file, @Nullable Path dataRoot, boolean downloadAllowed) {
        Path cached = cache.resolve(set.folder()).resolve(file.name());
        if (dataRoot != null) {
            Path own = dataRoot.resolve(set.folder()).resolve(file.name());
            if (Files.isRegularFile(own)) {
                check(
                        set,
                        file,
                        own,
                        "replace it by the file from " + set.url(file) + ", or name the file in the"
                                + " configuration by its path instead of by the set's name");
                return own;
            }
        }
        if (Files.isRegularFile(cached)) {
            check(set, file, cached, "delete it, so that it is fetched again");
            return cached;
        }
        if (!downloadAllowed) {
            throw new DataException("The file " + file.name() + " of the data set " + set.name() + " is neither in "
                    + (dataRoot == null ? "a data_root (none is set)" : dataRoot.resolve(set.folder())) + " nor in "
                    + cached.getParent() + "; fetch it with './seq4j data fetch " + set.name()
                    + "', or put it there from " + set.url(file) + ".");
        }
        download.fetch(set.url(file), file, cached);
        return cached;
    }

    private static void check(DataSet set, DataFile file, Path path, String remedy) {
        try {
            long size = Files.size(path);
            String found = size == file.bytes() ? Sha256.of(path) : "";
            if (!found.equals(file.sha256())) {
                throw new DataException(path + " is not the file " + file.name() + " of the data set " + set.name()
                        + ": expected " + file.bytes() + " bytes with SHA-256 " + file.sha256() + ", found "
                        + (found.isEmpty() ? size + " bytes" : "SHA-256 " + found) + "; " + remedy + ".");
            }
        } catch (IOException e) {
            throw new DataException("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private DataException unknown(String name) {
        return new DataException("There is no data set '" + name + "' in the catalogue; it has "
                + sets.keySet().stream().collect(Collectors.joining(", ")) + ".");
    }
}
