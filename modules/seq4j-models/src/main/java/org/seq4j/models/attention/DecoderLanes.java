package org.seq4j.models.attention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.kernel.Kernels;

/**
 * Deals batches out to as many {@link DecoderLane}s as there are threads, where that pays. The gradients of the parameters are summed in the order of the lanes, so that
 * they are the same from run to run.
 *
 * <p>Arrays of a whole batch are in lane order ({@link LaneCut}) and outside of workspaces.
 */
final class DecoderLanes {
    /** From so many multiplications of a forward pass on, several lanes pay. */
    private static final long PARALLEL = 1L << 26;

    /** With fewer examples in each, lanes that read all weights at every step take longer than one whose products are cut. */
    private static final int LEAST_EXAMPLES = 16;

    private final AttentionDecoder conf;
    private final DataType type;
    private final Function<String, INDArray> parameters;
    private final List<DecoderLane> lanes = new ArrayList<>();
    private final List<Map<String, INDArray>> gradients = new ArrayList<>(); // of the lanes after the first
    private int wanted; // 0: as many as pay
    private LaneCut cut = new LaneCut(1, 1);

    /**
     * Makes lanes.
     *
     * @param parameters by name; the arrays stay the same
     */
    DecoderLanes(AttentionDecoder conf, DataType type, Function<String, INDArray> parameters) {
        this.conf = conf;
        this.type = type;
        this.parameters = parameters;
    }

    /** Deals batches out to so many lanes from now on, or to one an example where these are fewer; 0: to as many as pay. */
    void want(int count) {
        wanted = count;
    }

    /**
     * Deals a batch out: what the passes that follow are given is in this order.
     *
     * @param work multiplications of a forward pass
     */
    LaneCut deal(int batch, long work) {
        boolean pays = work >= PARALLEL && Kernels.oneDnnServes(type);
        int most = wanted > 0 ? wanted : pays ? Math.min(HostThreads.count(), batch / LEAST_EXAMPLES) : 1;
        cut = new LaneCut(batch, Math.max(1, Math.min(most, batch)));
        while (lanes.size() < cut.count()) {
            lanes.add(new DecoderLane(conf, type, parameters));
            gradients.add(new LinkedHashMap<>());
        }
        return cut;
    }

    /** A forward pass of all lanes; see {@link DecoderLane#forward}. */
    void forward(DecoderLane.Inputs in, INDArray outputs, @Nullable INDArray generation) {
        HostThreads.lanes(
                cut.count(),
                cut.count(),
                (lane, from, to) -> lanes.get(lane)
                        .forward(
                                in.part(cut, lane),
                                cut.part(outputs, lane),
                                generation == null ? null : cut.part(generation, lane)));
    }

    /** The attention weights of the last forward pass, {@code [T, B, S]}. With one lane they last until the next pass only. */
    INDArray weights() {
        INDArray first = lanes.get(0).weights();
        if (cut.isWhole()) {
            return first;
        }
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            long[] shape = {first.size(0), cut.batch(), first.size(2)};
            INDArray joined = Nd4j.createUninitialized(type, shape, 'c');
            for (int lane = 0; lane < cut.count(); lane++) {
                cut.part(joined, lane).assign(lanes.get(lane).weights());
            }
            return joined;
        }
    }

    /** The coverage loss of the last forward pass, a sum over its real tokens. */
    double coverageLoss() {
        double sum = 0;
        for (int lane = 0; lane < cut.count(); lane++) {
            sum += lanes.get(lane).coverageLoss();
        }
        return sum;
    }

    /** The backward pass of all lanes; see {@link DecoderLane#backward}. */
    void backward(DecoderLane.Gradients out) {
        HostThreads.lanes(cut.count(), cut.count(), (lane, from, to) -> {
            DecoderLane.Gradients part =
                    out.part(cut, lane, lane == 0 ? out.parameters() : key -> gradient(lane, key, out));
            lanes.get(lane).backward(part);
            CellState whole = out.initial();
            CellState dInitial = part.initial();
            if (whole != null && dInitial != null && !cut.isWhole()) {
                join(whole.h(), dInitial.h(), lane);
                join(whole.c(), dInitial.c(), lane);
            }
        });
        for (int lane = 1; lane < cut.count(); lane++) {
            gradients
                    .get(lane)
                    .forEach((key, value) -> out.parameters().apply(key).addi(value));
        }
    }

    /** Where a lane after the first puts the gradient of a parameter. */
    private INDArray gradient(int lane, String key, DecoderLane.Gradients out) {
        return gradients
                .get(lane)
                .computeIfAbsent(key, name -> TargetSteps.like(out.parameters().apply(name)));
    }

    private void join(@Nullable INDArray whole, @Nullable INDArray part, int lane) {
        if (whole != null && part != null) {
            cut.part(whole, lane).assign(part);
        }
    }
}
