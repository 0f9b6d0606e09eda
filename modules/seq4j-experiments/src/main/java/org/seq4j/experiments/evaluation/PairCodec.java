package org.seq4j.experiments.evaluation;

import java.util.List;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * How source and target text become ids, and ids text again.
 *
 * @param sourceTokenizer cuts source text
 * @param source ids of source tokens
 * @param targetTokenizer cuts target text
 * @param target ids of target tokens
 * @param copy whether source tokens that the target vocabulary lacks have ids too
 */
public record PairCodec(
        Tokenizer sourceTokenizer, Vocabulary source, Tokenizer targetTokenizer, Vocabulary target, boolean copy) {

    /** The target text as its tokens say it: what outputs are compared with. */
    public String normalTarget(String text) {
        return targetTokenizer.join(targetTokenizer.tokenize(text));
    }

    /**
     * The ids of the beginning of a target.
     *
     * @throws PromptException if it has tokens that the model cannot write
     */
    int[] prefix(String text) {
        List<String> tokens = targetTokenizer.tokenize(text);
        PromptException.ifUnknown("prefix", tokens, target);
        return target.encode(tokens);
    }
}
