package org.seq4j.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.seq4j.backend.machine.CpuFeatures;

/** Whether the native libraries of a backend are there and suit the processor, before one of them is loaded. */
final class LibraryCheck {
    private static final String CPU_LIBRARIES = "org/nd4j/linalg/cpu/nativecpu/bindings/";
    private static final List<String> CUDA_LIBRARIES = List.of("libcudart.so.11.0", "libcublas.so.11", "libcudnn.so.8");

    /** The part of a classifier of nd4j-native that names an extension of the instruction set, and the feature it needs. */
    private static final Map<String, String> NEEDS = Map.of("avx2", "avx2", "avx512", "avx512f");

    private final Engine engine;
    private final Blas blas;
    private final ClassLoader classPath;
    private final Set<String> features;
    private final String platform;
    private final List<Path> folders;

    LibraryCheck(Engine engine, Blas blas, ClassLoader classPath) {
        this(engine, blas, classPath, CpuFeatures.ofThisMachine());
    }

    LibraryCheck(Engine engine, Blas blas, ClassLoader classPath, Set<String> features) {
        this(engine, blas, classPath, features, platform(), libraryFolders());
    }

    /**
     * @param engine the backend
     * @param blas the library of matrix products
     * @param classPath where the jars are
     * @param features of the processor; empty where they are unknown
     * @param platform JavaCPP's name of operating system and processor
     * @param folders where the operating system looks for libraries
     */
    LibraryCheck(
            Engine engine,
            Blas blas,
            ClassLoader classPath,
            Set<String> features,
            String platform,
            List<Path> folders) {
        this.engine = engine;
        this.blas = blas;
        this.classPath = classPath;
        this.features = features;
        this.platform = platform;
        this.folders = folders;
    }

    /** What is wrong: sentences. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (engine == Engine.CUDA) {
            missingCuda(faults);
        } else {
            wrongExtension(faults);
            if (blas == Blas.MKL && platform.equals("linux-x86_64") && !has("org/bytedeco/mkl/", "libmkl_rt.so.2")) {
                faults.add("MKL is missing: expected org.bytedeco:mkl-platform-redist on the class path, which the"
                        + " Maven profile cpu-mkl brings");
            }
        }
        return faults;
    }

    private void missingCuda(List<String> faults) {
        if (!platform.equals("linux-x86_64")) {
            return; // JavaCPP says what it misses
        }
        List<String> missing = CUDA_LIBRARIES.stream()
                .filter(library -> !has("org/bytedeco/cuda/", library))
                .toList();
        if (!missing.isEmpty()) {
            faults.add("The CUDA libraries " + String.join(", ", missing)
                    + " are missing: expected org.bytedeco:cuda-platform-redist on the class path, which the Maven profile"
                    + " cuda brings, or an installed CUDA 11.6 with cuDNN 8.3 on LD_LIBRARY_PATH");
        }
    }

    private void wrongExtension(List<String> faults) {
        if (features.isEmpty() || has(CPU_LIBRARIES, "libjnind4jcpu.so")) {
            return; // unknown, or the build for every processor is there as well
        }
        for (String extension : List.of("-avx2", "-avx512", "-onednn-avx2", "-onednn-avx512")) {
            String instructions = extension.substring(extension.lastIndexOf('-') + 1);
            if (resource(CPU_LIBRARIES + platform + extension + "/libjnind4jcpu.so")
                    && !features.contains(NEEDS.get(instructions))) {
                faults.add("The class path holds ND4J's build for processors with "
                        + instructions.toUpperCase(Locale.ROOT) + " (nd4j-native, classifier " + platform + extension
                        + "), and this processor lacks " + NEEDS.get(instructions) + "; expected the classifier "
                        + platform);
            }
        }
    }

    /** Whether a library is on the class path, or where the operating system looks. */
    private boolean has(String folder, String library) {
        return resource(folder + platform + "/" + library)
                || folders.stream().anyMatch(path -> Files.exists(path.resolve(library)));
    }

    private boolean resource(String name) {
        return classPath.getResource(name) != null;
    }

    private static List<Path> libraryFolders() {
        String path = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
        return Stream.concat(
                        Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()),
                        Stream.of("/usr/local/cuda-11.6/lib64", "/usr/lib/x86_64-linux-gnu"))
                .map(Path::of)
                .toList();
    }

    /** JavaCPP's name, without loading JavaCPP. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = system.startsWith("mac") ? "macosx" : system.startsWith("windows") ? "windows" : "linux";
        return name + "-"
                + switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> processor;
                };
    }

    /** Whether MKL itself is on the class path. */
    static boolean bringsMkl(ClassLoader classPath) {
        return classPath.getResource("org/bytedeco/mkl/" + platform() + "/libmkl_rt.so.2") != null;
    }
}
