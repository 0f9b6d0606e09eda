package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.attention.AttentionStepper;
import org.seq4j.models.pointer.PointerStepper;

/**
 * A trained pointer network for decoding: a snapshot of its weights, safe for several threads. {@link #encode} runs the encoder once for a batch of sources of any
 * sizes, and {@link #decoder} steps from there, on the host, in float; a step equals the graph's forward pass over the whole target up to rounding.
 *
 * <p>The tokens of a search are positions, counted from 1; {@value #END} is the token to begin with and the stop token.
 */
public final class PointerDecoder {
    /** The token that a search begins with, and the one that ends it. */
    public static final int END = 0;

    private final Parts parts;

    /**
     * What the decoder is made of.
     *
     * @param encoder reads sources
     * @param memory the name of the encoder's output that is pointed at
     * @param initial where the initial states come from
     * @param embedding of elements that are tokens [V, E]; null: they are vectors
     * @param start the vector that the decoder reads first, [E]
     * @param layers the recurrent layers
     * @param glimpses in their order
     * @param pointer points
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared never
    record Parts(
            SourceEncoder encoder,
            String memory,
            InitialStates initial,
            float @Nullable [] embedding,
            float[] start,
            StepLayers layers,
            List<AttentionStepper> glimpses,
            PointerStepper pointer) {}

    PointerDecoder(Parts parts) {
        this.parts = parts;
    }

    /**
     * A snapshot of a graph as {@code PointerNetwork} builds it.
     *
     * @throws IllegalArgumentException if the graph has another form; the message says where
     */
    public static PointerDecoder of(ComputationGraph graph) {
        return new PointerReader(graph).read();
    }

    /** Whether the elements are tokens. */
    public boolean readsTokens() {
        return parts.embedding() != null;
    }

    /** E, the size of an element: of vectors their number of features. */
    public int elementSize() {
        return parts.start().length;
    }

    /**
     * Runs the encoder over elements that are vectors.
     *
     * @param sources for each of N sources its elements one after the other, [n * F]
     * @throws IllegalArgumentException if there are no sources, a length is no multiple of F, or the model reads tokens
     */
    public EncodedElements encode(float[][] sources) {
        if (readsTokens()) {
            throw new IllegalArgumentException("This model reads tokens, found vectors: encode integer ids.");
        }
        return encode(Sources.ofVectors(sources, elementSize()), sources.clone());
    }

    /**
     * Runs the encoder over elements that are tokens.
     *
     * @param sources ids, [N] of any lengths
     * @throws IllegalArgumentException if there are no sources, an id is not of the vocabulary, or the model reads vectors
     */
    public EncodedElements encode(int[][] sources) {
        float[] embedding = parts.embedding();
        if (embedding == null) {
            throw new IllegalArgumentException("This model reads vectors, found tokens: encode numbers.");
        }
        Sources tokens = Sources.ofTokens(sources);
        float[][] elements = new float[sources.length][];
        int width = elementSize();
        for (int n = 0; n < sources.length; n++) {
            StepStack.check(sources[n].length, sources[n], embedding.length / width);
            elements[n] = StepStack.rows(embedding, width, sources[n]);
        }
        return encode(tokens, elements);
    }

    /**
     * What is made of some of the sources.
     *
     * @param initial for each decoder layer [n, stateSize]
     * @param keys what is pointed at
     * @param glimpses what each glimpse reads
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, compared never
    private record Part(float[][] initial, PointerStepper.Memory keys, List<AttentionStepper.Memory> glimpses) {}

    private EncodedElements encode(Sources sources, float[][] elements) {
        List<Part> read = parts.encoder().inParts(sources, this::part);
        AttentionStepper.Memory[] glimpses =
                new AttentionStepper.Memory[parts.glimpses().size()];
        Arrays.setAll(
                glimpses,
                g -> AttentionStepper.Memory.join(
                        read.stream().map(part -> part.glimpses().get(g)).toList()));
        return new EncodedElements(
                this,
                sources.sizes(),
                elements,
                InitialStates.join(read.stream().map(Part::initial).toList()),
                PointerStepper.Memory.join(read.stream().map(Part::keys).toList()),
                glimpses);
    }

    private Part part(PaddedSources sources, Map<String, INDArray> read) {
        INDArray memory = read.get(parts.memory());
        if (memory == null) {
            throw new IllegalStateException("the encoder made no memory '" + parts.memory() + "'");
        }
        return new Part(
                parts.initial().read(parts.layers(), sources.count(), read),
                parts.pointer().memory(timeMajor(memory), sources.sizes()),
                glimpses(memory, sources));
    }

    private static INDArray timeMajor(INDArray memory) {
        INDArray view = memory.permute(2, 0, 1); // [S, N, M]
        return view.ordering() == 'c' && !view.isView() ? view : view.dup('c');
    }

    private List<AttentionStepper.Memory> glimpses(INDArray memory, PaddedSources sources) {
        if (parts.glimpses().isEmpty()) {
            return List.of();
        }
        float[] values = GraphParts.values(memory.permute(0, 2, 1)); // [N, S, M]
        return parts.glimpses().stream()
                .map(one -> one.memory(sources.count(), sources.time(), values, sources.mask()))
                .toList();
    }

    /**
     * Steps from encoded sources. {@link StepDecoder#start} takes N: one hypothesis a source, in their order; beams come from {@link StepDecoder#select}. The
     * vocabulary are the {@link EncodedElements#vocabularySize} outcomes; those above a source's own size have the probability 0. The attention weights of a step
     * are the probabilities of its outcomes, {@code [B, S + 1]}, the end's first.
     *
     * @throws IllegalArgumentException if another decoder encoded them
     */
    public StepDecoder<PointerState> decoder(EncodedElements encoded) {
        if (encoded.owner() != this) {
            throw new IllegalArgumentException(
                    "Expected sources that this decoder encoded, found those of another: encode them with each model.");
        }
        return new PointerSteps(parts, encoded);
    }
}
