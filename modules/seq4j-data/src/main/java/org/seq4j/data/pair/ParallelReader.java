package org.seq4j.data.pair;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/** Line i of one file and line i of another. */
final class ParallelReader extends PairReader {
    private final PairFile file;
    private final Utf8Lines sources;
    private final Utf8Lines targets;

    private ParallelReader(PairFile file, Utf8Lines sources, Utf8Lines targets) {
        this.file = file;
        this.sources = sources;
        this.targets = targets;
    }

    static ParallelReader lines(PairFile file) {
        Utf8Lines sources = Utf8Lines.open(file.path());
        try {
            return new ParallelReader(file, sources, Utf8Lines.open(Objects.requireNonNull(file.targetPath())));
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    @Override
    public @Nullable TextPair next() {
        String source = sources.next();
        String target = targets.next();
        if (source == null && target == null) {
            return null;
        }
        if (source == null || target == null) {
            boolean shortSource = source == null;
            long end = shortSource ? sources.lineNumber() : targets.lineNumber();
            throw new DataException((shortSource ? file.path() : file.targetPath()) + " ends after line " + end
                    + ", but " + (shortSource ? file.targetPath() : file.path())
                    + " goes on; parallel files have as many lines, and line i of one belongs to line i of the"
                    + " other.");
        }
        return new TextPair(source, target);
    }

    @Override
    public long lineNumber() {
        return sources.lineNumber();
    }

    @Override
    public void close() {
        try (targets) {
            sources.close();
        }
    }
}
