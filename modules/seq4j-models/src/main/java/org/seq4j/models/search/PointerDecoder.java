package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
        int[] sizes = VectorSources.sizes(sources, elementSize());
        int time = time(sizes);
        return encode(
                (from, to) -> VectorSources.of(Arrays.copyOfRange(sources, from, to), elementSize(), time)
                        .elements(),
                sizes,
                sources.clone());
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
        int[] sizes = Arrays.stream(sources).mapToInt(s -> s.length).toArray();
        int time = time(sizes);
        int[][] ids = new int[sources.length][];
        float[][] elements = new float[sources.length][];
        int width = elementSize();
        for (int n = 0; n < sources.length; n++) {
            ids[n] = Arrays.copyOf(sources[n], time);
            StepStack.check(sizes[n], sources[n], embedding.length / width);
            elements[n] = new float[sizes[n] * width];
            for (int s = 0; s < sizes[n]; s++) {
                System.arraycopy(embedding, sources[n][s] * width, elements[n], s * width, width);
            }
        }
        return encode((from, to) -> Nd4j.createFromArray(Arrays.copyOfRange(ids, from, to)), sizes, elements);
    }

    private static int time(int[] sizes) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException("Expected at least one source, found none.");
        }
        return Math.max(1, Arrays.stream(sizes).max().orElse(1));
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

    /** @param input the encoder's input for the sources from..to-1, all of the same length */
    private EncodedElements encode(SourceEncoder.Part<INDArray> input, int[] sizes, float[][] elements) {
        int time = time(sizes);
        List<Part> read = parts.encoder()
                .inParts(
                        sizes.length,
                        time,
                        (from, to) -> read(input.of(from, to), Arrays.copyOfRange(sizes, from, to), time));
        AttentionStepper.Memory[] glimpses =
                new AttentionStepper.Memory[parts.glimpses().size()];
        Arrays.setAll(
                glimpses,
                g -> AttentionStepper.Memory.join(
                        read.stream().map(part -> part.glimpses().get(g)).toList()));
        return new EncodedElements(
                this,
                sizes,
                elements,
                InitialStates.join(read.stream().map(Part::initial).toList()),
                PointerStepper.Memory.join(read.stream().map(Part::keys).toList()),
                glimpses);
    }

    private Part read(INDArray source, int[] sizes, int time) {
        float[][] mask = new float[sizes.length][time];
        for (int n = 0; n < sizes.length; n++) {
            Arrays.fill(mask[n], 0, sizes[n], 1f);
        }
        Map<String, INDArray> read = parts.encoder().read(source, mask);
        INDArray memory = read.get(parts.memory());
        if (memory == null) {
            throw new IllegalStateException("the encoder made no memory '" + parts.memory() + "'");
        }
        return new Part(
                parts.initial().read(parts.layers(), sizes.length, read),
                parts.pointer().memory(timeMajor(memory), sizes),
                glimpses(memory, mask));
    }

    private static INDArray timeMajor(INDArray memory) {
        INDArray view = memory.permute(2, 0, 1); // [S, N, M]
        return view.ordering() == 'c' && !view.isView() ? view : view.dup('c');
    }

    private List<AttentionStepper.Memory> glimpses(INDArray memory, float[][] mask) {
        if (parts.glimpses().isEmpty()) {
            return List.of();
        }
        float[] values = GraphParts.values(memory.permute(0, 2, 1)); // [N, S, M]
        float[] flat = ArrayUtil.flatten(mask);
        return parts.glimpses().stream()
                .map(one -> one.memory(mask.length, mask[0].length, values, flat))
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
