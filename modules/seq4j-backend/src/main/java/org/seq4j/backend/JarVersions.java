package org.seq4j.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Versions of libraries, as Maven's records inside their jars tell them; nothing is loaded. */
final class JarVersions {
    private static final List<String> LIBRARIES = List.of(
            "org.nd4j/nd4j-api",
            "org.bytedeco/javacpp",
            "org.bytedeco/openblas",
            "org.bytedeco/mkl",
            "org.bytedeco/dnnl",
            "org.bytedeco/cuda");

    private JarVersions() {}

    /** Name of the library to its version; those that are not there are left out. oneDNN's artifact is called dnnl. */
    static Map<String, String> onClassPath(ClassLoader classPath) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String library : LIBRARIES) {
            String version = of(classPath, library);
            if (version != null) {
                String name = library.substring(library.indexOf('/') + 1);
                versions.put(name.equals("dnnl") ? "onednn" : name, version);
            }
        }
        return versions;
    }

    /**
     * The version of one library, or null.
     *
     * @param library group, slash, artifact
     */
    static @Nullable String of(ClassLoader classPath, String library) {
        try (InputStream in = classPath.getResourceAsStream("META-INF/maven/" + library + "/pom.properties")) {
            Properties properties = new Properties();
            if (in == null) {
                return null;
            }
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of " + library + " cannot be read", e);
        }
    }
}
