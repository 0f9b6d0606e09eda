package org.seq4j.models.recurrent;

import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The names of one direction's parameters. Deeplearning4j's {@code W}, {@code RW}, {@code b}; {@code P} peepholes and {@code LN} layer normalisation. */
record ParameterNames(String input, String recurrent, String bias, String peephole, String layerNorm) {
    private static final ParameterNames FORWARD = new ParameterNames("W", "RW", "b", "P", "LN");
    private static final ParameterNames REVERSE =
            new ParameterNames("reverseW", "reverseRW", "reverseB", "reverseP", "reverseLN");

    static ParameterNames of(boolean reverse) {
        return reverse ? REVERSE : FORWARD;
    }

    /** Calls the action with the parameter where the table has it. */
    void of(Map<String, INDArray> table, String name, Consumer<INDArray> action) {
        INDArray value = table.get(name);
        if (value != null) {
            action.accept(value);
        }
    }
}
