package org.seq4j.benchmarks.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.seq4j.backend.BackendDescription;
import org.seq4j.benchmarks.cases.Case;
import org.seq4j.benchmarks.cases.Cases;
import org.seq4j.benchmarks.cases.Setup;
import org.seq4j.experiments.cli.Version;

/**
 * Our side of a comparison: warms up, says so by a line of JSON, then answers each line {@code go} on standard input by a measured block, a line of JSON. Between
 * blocks it sleeps; it ends when its input does. Arguments: CASE seq4j|dl4j WARM-UP-SECONDS BLOCK-SECONDS [tiny].
 */
public final class Worker {
    /** The line that asks for a block. */
    public static final String GO = "go";

    /** The last argument where sizes are to take next to no time. */
    public static final String TINY = "tiny";

    private Worker() {}

    /** Runs until the end of standard input. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err); // ND4J prints while it starts
        Case named = Cases.named(arguments[0]);
        Effort effort = new Effort(Double.parseDouble(arguments[2]), Double.parseDouble(arguments[3]));
        boolean tiny = arguments.length > 4 && arguments[4].equals(TINY);
        boolean stock = arguments[1].equals("dl4j");
        serve(tiny ? named.tiny() : named, stock, effort, System.in, out);
        System.exit(0); // other libraries' threads may still sleep
    }

    static void serve(Case one, boolean stock, Effort effort, InputStream in, PrintStream out) throws Exception {
        Setup setup = stock ? Objects.requireNonNull(one.stock(), "Deeplearning4j does not do this case") : one.setup();
        Measuring measuring = new Measuring(setup.start(one.parameters()), effort);
        measuring.warmUp();
        out.println(Json.MAPPER.writeValueAsString(new Ready(versions())));
        out.flush();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.equals(GO)) {
                throw new IOException("A worker takes the line " + GO + " only, not " + line + ".");
            }
            out.println(Json.MAPPER.writeValueAsString(measuring.block()));
            out.flush();
        }
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("seq4j", Version.version());
        versions.put("java", Runtime.version().toString());
        versions.put("jvm", System.getProperty("java.vm.name"));
        BackendDescription.current().facts().forEach((name, value) -> versions.put(name, value.toString()));
        return versions;
    }
}
