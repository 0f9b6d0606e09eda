package org.seq4j.models.output;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.crf.LabelTransitions;

/**
 * A linear-chain CRF over the scores that it reads (Lafferty, McCallum, Pereira 2001; over a bidirectional LSTM: Huang, Xu, Yu 2015): {@code graph.addLayer("output",
 * CrfOutput.of(72), "scores")}.
 *
 * <p>Input: scores {@code [B, L, T]}; labels {@code [B, T]}, ids from 0 to L - 1; label mask {@code [B, T]}, 1 = counts (the feature mask where there is no label mask). Steps that
 * do not count are left out of the chain. The loss is the negative log-likelihood of the label sequences, summed and divided by the number of steps that count, in nats.
 * {@code output()} gives the marginal probabilities {@code [B, L, T]}, 0 where a step does not count; the best sequence is that of {@link CrfOutputLayer#best}.
 *
 * <p>Parameters: the scores of transitions {@code [L, L]}, first index from, of starting {@code [L]} and of ending {@code [L]}.
 */
public final class CrfOutput extends ScoredOutput {
    @JsonProperty
    private int labels = 1;

    @JsonProperty
    private @Nullable List<String> bioNames;

    @JsonProperty
    private @Nullable Long seed;

    private CrfOutput() {}

    private CrfOutput(int labels, @Nullable List<String> bioNames, @Nullable Long seed) {
        if (labels < 1) {
            throw new IllegalArgumentException("a CRF has at least one label, found " + labels);
        }
        this.labels = labels;
        this.bioNames = bioNames;
        this.seed = seed;
        setNIn(labels);
        setNOut(labels);
    }

    /** Any of L labels may follow any other. */
    public static CrfOutput of(int labels) {
        return new CrfOutput(labels, null, null);
    }

    /**
     * Labels follow each other as the scheme BIO wants it.
     *
     * @param names of the labels, in the order of their ids
     * @throws IllegalArgumentException if a name is not of the scheme
     */
    public static CrfOutput bio(List<String> names) {
        LabelTransitions.bio(names);
        return new CrfOutput(names.size(), new ArrayList<>(names), null);
    }

    /** The same with a seed for the initial values; null: the graph's. */
    public CrfOutput withSeed(@Nullable Long value) {
        return new CrfOutput(labels, bioNames, value);
    }

    /** L. */
    public int labels() {
        return labels;
    }

    /** Which labels may follow each other. */
    @JsonIgnore
    public LabelTransitions transitions() {
        return bioNames == null ? LabelTransitions.all(labels) : LabelTransitions.bio(bioNames);
    }

    long seed(NeuralNetConfiguration conf) {
        return seed == null ? conf.getSeed() : seed;
    }

    @Override
    ScoredOutputLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new CrfOutputLayer(conf, type);
    }

    @Override
    int biasSize() {
        return 0;
    }

    @Override
    public ParamInitializer initializer() {
        return CrfParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeRecurrent scores) || scores.getSize() != labels) {
            throw new IllegalStateException(
                    "the CRF '" + getLayerName() + "' expects scores [batch, " + labels + ", time], found " + input);
        }
        return input;
    }

    @Override
    List<Object> values() {
        return List.of(labels, bioNames == null ? List.of() : bioNames);
    }
}
