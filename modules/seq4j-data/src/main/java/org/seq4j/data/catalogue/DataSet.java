package org.seq4j.data.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue.
 *
 * @param name the name a configuration uses
 * @param title what it is, in one line
 * @param folder its folder below data_root and the cache
 * @param format how its files are laid out, such as {@code text} or {@code lines}
 * @param origin address that the files' paths are resolved against, at a pinned commit; null for a generated set
 * @param licence its terms
 * @param citation whom to cite
 * @param files its files; none for a generated set, whose files depend on the Java version
 * @param splits the name of the file that is {@code train}, {@code dev} or {@code test}
 * @param generated whether seq4j makes it on this machine
 */
public record DataSet(
        String name,
        String title,
        String folder,
        String format,
        @Nullable String origin,
        Licence licence,
        String citation,
        List<DataFile> files,
        Map<String, String> splits,
        boolean generated) {
    public DataSet {
        files = List.copyOf(files);
        splits = Map.copyOf(splits);
    }

    /** The address of a file at its origin. */
    public URI url(DataFile file) {
        if (origin == null) {
            throw new IllegalStateException("The set " + name + " is generated and has no address.");
        }
        return URI.create(origin + file.path());
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }
}
