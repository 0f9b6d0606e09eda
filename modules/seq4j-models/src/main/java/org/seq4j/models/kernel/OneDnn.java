package org.seq4j.models.kernel;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** oneDNN's CPU engine, started when first asked for; absent where its native library is. */
final class OneDnn {
    private OneDnn() {}

    /** Why oneDNN cannot be used here, as the end of a sentence; null if it can. Loads the native library. */
    static @Nullable String unavailable() {
        return Start.FAILURE;
    }

    /** Whether the class path holds a native build for this platform; loads nothing. */
    static boolean onClassPath() {
        String name = "/org/bytedeco/dnnl/" + Loader.getPlatform() + "/" + System.mapLibraryName("jnidnnl");
        return OneDnn.class.getResource(name) != null;
    }

    /** The CPU engine. */
    static engine engine() {
        return Engine.CPU;
    }

    /** The stream of the calling thread, on which primitives run in order. */
    static stream stream() {
        return Engine.STREAM.get();
    }

    private static final class Start {
        static final @Nullable String FAILURE = load();

        private static @Nullable String load() {
            try {
                Loader.load(org.bytedeco.dnnl.global.dnnl.class);
                return Engine.CPU.isNull() ? "oneDNN has no CPU engine" : null;
            } catch (Throwable e) { // UnsatisfiedLinkError, NoClassDefFoundError, whatever the loader meets
                return "oneDNN's native library does not load on " + Loader.getPlatform() + " (" + e + ")";
            }
        }
    }

    private static final class Engine {
        static final engine CPU = new engine(engine.kind.cpu, 0);
        static final ThreadLocal<stream> STREAM = ThreadLocal.withInitial(() -> new stream(CPU));
    }
}
