package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.algorithm.eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.algorithm.eltwise_tanh;

import java.util.Objects;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.gru_backward;
import org.bytedeco.dnnl.gru_forward;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;
import org.jspecify.annotations.Nullable;

/**
 * oneDNN's primitive for each cell. oneDNN's layouts and gate orders are {@link CellType}'s: LSTM i, f, g, o (peepholes i,
 * f, o), GRU u, r, o with {@code h = u*h' + (1-u)*o} (oneDNN developer guide, "RNN").
 */
final class OneDnnCells {
    private static final rnn_direction FORTH = rnn_direction.unidirectional_left2right;

    /** The descriptors that all primitives of a cell share: layouts that oneDNN may choose have format {@code any}. */
    record Layouts(
            memory.desc x,
            memory.desc y,
            memory.desc state,
            memory.desc input,
            memory.desc recurrent,
            memory.desc bias,
            memory.@Nullable desc peephole,
            primitive_attr attributes) {
        memory.desc peepholes() {
            return Objects.requireNonNull(peephole);
        }
    }

    private OneDnnCells() {}

    /** The forward primitive's descriptor; its backward one is made by {@link #backward} from it. */
    static primitive_desc forward(CellType cell, engine cpu, prop_kind kind, Layouts l) {
        return switch (cell) {
            case RNN_TANH -> vanilla(eltwise_tanh, cpu, kind, l);
            case RNN_RELU -> vanilla(eltwise_relu, cpu, kind, l);
            case LSTM ->
                new lstm_forward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.state,
                        l.attributes,
                        false);
            case PEEPHOLE_LSTM ->
                new lstm_forward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.peepholes(),
                        l.bias,
                        l.y,
                        l.state,
                        l.state,
                        l.attributes,
                        false);
            case GRU ->
                new gru_forward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.attributes,
                        false);
            case GRU_RESET_AFTER ->
                new lbr_gru_forward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.attributes,
                        false);
        };
    }

    private static primitive_desc vanilla(algorithm phi, engine cpu, prop_kind kind, Layouts l) {
        return new vanilla_rnn_forward.primitive_desc(
                cpu, kind, phi, FORTH, l.x, l.state, l.input, l.recurrent, l.bias, l.y, l.state, l.attributes, false);
    }

    /** The backward primitive's descriptor; {@code forward} is of kind {@code forward_training}. */
    static primitive_desc backward(CellType cell, engine cpu, primitive_desc forward, Layouts l) {
        prop_kind kind = prop_kind.backward;
        return switch (cell) {
            case RNN_TANH -> vanillaBackward(eltwise_tanh, cpu, forward, l);
            case RNN_RELU -> vanillaBackward(eltwise_relu, cpu, forward, l);
            case LSTM ->
                new lstm_backward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.state,
                        l.x,
                        l.state,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.state,
                        (lstm_forward.primitive_desc) forward,
                        l.attributes,
                        false);
            case PEEPHOLE_LSTM ->
                new lstm_backward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.peepholes(),
                        l.bias,
                        l.y,
                        l.state,
                        l.state,
                        l.x,
                        l.state,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.peepholes(),
                        l.bias,
                        l.y,
                        l.state,
                        l.state,
                        (lstm_forward.primitive_desc) forward,
                        l.attributes,
                        false);
            case GRU ->
                new gru_backward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.x,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        (gru_forward.primitive_desc) forward,
                        l.attributes,
                        false);
            case GRU_RESET_AFTER ->
                new lbr_gru_backward.primitive_desc(
                        cpu,
                        kind,
                        FORTH,
                        l.x,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        l.x,
                        l.state,
                        l.input,
                        l.recurrent,
                        l.bias,
                        l.y,
                        l.state,
                        (lbr_gru_forward.primitive_desc) forward,
                        l.attributes,
                        false);
        };
    }

    private static primitive_desc vanillaBackward(algorithm phi, engine cpu, primitive_desc forward, Layouts l) {
        return new vanilla_rnn_backward.primitive_desc(
                cpu,
                prop_kind.backward,
                phi,
                FORTH,
                l.x,
                l.state,
                l.input,
                l.recurrent,
                l.bias,
                l.y,
                l.state,
                l.x,
                l.state,
                l.input,
                l.recurrent,
                l.bias,
                l.y,
                l.state,
                (vanilla_rnn_forward.primitive_desc) forward,
                l.attributes,
                false);
    }
}
