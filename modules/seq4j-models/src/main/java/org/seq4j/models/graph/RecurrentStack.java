package org.seq4j.models.graph;

import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionDecoder;
import org.seq4j.models.kernel.Cell;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.CustomCell;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.Recurrent;

/**
 * The options of an encoder or a decoder: an embedding and recurrent layers one above the other. A {@link Seq2Seq.Builder} hands out two of them to be filled, and so
 * does a {@link PointerNetwork.Builder}, whose elements have a size of their own in place of an embedding's.
 */
public final class RecurrentStack {
    private static final int EMBEDDING_SIZE = 128;

    private @Nullable Integer embeddingSize;
    private Cell cell = CellType.LSTM;
    private int hiddenSize = 256;
    private int numLayers = 1;
    private double dropout;
    private double embeddingDropout;
    private boolean variationalDropout;
    private double recurrentDropout;
    private boolean layerNorm;
    private boolean residual;
    private double forgetBias = 1;

    RecurrentStack() {}

    /** E; default 128. */
    public RecurrentStack embeddingSize(int value) {
        embeddingSize = value;
        return this;
    }

    /** The cell, a {@link CellType} or a {@link CustomCell}; default LSTM. */
    public RecurrentStack cell(Cell value) {
        cell = value;
        return this;
    }

    /** H of every layer, of each direction; default 256. */
    public RecurrentStack hiddenSize(int value) {
        hiddenSize = value;
        return this;
    }

    /** How many layers; default 1. */
    public RecurrentStack numLayers(int value) {
        numLayers = value;
        return this;
    }

    /** Dropout between layers and, in a decoder, before the output (Zaremba, Sutskever, Vinyals 2014); default 0. */
    public RecurrentStack dropout(double rate) {
        dropout = rate;
        return this;
    }

    /** Dropout of what the first layer reads; default 0. */
    public RecurrentStack embeddingDropout(double rate) {
        embeddingDropout = rate;
        return this;
    }

    /** One dropout mask for all steps of a sequence, before layers (Gal and Ghahramani 2016); default off. */
    public RecurrentStack variationalDropout(boolean value) {
        variationalDropout = value;
        return this;
    }

    /** Dropout of h(t-1), one mask for all steps (Gal and Ghahramani 2016); default 0. */
    public RecurrentStack recurrentDropout(double rate) {
        recurrentDropout = rate;
        return this;
    }

    /** Layer normalisation in the cells (Ba, Kiros, Hinton 2016); default off. */
    public RecurrentStack layerNorm(boolean value) {
        layerNorm = value;
        return this;
    }

    /** Residual connections around each layer whose input is as wide as its output; default off. */
    public RecurrentStack residual(boolean value) {
        residual = value;
        return this;
    }

    /** Initial bias of the forget gate of LSTM cells; default 1. */
    public RecurrentStack forgetBias(double value) {
        forgetBias = value;
        return this;
    }

    int embeddingSize() {
        return embeddingSize == null ? EMBEDDING_SIZE : embeddingSize;
    }

    boolean setsEmbeddingSize() {
        return embeddingSize != null;
    }

    Cell cell() {
        return cell;
    }

    int hiddenSize() {
        return hiddenSize;
    }

    int numLayers() {
        return numLayers;
    }

    double dropout() {
        return dropout;
    }

    double embeddingDropout() {
        return embeddingDropout;
    }

    boolean variationalDropout() {
        return variationalDropout;
    }

    double recurrentDropout() {
        return recurrentDropout;
    }

    boolean layerNorm() {
        return layerNorm;
    }

    boolean residual() {
        return residual;
    }

    double forgetBias() {
        return forgetBias;
    }

    /**
     * A layer of this stack, counted from 0.
     *
     * @param firstSize the input size of the first
     */
    Recurrent layer(int number, int firstSize, Direction direction, boolean finalState, KernelChoice kernel) {
        int outputSize = direction.outputSize(hiddenSize);
        int inputSize = number == 0 ? firstSize : outputSize;
        return Recurrent.builder(cell, inputSize, hiddenSize)
                .direction(direction)
                .inputDropout(number == 0 ? embeddingDropout : dropout)
                .variationalDropout(variationalDropout)
                .recurrentDropout(recurrentDropout)
                .layerNorm(layerNorm)
                .residual(residual && inputSize == outputSize)
                .forgetBias(forgetBias)
                .finalState(finalState)
                .kernel(kernel)
                .build();
    }

    /** All layers of this stack and an attention, to be set, in one vertex; not for a {@link CustomCell}. */
    AttentionDecoder.Builder attentionDecoder(int memorySize) {
        return AttentionDecoder.builder((CellType) cell, embeddingSize(), hiddenSize, memorySize)
                .numLayers(numLayers)
                .embeddingDropout(embeddingDropout)
                .dropout(dropout)
                .variationalDropout(variationalDropout)
                .recurrentDropout(recurrentDropout)
                .layerNorm(layerNorm)
                .residual(residual)
                .forgetBias(forgetBias);
    }

    /** Adds what is wrong with the values alone. */
    void check(String name, int outputSize, Faults faults) {
        faults.positive(name + "'s embedding size", embeddingSize());
        check(name, embeddingSize(), outputSize, faults);
    }

    /** The same but for the embedding size, which what the first layer reads stands for. */
    void check(String name, int inputSize, int outputSize, Faults faults) {
        faults.positive(name + "'s hidden size", hiddenSize);
        faults.positive(name + "'s number of layers", numLayers);
        faults.check(() -> DropoutMask.checkRate("the " + name + "'s dropout", dropout));
        faults.check(() -> DropoutMask.checkRate("the " + name + "'s embedding dropout", embeddingDropout));
        faults.check(() -> DropoutMask.checkRate("the " + name + "'s recurrent dropout", recurrentDropout));
        if (residual && numLayers == 1 && inputSize != outputSize) {
            faults.add("no layer of the " + name + " can have a residual connection: the only one has the input size "
                    + inputSize + " and the output size " + outputSize);
        }
    }
}
