package org.seq4j.models.attention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.node.DropoutMask;

/** Random parameters, inputs and gradients of one attention over one batch. */
record MechanismCase(AttentionSpec spec, DataType type, int batch, int sourceTime, int steps) {
    INDArray random(long seed, long... shape) {
        return GradientChecks.normal(seed, shape).castTo(type);
    }

    /** Random values of the shapes of the parameters; with the same seed the same in any type. */
    AttentionWeights weights(long seed) {
        SDVertexParams shapes = new SDVertexParams();
        AttentionWeights.define(shapes, spec);
        Map<String, INDArray> table = new LinkedHashMap<>();
        shapes.getParamShapes()
                .forEach((name, shape) ->
                        table.put(name, random(seed + name.hashCode(), shape).mul(0.3)));
        return AttentionWeights.of(spec, table::get);
    }

    /** Arrays of the shapes of the parameters, filled with what must be overwritten. */
    AttentionWeights gradients() {
        SDVertexParams shapes = new SDVertexParams();
        AttentionWeights.define(shapes, spec);
        Map<String, INDArray> table = new LinkedHashMap<>();
        shapes.getParamShapes().forEach((name, shape) -> table.put(name, Nd4j.valueArrayOf(shape, 77.0, type)));
        return AttentionWeights.of(spec, table::get);
    }

    INDArray memory() {
        return random(11, sourceTime, batch, spec.memorySize());
    }

    INDArray queries() {
        return random(12, (long) steps * batch, spec.querySize());
    }

    INDArray contextGradients() {
        return random(13, (long) steps * batch, spec.memorySize());
    }

    INDArray weightGradients() {
        return random(14, (long) steps * batch, sourceTime);
    }

    INDArray array(long... shape) {
        return Nd4j.valueArrayOf(shape, 77.0, type);
    }

    INDArray dropout(double rate) {
        return DropoutMask.fill(rate, 5, 0, "a", array(steps, batch, sourceTime));
    }

    /** [B, S] with padding, holes and, in the last example of several, nothing real. */
    float @Nullable [] mask() {
        SplittableRandom random = new SplittableRandom(3);
        float[] mask = new float[batch * sourceTime];
        for (int i = 0; i < mask.length; i++) {
            boolean empty = batch > 1 && i / sourceTime == batch - 1;
            mask[i] = empty || random.nextInt(4) == 0 ? 0 : 1;
        }
        return mask;
    }
}
