package org.seq4j.experiments.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code seq4j} in a small project of its own, with a Java and a Maven that only tell how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "..", "seq4j");

    /** A Java of version %s that prints its arguments line by line and ends with the status in EXIT. */
    private static final String JAVA = """
            #!/bin/sh
            case "$1" in
                -version) echo 'openjdk version "%s" 2025-04-15' >&2; exit 0 ;;
                --list-modules) echo java.base@%1$s; echo %s@%1$s; exit 0 ;;
            esac
            echo "locale ${LC_ALL-none} ${LC_CTYPE-none}"
            echo "gpu ${CUDA_VISIBLE_DEVICES-none} ${ND4J_CUDA_MAX_DEVICE_CACHE-none} threads ${OMP_NUM_THREADS-none}"
            printf '%%s\\n' "$@"
            exit "${EXIT:-0}"
            """;

    /** A Maven that notes each call and leaves one jar where it is told to, or fails when MAVEN_FAILS is set. */
    private static final String MAVEN = """
            #!/bin/sh
            echo built >>built.log
            echo "$@" >>maven.log
            [ -z "${MAVEN_FAILS:-}" ] || { echo 'COMPILATION ERROR' ; exit 1; }
            for argument; do case $argument in -Dseq4j.lib=*) lib=${argument#*=} ;; esac; done
            mkdir -p "$lib" && touch "$lib/application.jar"
            echo 'noise of the build'
            """;

    @TempDir
    private Path folder;

    private Path root;
    private Path javaHome;

    record Result(int status, List<String> out, String err) {}

    @BeforeEach
    void layOutProject() throws IOException {
        root = folder.toRealPath().resolve("a project");
        Files.createDirectories(root);
        Files.copy(SCRIPT, root.resolve("seq4j"));
        program(root.resolve("mvnw"), MAVEN);
        Instant past = Instant.now().minusSeconds(60);
        for (String file : List.of("pom.xml", "modules/m/pom.xml", "modules/m/src/main/java/A.java")) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
            for (Path p = path; !p.equals(root); p = p.getParent()) {
                Files.setLastModifiedTime(p, FileTime.from(past));
            }
        }
        javaHome = java("17.0.15", "jdk.compiler");
    }

    @Test
    void buildsOnceAndThenStartsAtOnce() throws Exception {
        Result first = launch("summary", "configs/quickstart.yaml");
        assertThat(first.status()).isZero();
        assertThat(first.err()).startsWith("seq4j: Building from source").contains("noise of the build");
        assertThat(builds()).isEqualTo(1);

        Result second = launch("summary", "configs/quickstart.yaml");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void passesArgumentsAsTheyStand() throws Exception {
        Result result = launch("generate", "runs/a b", "--prompt", "", "*", "l'hiver $HOME");
        assertThat(result.out())
                .endsWith(
                        "org.seq4j.experiments.cli.Main", "generate", "runs/a b", "--prompt", "", "*", "l'hiver $HOME");
        assertThat(result.out()).contains("-Dfile.encoding=UTF-8");
        String classPath = result.out().get(result.out().indexOf("-cp") + 1);
        assertThat(classPath).startsWith(root + "/build/dist/build-").endsWith("/lib/*");
        assertThat(Path.of(classPath).getParent().resolve("application.jar")).exists();
    }

    @Test
    void passesOptionsToTheVirtualMachine() throws Exception {
        Result result = launch(Map.of("SEQ4J_JAVA_OPTS", "-Xmx4g -Dx=y"), root, root.resolve("seq4j"), "--help");
        assertThat(result.out()).containsSubsequence("-Xmx4g", "-Dx=y", "org.seq4j.experiments.cli.Main", "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "C, POSIX, none C.UTF-8",
        "'', POSIX, none C.UTF-8",
        "de_DE.UTF-8, C, de_DE.UTF-8 C",
        "'', fr_FR.utf8, ' fr_FR.utf8'"
    })
    void readsArgumentsAsUtf8WhateverTheLocale(String all, String type, String expected) throws Exception {
        Map<String, String> environment = Map.of("LC_ALL", all, "LC_CTYPE", type);
        Result result = launch(environment, root, root.resolve("seq4j"), "--help");
        assertThat(result.out()).startsWith("locale " + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 130})
    void exitsWithTheStatusOfTheCommand(int status) throws Exception {
        assertThat(launch(Map.of("EXIT", "" + status), root, root.resolve("seq4j"), "train")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void worksThroughLinksAndFromElsewhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/bin"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root.resolve("seq4j"));
        Path second = Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("link"));
        launch("--help");
        for (Path script : List.of(link, second)) {
            Result result = launch(Map.of(), elsewhere, script, "--help");
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).endsWith("--help").anyMatch(line -> line.startsWith(root + "/build/dist/"));
        }
        Result relative = launch(Map.of(), elsewhere, Path.of("./second"), "--help");
        assertThat(relative.status()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pom.xml", "modules/m/pom.xml", "modules/m/src/main/java/A.java", "modules/m/src/main/java"})
    void buildsAgainAfterAChange(String changed) throws Exception {
        launch("--help");
        Files.setLastModifiedTime(
                root.resolve(changed), FileTime.from(Instant.now().plusSeconds(5)));
        Result result = launch("--help");
        assertThat(result.err()).startsWith("seq4j: Sources have changed; building again");
        assertThat(builds()).isEqualTo(2);
        try (Stream<Path> builds = Files.list(root.resolve("build/dist"))) {
            assertThat(builds.filter(Files::isDirectory))
                    .as("the older build is removed")
                    .hasSize(1);
        }
    }

    @Test
    void aChangeOfTheBenchmarksIsNone() throws Exception {
        launch("--help");
        for (String file : List.of("pom.xml", "src/main/java/B.java")) {
            Path path = root.resolve("modules/seq4j-benchmarks").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(5)));
        }
        assertThat(launch("--help").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void keepsABuildThatIsInUse() throws Exception {
        Result first = launch("--help");
        Path lib = Path.of(first.out().get(first.out().indexOf("-cp") + 1)).getParent();
        long alive = ProcessHandle.current().pid();
        Files.createFile(lib.resolveSibling("users").resolve("" + alive));
        Files.setLastModifiedTime(
                root.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
        Result second = launch("--help");
        assertThat(second.out()).doesNotContain(lib + "/*");
        assertThat(lib.resolve("application.jar")).exists();
    }

    @Test
    void saysWhenTheBuildFailsAndBuildsAgainNextTime() throws Exception {
        Result failed = launch(Map.of("MAVEN_FAILS", "1"), root, root.resolve("seq4j"), "--help");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("COMPILATION ERROR")
                .endsWith("seq4j: The build failed; its messages stand above.\n");
        assertThat(launch("--help").status()).isZero();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(root.resolve("build/dist"));
        Files.writeString(root.resolve("build/dist/lock"), gone.pid() + "\n");
        assertThat(launch("--help").status()).isZero();
        assertThat(root.resolve("build/dist/lock")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392, 8", "11.0.22, 11", "16, 16"})
    void refusesAnOldJava(String version, String major) throws Exception {
        javaHome = java(version, "jdk.compiler");
        Result result = launch("--help");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("seq4j: " + javaHome + "/bin/java is Java " + version + ", but seq4j needs Java 17 or later."
                        + " Set JAVA_HOME to such a JDK.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "21.0.2", "25", "26-ea"})
    void acceptsANewerJava(String version) throws Exception {
        javaHome = java(version, "jdk.compiler");
        assertThat(launch("--help").status()).isZero();
    }

    @Test
    void saysWhenThereIsNoJava() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("dirname", "readlink", "sed", "head", "cat")) {
            program(bin.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
        }
        Result result = launch(Map.of("PATH", bin.toString(), "JAVA_HOME", ""), root, root.resolve("seq4j"), "--help");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("seq4j: No Java was found")
                .contains("Install a JDK of version 17 or later");
    }

    @Test
    void saysWhenJavaHomeIsWrong() throws Exception {
        javaHome = folder.resolve("nowhere");
        Result result = launch("--help");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("seq4j: JAVA_HOME is " + javaHome + ", but there is no program bin/java");
    }

    @Test
    void saysWhenThereIsNoCompiler() throws Exception {
        javaHome = java("17.0.15", "java.desktop");
        Result result = launch("--help");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("is a Java without the compiler");
        assertThat(root.resolve("build/dist/lock")).doesNotExist();
    }

    @Test
    void buildsAndStartsTheNamedBackendBesideTheOther() throws Exception {
        backend("cpu", "engine: cpu\n");
        backend(
                "big",
                "# large\nengine: cpu\nblas: mkl # Intel's\nthreads: {openmp: 3, blas: 2}\nmemory:\n  heap: 4g\n"
                        + "  maxbytes: 6g\n  maxphysicalbytes: null\n");
        launch("--help");
        assertThat(launch("--backend", "cpu", "--help").out()).contains("-Dseq4j.backend=cpu");
        assertThat(builds()).as("the backend cpu is the usual one").isEqualTo(1);

        Result big =
                launch(Map.of("SEQ4J_JAVA_OPTS", "-Dx=y"), root, root.resolve("seq4j"), "--backend", "big", "train");
        assertThat(big.err()).startsWith("seq4j: Building from source");
        assertThat(big.out())
                .contains("gpu none none threads 3")
                .containsSubsequence(
                        "-Dseq4j.backend=big",
                        "-Xmx4g",
                        "-Dorg.bytedeco.javacpp.maxbytes=6g",
                        "-Dx=y",
                        "org.seq4j.experiments.cli.Main",
                        "train");
        assertThat(big.out().get(big.out().indexOf("-cp") + 1)).startsWith(root + "/build/dist-cpu-mkl/build-");
        List<String> calls = Files.readAllLines(root.resolve("maven.log"));
        assertThat(calls.get(0)).contains("-Pfast,launcher,cpu ").doesNotContain("javacpp.platform");
        assertThat(calls.get(1)).contains("-Pfast,launcher,cpu-mkl ");
        assertThat(launch("--backend=big", "--help").err()).as("built already").isEmpty();
    }

    @Test
    void startsTheGpuBackendWithItsVariables() throws Exception {
        backend("cuda", "engine: cuda\ndevices: [1]\nthreads: 2\nmemory: {device_cache: 256m}\n");
        Result result = launch(gpu("8.6"), root, root.resolve("seq4j"), "--backend", "cuda", "train");
        assertThat(result.out()).contains("gpu 1 268435456 threads 2");
        assertThat(Files.readString(root.resolve("maven.log")))
                .contains("-Pfast,launcher,cuda -Djavacpp.platform=linux-x86_64");
    }

    @Test
    void refusesAGpuThatIsTooNewBeforeAnythingIsDownloaded() throws Exception {
        backend("cuda", "engine: cuda\n");
        Result result = launch(gpu("9.0"), root, root.resolve("seq4j"), "--backend", "cuda", "doctor");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "seq4j: A GPU of this machine has compute capability 9.0, and ND4J's CUDA 11.6 binaries run on"
                                + " 3.7 to 8.9 only; use the backend cpu, or another GPU.\n");
        assertThat(root.resolve("built.log")).doesNotExist();
    }

    @Test
    void refusesABackendWithoutFile() throws Exception {
        backend("cpu", "engine: cpu\n");
        Result result = launch("--backend", "gpu", "train");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("seq4j: There is no backend gpu; expected the name of a file in configs/backends: cpu.\n");
        assertThat(launch("--backend").err()).isEqualTo("seq4j: --backend expects a name, such as cpu or cuda.\n");
    }

    private void backend(String name, String yaml) throws IOException {
        Path file = root.resolve("configs/backends/" + name + ".yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }

    /** A PATH with an nvidia-smi that tells of one GPU. */
    private Map<String, String> gpu(String capability) throws IOException {
        Path bin = folder.resolve("gpu-" + capability);
        program(bin.resolve("nvidia-smi"), "#!/bin/sh\necho " + capability + "\n");
        program(bin.resolve("uname"), "#!/bin/sh\n[ \"$1\" = -s ] && echo Linux || echo x86_64\n");
        return Map.of("PATH", bin + ":" + System.getenv("PATH"));
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("built.log")).size();
    }

    private Path java(String version, String module) throws IOException {
        Path home = folder.toRealPath().resolve("java-" + version + "-" + module);
        program(home.resolve("bin/java"), JAVA.formatted(version, module));
        return home;
    }

    private static Path which(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(d -> Path.of(d, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static void program(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    private Result launch(String... arguments) throws Exception {
        return launch(Map.of(), root, root.resolve("seq4j"), arguments);
    }

    private Result launch(Map<String, String> environment, Path from, Path script, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(from.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        List.of("SEQ4J_JAVA_OPTS", "OMP_NUM_THREADS", "CUDA_VISIBLE_DEVICES").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Result(status, Files.readAllLines(out), Files.readString(err));
    }
}
