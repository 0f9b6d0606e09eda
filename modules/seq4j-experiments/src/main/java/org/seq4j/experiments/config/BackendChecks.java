package org.seq4j.experiments.config;

import java.util.List;
import org.seq4j.backend.Engine;

/** The rules that concern several keys of the section backend. */
final class BackendChecks {
    private final BackendConfig backend;
    private final ExperimentConfig config;
    private final Rules rules;

    private BackendChecks(ExperimentConfig config, Rules rules) {
        this.config = config;
        this.backend = config.backend();
        this.rules = rules;
    }

    static void run(ExperimentConfig config, Rules rules) {
        BackendChecks checks = new BackendChecks(config, rules);
        checks.kernel();
        checks.devices();
        checks.deterministic();
        checks.decode();
    }

    private void kernel() {
        rules.forbid(
                "backend.kernel",
                List.of("backend.dtype"),
                () -> backend.kernel() == BackendConfig.Kernel.ONEDNN
                        && backend.dtype() == BackendConfig.FloatType.DOUBLE,
                () -> "onednn computes in float only; expected backend.dtype: float, or backend.kernel: auto");
        rules.forbid(
                "backend.kernel",
                List.of("backend.engine"),
                () -> backend.kernel() == BackendConfig.Kernel.ONEDNN && backend.engine() == Engine.CUDA,
                () -> "onednn computes on the processor only; expected backend.engine: cpu, or backend.kernel: auto");
    }

    private void devices() {
        List<Integer> devices = backend.devices();
        rules.forbid(
                "backend.devices",
                List.of("backend.engine"),
                () -> devices != null && (devices.size() != 1 || devices.get(0) < 0),
                () -> "one model trains on one GPU; expected a list of one number of at least 0, such as [0], found "
                        + devices);
    }

    private void deterministic() {
        rules.forbid(
                "backend.deterministic",
                List.of("backend.threads.openmp"),
                () -> backend.deterministic() && backend.threads().openmp() == null,
                () -> "sums depend on the number of threads; expected backend.threads, such as 2, beside it");
    }

    private void decode() {
        boolean searches = config.model() instanceof Seq2SeqConfig || config.model() instanceof PointerNetworkConfig;
        rules.forbid(
                "backend.threads.decode",
                List.of("model"),
                () -> backend.threads().decode() > 1 && !searches,
                () -> "several batches are decoded at the same time by models of type seq2seq and pointer_network only;"
                        + " expected 1");
    }
}
