package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.attention.AttentionStepper;

/**
 * A trained sequence-to-sequence model for decoding: a snapshot of its weights, safe for several threads. {@link #encode} runs the encoder once for a batch of
 * sources, and {@link #decoder} steps from there, on the host, in float; a step costs one step, whatever came before it, and equals the graph's forward pass over
 * the whole target up to rounding.
 *
 * <p>A model that copies produces ids from V on: that many tokens of the source which the vocabulary lacks, numbered within its example. What is fed back in
 * their place is {@value #UNKNOWN}, the id of unknown tokens.
 */
public final class Seq2SeqDecoder {
    /** The id that stands for tokens that the vocabulary lacks. */
    public static final int UNKNOWN = 1;

    private final Parts parts;

    /**
     * What the decoder is made of.
     *
     * @param encoder reads sources
     * @param memory the encoder's output that the attention reads; null: there is no attention
     * @param initial where the decoder's initial states come from
     * @param stack embedding and recurrent layers
     * @param attention null: there is none
     * @param feeds whether the attentional vector, or the context of a deep output, goes into the next step
     * @param output the output layer
     */
    record Parts(
            SourceEncoder encoder,
            @Nullable String memory,
            InitialStates initial,
            StepStack stack,
            @Nullable AttentionStepper attention,
            boolean feeds,
            TokenScores output) {}

    Seq2SeqDecoder(Parts parts) {
        this.parts = parts;
    }

    /**
     * A snapshot of a graph as {@code Seq2Seq} builds it.
     *
     * @throws IllegalArgumentException if the graph has another form; the message says where
     */
    public static Seq2SeqDecoder of(ComputationGraph graph) {
        return of(graph, StepStack.TABLE_BYTES);
    }

    /** The same without the tables whose making pays off only over many batches. */
    public static Seq2SeqDecoder forOneBatch(ComputationGraph graph) {
        return of(graph, 0);
    }

    /** @param tableBytes greatest size of the table of input products */
    static Seq2SeqDecoder of(ComputationGraph graph, long tableBytes) {
        return new Seq2SeqReader(graph).read(tableBytes);
    }

    /** V. */
    public int vocabularySize() {
        return parts.output().vocabularySize();
    }

    /** Whether tokens of the source may be copied. */
    public boolean copies() {
        AttentionStepper attention = parts.attention();
        return attention != null && attention.spec().copy();
    }

    /** Whether {@link StepDecoder#attention} is not null. */
    public boolean attends() {
        return parts.attention() != null;
    }

    /**
     * Runs the encoder.
     *
     * @param sources ids of the source vocabulary, [N] of any lengths
     * @param copySources of models that copy: the same tokens as ids of the target vocabulary, where a token that it lacks has an id from V on, numbered within
     *     its source; else null
     * @throws IllegalArgumentException if there are no sources, or {@code copySources} are missing, superfluous or of other lengths
     */
    public Encoded encode(int[][] sources, int @Nullable [][] copySources) {
        Sources tokens = Sources.ofTokens(sources);
        check(tokens.sizes(), copySources);
        return encode(tokens, copySources);
    }

    /**
     * Runs the encoder of a model whose sources are vectors.
     *
     * @param sources for each of N sources its elements one after the other, [n * F]
     * @param features F
     * @throws IllegalArgumentException if there are no sources, or a length is no multiple of F
     */
    public Encoded encode(float[][] sources, int features) {
        return encode(Sources.ofVectors(sources, features), null);
    }

    /**
     * What is made of some of the sources.
     *
     * @param initial for each decoder layer [n, stateSize]
     * @param memory what attention reads; null: there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, compared never
    private record Part(float[][] initial, AttentionStepper.@Nullable Memory memory) {}

    private Encoded encode(Sources sources, int @Nullable [][] copySources) {
        List<Part> read = parts.encoder().inParts(sources, this::part);
        List<AttentionStepper.Memory> memories =
                read.stream().flatMap(one -> Stream.ofNullable(one.memory())).toList();
        return new Encoded(
                this,
                sources.count(),
                sources.time(),
                InitialStates.join(read.stream().map(Part::initial).toList()),
                memories.isEmpty() ? null : AttentionStepper.Memory.join(memories),
                copySources,
                extended(copySources));
    }

    private Part part(PaddedSources sources, Map<String, INDArray> read) {
        return new Part(parts.initial().read(parts.stack().layers(), sources.count(), read), memory(sources, read));
    }

    private void check(int[] sizes, int @Nullable [][] copySources) {
        if (copies() != (copySources != null)) {
            throw new IllegalArgumentException(
                    copies()
                            ? "This model copies and needs the sources as ids of the target vocabulary too, found none."
                            : "This model does not copy, found sources as ids of the target vocabulary: leave them out.");
        }
        if (copySources != null && !Arrays.equals(sizes, Sources.lengths(copySources))) {
            throw new IllegalArgumentException(
                    "Expected the same lengths of sources in ids of both vocabularies, found " + Arrays.toString(sizes)
                            + " and " + Arrays.toString(Sources.lengths(copySources)) + '.');
        }
    }

    private int extended(int @Nullable [][] copySources) {
        int size = vocabularySize();
        for (int[] source : copySources == null ? new int[0][] : copySources) {
            for (int id : source) {
                if (id < 0) {
                    throw new IllegalArgumentException("Expected ids of the target vocabulary, found " + id + '.');
                }
                size = Math.max(size, id + 1);
            }
        }
        return size;
    }

    private AttentionStepper.@Nullable Memory memory(PaddedSources sources, Map<String, INDArray> read) {
        INDArray found = parts.memory() == null ? null : read.get(parts.memory()); // [N, M, S]
        AttentionStepper attention = parts.attention();
        if (found == null || attention == null) {
            return null;
        }
        return attention.memory(
                sources.count(), sources.time(), GraphParts.values(found.permute(0, 2, 1)), sources.mask());
    }

    /**
     * Steps from encoded sources. {@link StepDecoder#start} takes N: one hypothesis a source, in their order; beams come from {@link StepDecoder#select}.
     *
     * @throws IllegalArgumentException if another decoder encoded them
     */
    public StepDecoder<Seq2SeqState> decoder(Encoded encoded) {
        if (encoded.owner() != this) {
            throw new IllegalArgumentException(
                    "Expected sources that this decoder encoded, found those of another: encode them with each model.");
        }
        return new Seq2SeqSteps(parts, encoded);
    }
}
