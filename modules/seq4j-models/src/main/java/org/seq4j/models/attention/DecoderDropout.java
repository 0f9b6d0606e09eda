package org.seq4j.models.attention;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.node.DropoutMask;

/**
 * The factors of dropout inside an {@link AttentionDecoder}, drawn for the whole batch, so that what an example loses does not depend on the number of lanes. Buffers are
 * kept from batch to batch: one thread.
 */
final class DecoderDropout {
    private final AttentionDecoder conf;
    private final Buffer drawn;
    private final Buffer attentionBuffer;
    private final Buffer[] betweenBuffers;
    private final Buffer[] recurrentBuffers;

    /**
     * Factors of a batch or of a lane's part of it, in visiting order.
     *
     * @param attention of the attention weights {@code [T, B, S]}; null: none
     * @param between of the inputs of each layer but the first, {@code [T, B, H]} or, the same at all steps, {@code [B, H]}; null: none
     * @param recurrent of each layer's last state, {@code [B, H]}; null: none
     */
    record Factors(
            @Nullable INDArray attention, @Nullable INDArray @Nullable [] between, INDArray @Nullable [] recurrent) {
        static final Factors NONE = new Factors(null, null, null);

        /** The part of one lane, as views. */
        Factors part(LaneCut cut, int lane) {
            return new Factors(
                    attention == null ? null : cut.part(attention, lane),
                    parts(between, cut, lane),
                    parts(recurrent, cut, lane));
        }

        private static INDArray @Nullable [] parts(@Nullable INDArray @Nullable [] whole, LaneCut cut, int lane) {
            if (whole == null) {
                return null;
            }
            INDArray[] result = new INDArray[whole.length];
            for (int l = 0; l < whole.length; l++) {
                INDArray one = whole[l];
                if (one != null) {
                    result[l] = cut.part(one, lane);
                }
            }
            return result;
        }
    }

    DecoderDropout(AttentionDecoder conf, DataType type) {
        this.conf = conf;
        drawn = new Buffer(type);
        attentionBuffer = new Buffer(type);
        betweenBuffers = DecoderCells.buffers(type, conf.numLayers());
        recurrentBuffers = DecoderCells.buffers(type, conf.numLayers());
    }

    /**
     * Draws the factors of one training pass.
     *
     * @param time T
     * @param sources S
     * @param iteration the update number
     * @param place names the vertex among the places of dropout
     * @return them in lane order, until the next call
     */
    Factors draw(LaneCut cut, int time, int sources, long iteration, String place) {
        int batch = cut.batch();
        int hidden = conf.hiddenSize();
        INDArray attention = conf.attentionDropout() == 0
                ? null
                : draw(
                        conf.attentionDropout(),
                        iteration,
                        place + "/attention",
                        attentionBuffer.of(time, batch, sources),
                        cut);
        INDArray[] between = conf.dropout() == 0 ? null : new INDArray[conf.numLayers()];
        INDArray[] recurrent = conf.recurrentDropout() == 0 ? null : new INDArray[conf.numLayers()];
        for (int l = 0; l < conf.numLayers(); l++) {
            if (between != null && l > 0) {
                INDArray target = conf.variationalDropout()
                        ? betweenBuffers[l].of(batch, hidden)
                        : betweenBuffers[l].of(time, batch, hidden);
                between[l] = draw(conf.dropout(), iteration, place + "/x" + l, target, cut);
            }
            if (recurrent != null) {
                INDArray target = recurrentBuffers[l].of(batch, hidden);
                recurrent[l] = draw(conf.recurrentDropout(), iteration, place + "/h" + l, target, cut);
            }
        }
        return new Factors(attention, between, recurrent);
    }

    private INDArray draw(double rate, long iteration, String place, INDArray target, LaneCut cut) {
        if (cut.isWhole() || target.rank() == 2) { // with one mask for all steps, the examples stand lane by lane
            return DropoutMask.fill(rate, conf.seed(), iteration, place, target);
        }
        INDArray whole = DropoutMask.fill(rate, conf.seed(), iteration, place, drawn.of(target.shape()));
        cut.toLanes(whole, target);
        return target;
    }
}
