package org.seq4j.models.output;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;

/**
 * Classes of whole examples, from the scores that it reads: {@code graph.addLayer("output", ClassOutput.softmax(7), "scores")}.
 *
 * <p>Input: scores {@code [B, L]}, to which the layer adds a bias {@code [L]}, its one parameter. With softmax an example has one class: labels {@code [B, 1]}, ids from 0 to L - 1. Its loss is the weighted mean over examples,
 * {@code sum_i w(y_i) loss_i / sum_i w(y_i)}, in nats. With sigmoid it has any number of classes: labels {@code [B, L]} of 0 and 1, and the loss is the mean over
 * examples and classes of the binary cross-entropy, in which w weighs the ones. A label mask {@code [B, 1]} leaves examples out. {@code output()} gives probabilities
 * {@code [B, L]}.
 */
public final class ClassOutput extends ScoredOutput {
    @JsonProperty
    private int classes = 1;

    @JsonProperty
    private boolean multiLabel;

    @JsonProperty
    private double labelSmoothing;

    @JsonProperty
    private double @Nullable [] classWeights;

    private ClassOutput() {}

    private ClassOutput(int classes, boolean multiLabel, double labelSmoothing, double @Nullable [] classWeights) {
        Faults faults = new Faults();
        if (classes < (multiLabel ? 1 : 2)) {
            faults.add("expected at least " + (multiLabel ? 1 : 2) + " classes, found " + classes);
        }
        faults.check(() -> DropoutMask.checkRate("labelSmoothing", labelSmoothing));
        if (classWeights != null && classWeights.length != classes) {
            faults.add("expected a weight for each of " + classes + " classes, found " + classWeights.length);
        }
        if (classWeights != null && !Arrays.stream(classWeights).allMatch(w -> w > 0 && w < Double.POSITIVE_INFINITY)) {
            faults.add("expected class weights above 0, found " + Arrays.toString(classWeights));
        }
        faults.throwIfAny("class output");
        this.classes = classes;
        this.multiLabel = multiLabel;
        this.labelSmoothing = labelSmoothing;
        this.classWeights = classWeights == null ? null : classWeights.clone();
        setNIn(classes);
        setNOut(classes);
    }

    /** One of L classes. */
    public static ClassOutput softmax(int classes) {
        return new ClassOutput(classes, false, 0, null);
    }

    /** Any of L classes. */
    public static ClassOutput sigmoid(int classes) {
        return new ClassOutput(classes, true, 0, null);
    }

    /** The same with weights of the classes, [L]; null: all 1. */
    public ClassOutput withClassWeights(double @Nullable [] weights) {
        return new ClassOutput(classes, multiLabel, labelSmoothing, weights);
    }

    /** The same with label smoothing: this much of the target is spread over all classes; with sigmoid, moved towards one half (Szegedy et al. 2016). */
    public ClassOutput withLabelSmoothing(double epsilon) {
        return new ClassOutput(classes, multiLabel, epsilon, classWeights);
    }

    /** L. */
    public int classes() {
        return classes;
    }

    /** Whether an example may have any number of classes. */
    public boolean multiLabel() {
        return multiLabel;
    }

    /** ε. */
    public double labelSmoothing() {
        return labelSmoothing;
    }

    double weight(int label) {
        return classWeights == null ? 1 : classWeights[label];
    }

    @Override
    ScoredOutputLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new ClassOutputLayer(conf, type);
    }

    @Override
    int biasSize() {
        return classes;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeFeedForward scores) || scores.getSize() != classes) {
            throw new IllegalStateException("the output layer '" + getLayerName() + "' expects scores [batch, "
                    + classes + "], found " + input);
        }
        return input;
    }

    @Override
    List<Object> values() {
        return List.of(classes, multiLabel, labelSmoothing, Arrays.toString(classWeights));
    }
}
