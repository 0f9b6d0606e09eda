package org.seq4j.models.graph;

import java.util.BitSet;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.embedding.PretrainedVectors;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.node.Faults;
import org.seq4j.models.readout.ReadOut;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.FinalState;

/**
 * What the builders of models with an encoder and no decoder share: what is read, the recurrent layers, and read-outs.
 *
 * @param <B> the builder itself
 */
public abstract sealed class EncoderBuilder<B extends EncoderBuilder<B>> extends ModelBuilder<B>
        permits SequenceClassifier.Builder, SequenceTagger.Builder, SequenceRegressor.Builder {
    /** Name of the input: ids {@code [B, T]} or vectors {@code [B, F, T]}. */
    public static final String SOURCE = "source";

    /** Name of the input of characters, {@code [B, T * C]}. */
    public static final String CHARACTERS = "characters";

    /** Name of the embedding of tokens, whose table can start with {@link PretrainedVectors}. */
    public static final String EMBEDDING = "embedding";

    /** Name of the recurrent layer over the characters of each word, where there is one. */
    public static final String CHARACTER_RNN = "characterRnn";

    private static final String WORDS = "words";

    private final int features;
    private final int vocabulary; // 0: vectors
    private final RecurrentStack stack = new RecurrentStack();
    private Direction direction;
    private @Nullable CharacterEncoder characters;
    private @Nullable BitSet frozenTokens;
    private @Nullable Integer attentionSize;

    EncoderBuilder(int features, int vocabulary, Direction direction) {
        this.features = features;
        this.vocabulary = vocabulary;
        this.direction = direction;
    }

    /** Sets the encoder's options. The embedding size is for tokens alone; the dropout also acts on what the output reads. */
    public B encoder(Consumer<RecurrentStack> options) {
        options.accept(stack);
        return self();
    }

    /** How the encoder reads. */
    public B encoderDirection(Direction value) {
        direction = value;
        return self();
    }

    /** What is made of the characters of a word and put beside its embedding; null, the default: nothing. */
    public B characters(@Nullable CharacterEncoder value) {
        characters = value;
        return self();
    }

    /** The ids of tokens whose vectors training does not change; default none. */
    public B frozenTokens(@Nullable BitSet ids) {
        frozenTokens = ids == null || ids.isEmpty() ? null : (BitSet) ids.clone();
        return self();
    }

    /** A of read-outs with attention; default: the size of the encoder's output. */
    public B attentionSize(int value) {
        attentionSize = value;
        return self();
    }

    final double dropout() {
        return stack.dropout();
    }

    /** Size of the encoder's output. */
    final int outputSize() {
        return direction.outputSize(stack.hiddenSize());
    }

    final Direction direction() {
        return direction;
    }

    final void check(Faults faults) {
        if (features < 1 && vocabulary < 1) {
            faults.add("a model reads vectors with at least 1 feature or tokens of a vocabulary of at least 1, found "
                    + features + " features and a vocabulary of " + vocabulary);
        }
        if (vocabulary == 0 && stack.setsEmbeddingSize()) {
            faults.add("vectors have no embedding: leave out the embedding size");
        }
        if (vocabulary > 0) {
            checkPaddingId(vocabulary, faults);
        }
        if (frozenTokens != null && frozenTokens.length() > vocabulary) {
            faults.add("the frozen tokens are ids of the vocabulary, 0 to " + (vocabulary - 1) + ", found "
                    + (frozenTokens.length() - 1));
        }
        if (characters != null) {
            CharacterGraph.check(characters, faults);
        }
        if (characters != null && vocabulary == 0) {
            faults.add("characters belong to words, and vectors are none");
        }
        stack.check("encoder", Math.max(1, inputSize()), outputSize(), faults);
    }

    private int inputSize() {
        return (vocabulary == 0 ? features : stack.embeddingSize())
                + (characters == null ? 0 : characters.outputSize());
    }

    /** A graph with the inputs that the encoder reads. */
    final GraphBuilder graph() {
        return characters == null ? graph(SOURCE) : graph(SOURCE, CHARACTERS);
    }

    /**
     * The encoder.
     *
     * @param finalState whether a read-out takes its final state
     * @return the name of its last layer
     */
    final String encode(GraphBuilder graph, boolean finalState) {
        String below = input(graph);
        for (int number = 0; number < stack.numLayers(); number++) {
            boolean last = number == stack.numLayers() - 1;
            graph.addVertex(
                    Seq2Seq.encoder(number),
                    stack.layer(number, inputSize(), direction, finalState && last, kernel()),
                    below);
            below = Seq2Seq.encoder(number);
        }
        return below;
    }

    private String input(GraphBuilder graph) {
        if (vocabulary == 0) {
            return SOURCE;
        }
        graph.addVertex(
                EMBEDDING,
                TokenEmbedding.builder(vocabulary, stack.embeddingSize())
                        .paddingId(paddingId())
                        .frozenRows(frozenTokens)
                        .build(),
                SOURCE);
        if (characters == null) {
            return EMBEDDING;
        }
        String spelled = CharacterGraph.add(graph, characters, kernel(), CHARACTERS, SOURCE);
        graph.addVertex(WORDS, new MergeVertex(), EMBEDDING, spelled);
        return WORDS;
    }

    /** One vector an example, {@link #outputSize()} long. */
    final String readOut(GraphBuilder graph, ReadOutType type, String encoder) {
        String name = "readOut";
        if (type.pooling() == null) {
            graph.addVertex(name, new FinalState(FinalState.Part.HIDDEN), encoder);
        } else {
            int size = attentionSize == null ? outputSize() : attentionSize;
            graph.addVertex(name, new ReadOut(type.pooling(), outputSize(), size), encoder);
        }
        return name;
    }
}
