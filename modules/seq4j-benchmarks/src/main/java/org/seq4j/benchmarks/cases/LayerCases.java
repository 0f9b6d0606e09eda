package org.seq4j.benchmarks.cases;

import java.util.ArrayList;
import java.util.List;

/**
 * One recurrent layer, input size = hidden size: forward, forward and backward, and one generation step at batch 1. Names say cell, H x B x T and what is run. PyTorch has
 * no peephole LSTM and no GRU with the reset gate before the product: there the peer is a loop over time as its users write it.
 */
final class LayerCases {
    private static final List<String> CELLS = List.of("rnn", "lstm", "peephole_lstm", "gru", "gru_reset_after");
    private static final int[][] SHAPES = {{128, 32, 50}, {256, 32, 64}, {512, 64, 64}, {1024, 64, 50}};

    private LayerCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String cell : CELLS) {
            for (int[] shape : SHAPES) {
                addPasses(cases, parameters(cell, shape[0], shape[1], shape[2], 1, false), "");
            }
            addPasses(cases, parameters(cell, 256, 32, 64, 1, true), "-bidirectional");
            addPasses(cases, parameters(cell, 256, 32, 64, 2, false), "-2-layers");
            cases.add(layer(parameters(cell, 512, 1, 1, 1, false), "", "step").target(2, 3));
        }
        return cases;
    }

    private static Parameters parameters(
            String cell, int hidden, int batch, int time, int layers, boolean bidirectional) {
        return Parameters.of(
                "cell",
                cell,
                "hidden",
                hidden,
                "batch",
                batch,
                "time",
                time,
                "layers",
                layers,
                "bidirectional",
                bidirectional);
    }

    private static void addPasses(List<Case> cases, Parameters parameters, String kind) {
        boolean resetAfter = parameters.text("cell").equals("gru_reset_after");
        cases.add(layer(parameters, kind, "forward"));
        Case train = layer(parameters, kind, "train");
        cases.add(resetAfter ? train.target(1.2, 1.5) : train.target(1.0, 1.2));
    }

    private static Case layer(Parameters parameters, String kind, String pass) {
        String name = String.join(
                "/",
                parameters.text("cell"),
                parameters.text("hidden") + "x" + parameters.text("batch") + "x" + parameters.text("time") + kind,
                pass);
        return Case.of(Group.LAYER, name, Unit.MILLISECONDS, parameters.with("pass", pass), LayerCases::start)
                .peer("recurrent");
    }

    private static Iteration start(Parameters parameters) {
        RecurrentLayers layers = new RecurrentLayers(parameters);
        return switch (parameters.text("pass")) {
            case "forward" ->
                () -> {
                    layers.forward();
                    return 1;
                };
            case "train" ->
                () -> {
                    layers.train();
                    return 1;
                };
            default -> layers.step();
        };
    }
}
