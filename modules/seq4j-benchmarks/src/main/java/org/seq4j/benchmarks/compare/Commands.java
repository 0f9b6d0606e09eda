package org.seq4j.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.seq4j.benchmarks.cases.Case;
import org.seq4j.benchmarks.result.Settings;
import org.seq4j.benchmarks.worker.Worker;

/**
 * How the sides are started.
 *
 * @param settings threads, times and sizes
 * @param java the Java of our side
 * @param python the Python of the peers
 * @param peers the folder of the peers
 */
public record Commands(Settings settings, String java, String python, Path peers) {
    /** Those of the script seq4j: what is measured is what users run. */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:MaxRAMPercentage=25",
            "-Dorg.bytedeco.javacpp.maxbytes=150%",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=300%",
            "-Dorg.bytedeco.javacpp.logger=slf4j",
            "-Dorg.nd4j.log.initialization=false");

    private static final int WARNS_OF_NATIVE_CODE = 24;

    /** The Java that runs this process. */
    public static String thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Our side of a case, or with {@code dl4j} that of Deeplearning4j's own layers. */
    List<String> java(Case one, String side) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(JAVA_OPTIONS);
        command.add("-XX:+DisplayVMOutputToStderr"); // answers stand alone on standard output
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add("-XX:ActiveProcessorCount=" + settings.threads());
        command.add("-Dseq4j.command=" + System.getProperty("seq4j.command", "./seq4j"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName(), one.name(), side));
        command.add(Double.toString(settings.warmUpSeconds()));
        command.add(Double.toString(settings.blockSeconds()));
        if (settings.tiny()) {
            command.add(Worker.TINY);
        }
        return command;
    }

    /** The peer's side of a case. */
    List<String> peer(Case one, String module) {
        List<String> command =
                new ArrayList<>(List.of(python, peers.resolve("peer.py").toString(), module));
        command.addAll((settings.tiny() ? one.tiny() : one).parameters().arguments());
        command.addAll(List.of("--threads", Integer.toString(settings.threads())));
        command.addAll(List.of("--warm-up", Double.toString(settings.warmUpSeconds())));
        command.addAll(List.of("--block", Double.toString(settings.blockSeconds())));
        return command;
    }

    /** Variables of every side. */
    Map<String, String> environment() {
        return Map.of("OMP_NUM_THREADS", Integer.toString(settings.threads()));
    }
}
