package org.seq4j.models.graph;

import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.kernel.CustomCell;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;

/** What can be wrong with the options of a sequence-to-sequence model, all of it at once. */
final class Seq2SeqChecks {
    private final Seq2Seq.Builder options;
    private final Faults faults = new Faults();

    private Seq2SeqChecks(Seq2Seq.Builder options) {
        this.options = options;
    }

    /** @throws IllegalArgumentException with every fault, if there is one */
    static void check(Seq2Seq.Builder options) {
        Seq2SeqChecks checks = new Seq2SeqChecks(options);
        checks.values();
        checks.bridge();
        checks.attention();
        checks.inputFeeding();
        checks.customCell();
        checks.ties();
        checks.faults.throwIfAny("sequence-to-sequence model");
    }

    private void values() {
        vocabulary("target", options.targetVocabulary);
        int smaller = options.targetVocabulary;
        if (options.readsVectors) {
            vectors();
        } else {
            vocabulary("source", options.sourceVocabulary);
            smaller = Math.min(smaller, options.sourceVocabulary);
            options.encoder.check("encoder", options.memorySize(), faults);
        }
        options.decoder.check("decoder", options.decoder.hiddenSize(), faults);
        faults.check(() -> DropoutMask.checkRate("label smoothing", options.labelSmoothing));
        faults.check(() -> DropoutMask.checkRate("attention dropout", options.attentionDropout));
        if (options.paddingId() < -1 || options.paddingId() >= smaller) {
            faults.add("the padding id is an id of every vocabulary, 0 to " + (smaller - 1) + ", or -1 for none; found "
                    + options.paddingId());
        }
    }

    private void vectors() {
        if (options.sourceFeatures < 1) {
            faults.add("sources are vectors of at least 1 number, found " + options.sourceFeatures);
        }
        if (options.encoder.setsEmbeddingSize()) {
            faults.add("sources that are vectors have no embedding: leave out the encoder's embedding size");
        }
        if (options.copy || options.ties == EmbeddingTies.ALL) {
            faults.add("sources that are vectors have no tokens to copy and no embedding to share");
        }
        options.encoder.check("encoder", options.sourceFeatures, options.memorySize(), faults);
    }

    private void vocabulary(String name, int size) {
        if (size < 2) {
            faults.add("the size of the " + name + " vocabulary is at least 2, found " + size);
        }
    }

    private void bridge() {
        BridgedStacks.check(options.encoder, options.decoder, options.direction, options.bridge, faults);
        if (options.bridge == Bridge.ZERO && !options.hasAttention()) {
            faults.add(
                    "without attention the bridge is the decoder's only way to the source: use the dense or the copying"
                            + " bridge, or an attention");
        }
    }

    private void attention() {
        if (!options.hasAttention()) {
            needsAttention("input feeding", options.inputFeeding);
            needsAttention("coverage", options.coverage);
            needsAttention("copying", options.copy);
            needsAttention("attention dropout", options.attentionDropout > 0);
            needsAttention("an attention size", options.setsAttentionSize());
            needsAttention("an attentional size", options.setsAttentionalSize());
            needsAttention("a deep output", options.attentionOutput == AttentionOutput.DEEP);
        } else {
            sizes();
        }
        Double weight = options.coverageLossWeight;
        if (weight != null && !options.coverage) {
            faults.add("a coverage loss needs coverage: set it, or leave out the weight of its loss");
        }
        if (weight != null && !(weight >= 0)) {
            faults.add("the weight of the coverage loss is at least 0, found " + weight);
        }
        if (options.copy && options.labelSmoothing > 0) {
            faults.add(
                    "there is no label smoothing for the mixture of generating and copying; found a label smoothing of "
                            + options.labelSmoothing + ": set it to 0, or copy off");
        }
    }

    private void needsAttention(String what, boolean wanted) {
        if (wanted) {
            faults.add(what + " needs attention, and the attention is " + AttentionType.NONE);
        }
    }

    private void sizes() {
        int hidden = options.decoder.hiddenSize();
        faults.positive("attention size", options.attentionSize());
        faults.positive("attentional size", options.outputInputSize());
        if (options.attention == AttentionType.LUONG_DOT && options.memorySize() != hidden) {
            faults.add(
                    "the attention LUONG_DOT needs an encoder output as large as the decoder's hidden size; they are "
                            + options.memorySize()
                            + (options.memorySize() > options.encoder.hiddenSize() ? " (two directions)" : "")
                            + " and " + hidden);
        }
        boolean dotted =
                options.attention == AttentionType.LUONG_DOT || options.attention == AttentionType.LUONG_GENERAL;
        if (dotted && options.setsAttentionSize()) {
            faults.add("the attention " + options.attention
                    + " has no attention size; it is for BAHDANAU and LUONG_CONCAT");
        }
    }

    private void inputFeeding() {
        if (options.inputFeeding && options.decoder.residual() && options.decoder.numLayers() == 1) {
            faults.add("with input feeding the decoder's first layer is wider than its output and has no residual"
                    + " connection, and there is no second layer: add one, or leave out the residual connections");
        }
    }

    private void customCell() {
        if (options.inputFeeding && options.decoder.cell() instanceof CustomCell) {
            faults.add("with input feeding the decoder takes the cells of CellType; found " + options.decoder.cell()
                    + ": leave input feeding off for a cell of your own");
        }
    }

    private void ties() {
        int embedding = options.decoder.embeddingSize();
        if (options.ties != EmbeddingTies.NONE && embedding != options.outputInputSize()) {
            faults.add(
                    "target embedding and output can be one only if the target embedding is as large as what the output"
                            + " reads (" + (options.hasAttention() ? "the attentional vector" : "the decoder's state")
                            + "); they are " + embedding + " and " + options.outputInputSize());
        }
        if (options.ties == EmbeddingTies.ALL) {
            if (options.sourceVocabulary != options.targetVocabulary) {
                faults.add("all embeddings can be one only over a joint vocabulary; the vocabularies have the sizes "
                        + options.sourceVocabulary + " and " + options.targetVocabulary);
            }
            if (options.encoder.embeddingSize() != embedding) {
                faults.add(
                        "all embeddings can be one only if they are of one size; source and target embedding have the"
                                + " sizes " + options.encoder.embeddingSize() + " and " + embedding);
            }
        }
    }
}
