package org.seq4j.models.attention;

import org.seq4j.models.node.Faults;

/**
 * Kind and sizes of an attention: what the shapes of its parameters follow from.
 *
 * @param score how query and memory are compared
 * @param querySize H, the size of the decoder's state
 * @param memorySize M, the features of the encoder's output
 * @param attentionSize A, the width inside the tanh of an additive score; the others have no such width and take it as M
 * @param embeddingSize E, the size of the fed token's embedding, which a deep output and copying read; others: 0
 * @param outputSize O, the size of the attentional vector
 * @param output how the attentional vector is made
 * @param coverage whether a position's score knows the attention that the position has had (See, Liu, Manning 2017, equation 11)
 * @param copy whether there is a probability to generate rather than to copy (See et al. 2017, equation 8)
 */
public record AttentionSpec(
        AttentionScore score,
        int querySize,
        int memorySize,
        int attentionSize,
        int embeddingSize,
        int outputSize,
        AttentionOutput output,
        boolean coverage,
        boolean copy) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is out of range or two do not fit; the message lists every fault
     */
    public AttentionSpec {
        attentionSize = score.isAdditive() ? attentionSize : memorySize;
        Faults faults = new Faults();
        atLeast(faults, "query size", querySize, 1);
        atLeast(faults, "memory size", memorySize, 1);
        atLeast(faults, "attention size", attentionSize, 1);
        atLeast(faults, "output size", outputSize, 1);
        boolean readsEmbedding = output == AttentionOutput.DEEP || copy;
        atLeast(faults, "embedding size", embeddingSize, readsEmbedding ? 1 : 0);
        if (score == AttentionScore.LUONG_DOT && querySize != memorySize) {
            faults.add("the score " + score + " needs a memory as wide as the query; the query size is " + querySize
                    + " and the memory size " + memorySize);
        }
        faults.throwIfAny("attention");
    }

    private static void atLeast(Faults faults, String name, int value, int least) {
        if (value < least) {
            faults.add("the " + name + " is at least " + least + ", found " + value);
        }
    }

    /** Whether the deep output or the probability to generate reads the fed token's embedding. */
    public boolean readsEmbedding() {
        return output == AttentionOutput.DEEP || copy;
    }

    /** K: the width of the keys and of the projected query. */
    int keySize() {
        return attentionSize;
    }

    /** The rows of {@code Wo}. */
    int outputInputSize() {
        return memorySize + querySize + (output == AttentionOutput.DEEP ? embeddingSize : 0);
    }

    /** Z: the columns of {@code Wo}. */
    int preOutputSize() {
        return output == AttentionOutput.DEEP ? 2 * outputSize : outputSize;
    }
}
