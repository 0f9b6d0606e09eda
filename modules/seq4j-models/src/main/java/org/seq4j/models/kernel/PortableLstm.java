package org.seq4j.models.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with forget gates (Gers, Schmidhuber, Cummins 2000), and
 * optionally with peepholes (Gers, Schraudolph, Schmidhuber 2002, "Learning precise timing with LSTM recurrent networks").
 *
 * <pre>
 * i = s(Wi x + Ui h' + bi [+ pi*c'])      f = s(Wf x + Uf h' + bf [+ pf*c'])
 * g = tanh(Wg x + Ug h' + bg)             c = f*c' + i*g
 * o = s(Wo x + Uo h' + bo [+ po*c])       h = o*tanh(c)      with layer normalisation: h = o*tanh(gain*N(c) + shift)
 * </pre>
 *
 * Backward, with a the arguments of the gates and m = tanh(c):
 *
 * <pre>
 * dao = dh*m*o(1-o)                        dc += dh*o*(1-m^2) [+ po*dao]
 * dai = dc*g*i(1-i)    daf = dc*c'*f(1-f)  dag = dc*i*(1-g^2)
 * dc' = dc*f [+ pi*dai + pf*daf]           dh' = da U^T
 * </pre>
 */
final class PortableLstm extends PortableCell {
    private static final int INPUT = 0;
    private static final int FORGET = 1;
    private static final int CANDIDATE = 2;
    private static final int OUTPUT = 3;

    private final int hiddenSize;
    private final int outputNormOffset;
    private final RecurrentProduct product;
    private final TimeBuffer squashed; // tanh of the (normalised) cell state
    private final TimeBuffer dSquashed; // only with layer normalisation: gradient of gain*N(c) + shift
    private final @Nullable NormalizedSequence norm;
    private final TimeBuffer scratch;
    private @Nullable INDArray peepholes;
    private @Nullable INDArray gain;
    private @Nullable INDArray shift;

    PortableLstm(CellSpec spec, DataType type) {
        hiddenSize = spec.hiddenSize();
        outputNormOffset = 2 * spec.projectedSize();
        product = new RecurrentProduct(spec, type, 0, 4);
        squashed = new TimeBuffer(type, hiddenSize);
        dSquashed = new TimeBuffer(type, hiddenSize);
        scratch = new TimeBuffer(type, hiddenSize);
        norm = spec.layerNorm() ? new NormalizedSequence(type, 1, hiddenSize) : null;
    }

    @Override
    void fit(int time, int batch) {
        product.fit(time, batch);
        squashed.fit(time, batch);
        scratch.fit(1, batch);
        if (norm != null) {
            norm.fit(time, batch);
            dSquashed.fit(time, batch);
        }
    }

    @Override
    void bind(CellWeights w) {
        product.bind(w);
        peepholes = w.peephole();
        if (w.layerNorm() != null) {
            gain = Ops.range(w.layerNorm(), outputNormOffset, outputNormOffset + hiddenSize);
            shift = Ops.range(w.layerNorm(), outputNormOffset + hiddenSize, outputNormOffset + 2L * hiddenSize);
        }
    }

    @Override
    void forward(PortableSequence s, int t) {
        INDArray c = s.cell(t); // all [B, H]
        INDArray previous = s.previousCell(t);
        INDArray tmp = scratch.step(0);
        product.forward(t, s.operand(t), s.gates(t), true);
        peep(INPUT, previous, s.gates(t, INPUT, FORGET), tmp);
        peep(FORGET, previous, s.gates(t, FORGET, CANDIDATE), tmp);
        Ops.sigmoid(s.gates(t, INPUT, CANDIDATE)); // i and f at once
        Ops.tanh(s.gates(t, CANDIDATE, OUTPUT), s.gates(t, CANDIDATE, OUTPUT));
        Ops.multiply(s.gates(t, FORGET, CANDIDATE), previous, c);
        Ops.multiply(s.gates(t, INPUT, FORGET), s.gates(t, CANDIDATE, OUTPUT), tmp);
        Ops.add(c, tmp, c);
        INDArray o = s.gates(t, OUTPUT, OUTPUT + 1);
        peep(2, c, o, tmp);
        Ops.sigmoid(o);
        squash(t, c);
        Ops.multiply(o, squashed.step(t), s.hidden(t));
    }

    private void peep(int block, INDArray state, INDArray gate, INDArray tmp) {
        if (peepholes != null) {
            Ops.multiplyRow(state, peephole(peepholes, block), tmp);
            Ops.add(gate, tmp, gate);
        }
    }

    private INDArray peephole(INDArray all, int block) {
        return Ops.range(all, (long) block * hiddenSize, (block + 1L) * hiddenSize);
    }

    private void squash(int t, INDArray c) {
        INDArray m = squashed.step(t);
        if (norm == null || gain == null || shift == null) {
            Ops.tanh(c, m);
            return;
        }
        norm.values(t, t + 1).assign(c);
        norm.forward(t, t + 1);
        Ops.multiplyRow(norm.values(t, t + 1), gain, m);
        m.addiRowVector(shift);
        Ops.tanh(m, m);
    }

    @Override
    void backward(PortableSequence s, int t) {
        INDArray i = s.gates(t, INPUT, FORGET); // all [B, H]
        INDArray f = s.gates(t, FORGET, CANDIDATE);
        INDArray g = s.gates(t, CANDIDATE, OUTPUT);
        INDArray o = s.gates(t, OUTPUT, OUTPUT + 1);
        INDArray dai = s.dGates(t, INPUT, FORGET);
        INDArray daf = s.dGates(t, FORGET, CANDIDATE);
        INDArray dag = s.dGates(t, CANDIDATE, OUTPUT);
        INDArray dao = s.dGates(t, OUTPUT, OUTPUT + 1);
        INDArray m = squashed.step(t);
        INDArray dh = s.dHidden();
        INDArray dc = s.dCell();
        INDArray tmp = scratch.step(0);

        Ops.sigmoidSlope(o, dao);
        Ops.multiply(dao, m, dao);
        Ops.multiply(dao, dh, dao);

        Ops.tanhSlope(m, tmp);
        Ops.multiply(tmp, o, tmp);
        Ops.multiply(tmp, dh, tmp); // gradient of the argument of h's tanh
        if (norm != null && gain != null) {
            dSquashed.step(t).assign(tmp);
            tmp.muliRowVector(gain);
            norm.backward(t, t + 1, tmp);
        }
        Ops.add(dc, tmp, dc);
        peep(2, dao, dc, tmp);

        Ops.sigmoidSlope(s.gates(t, INPUT, CANDIDATE), s.dGates(t, INPUT, CANDIDATE));
        Ops.multiply(dai, g, dai);
        Ops.multiply(dai, dc, dai);
        Ops.multiply(daf, s.previousCell(t), daf);
        Ops.multiply(daf, dc, daf);
        Ops.tanhSlope(g, dag);
        Ops.multiply(dag, i, dag);
        Ops.multiply(dag, dc, dag);

        Ops.multiply(dc, f, dc);
        peep(INPUT, dai, dc, tmp);
        peep(FORGET, daf, dc, tmp);
        dh.assign(0);
        product.backward(t, s.dGates(t), s.dOperand());
    }

    @Override
    void gradients(PortableSequence s, CellWeights out) {
        int time = s.time();
        INDArray dGates = s.dGateRows(0, 4); // [T*B, 4H]
        product.gradients(time, s.operandRows(), dGates, out);
        if (peepholes != null) {
            INDArray into = Objects.requireNonNull(out.peephole());
            peepholeGradient(s.dGateRows(INPUT, FORGET), s.cellRows(0, time), peephole(into, 0));
            peepholeGradient(s.dGateRows(FORGET, CANDIDATE), s.cellRows(0, time), peephole(into, 1));
            peepholeGradient(s.dGateRows(OUTPUT, OUTPUT + 1), s.cellRows(1, time + 1), peephole(into, 2));
        }
        if (norm != null) {
            INDArray into = Objects.requireNonNull(out.layerNorm());
            INDArray d = dSquashed.rows(0, time); // [T*B, H]
            long shiftOffset = outputNormOffset + (long) hiddenSize;
            Ops.sumRows(d, Ops.range(into, shiftOffset, shiftOffset + hiddenSize));
            Ops.multiply(d, norm.values(0, time), d);
            Ops.sumRows(d, Ops.range(into, outputNormOffset, shiftOffset));
        }
    }

    private static void peepholeGradient(INDArray dGate, INDArray states, INDArray into) {
        Ops.sumRows(dGate.mul(states), into);
    }
}
