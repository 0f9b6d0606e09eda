package org.seq4j.data.reader;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.split.InputSplit;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.split.StringSplit;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/** One text of an input split: where it is, for records' metadata, and how to open it. */
record TextSource(URI uri, InputSplit split) {
    private static final URI IN_MEMORY = URI.create("memory:text");

    /** The texts of a split in its present order. */
    static List<TextSource> of(InputSplit split) {
        List<TextSource> sources = new ArrayList<>();
        for (URI uri : split.locations()) {
            sources.add(new TextSource(uri, split));
        }
        if (sources.isEmpty() && (split instanceof StringSplit || split instanceof InputStreamInputSplit)) {
            sources.add(new TextSource(IN_MEMORY, split));
        }
        if (sources.isEmpty()) {
            throw new DataException("The input split " + split.getClass().getSimpleName()
                    + " has no text to read; use a FileSplit, CollectionInputSplit, StringSplit or"
                    + " InputStreamInputSplit with at least one text.");
        }
        return sources;
    }

    /** Whether the text can be read a second time. */
    static boolean repeatable(InputSplit split) {
        return !(split instanceof InputStreamInputSplit);
    }

    Utf8Lines open() {
        if (split instanceof InputStreamInputSplit stream) {
            return new Utf8Lines(stream.getIs(), uri.toString());
        }
        if (split instanceof StringSplit text) {
            byte[] bytes = text.getData().getBytes(StandardCharsets.UTF_8);
            return new Utf8Lines(new ByteArrayInputStream(bytes), uri.toString());
        }
        return open(uri, split);
    }

    private static Utf8Lines open(URI uri, InputSplit split) {
        if ("file".equals(uri.getScheme())) {
            return Utf8Lines.open(Path.of(uri));
        }
        InputStream stream;
        try {
            stream = split.openInputStreamFor(uri.toString());
        } catch (Exception e) { // DataVec declares Exception
            throw new DataException("The text " + uri + " cannot be opened: " + e.getMessage() + ".", e);
        }
        if (stream == null) {
            throw new DataException("The input split " + split.getClass().getSimpleName() + " cannot open " + uri
                    + "; use file: locations.");
        }
        return new Utf8Lines(stream, uri.toString());
    }

    /** The text's name in error messages. */
    String name() {
        return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : uri.toString();
    }

    /** The name of a stream in error messages where DataVec may give no location. */
    static String name(@Nullable URI uri) {
        return uri == null ? IN_MEMORY.toString() : uri.toString();
    }
}
