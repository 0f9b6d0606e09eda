package org.seq4j.data.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * The tokens of one source as a pointer-generator network copies them (See, Liu and Manning 2017, section 2.2): ids of
 * the target vocabulary, extended by the source tokens that it lacks. The k-th such token, k = 0, 1, .. in the order of
 * first occurrence, has id V + k.
 *
 * @param ids one id a source token, S of them
 * @param extra the tokens of the ids V, V + 1, ..
 */
public record CopyIds(int[] ids, List<String> extra) {
    /** The copy ids of S source tokens for a target vocabulary of V tokens. */
    public static CopyIds of(List<String> sourceTokens, Vocabulary targetVocabulary) {
        int[] ids = targetVocabulary.encode(sourceTokens);
        List<String> extra = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int s = 0; s < ids.length; s++) {
            String token = sourceTokens.get(s);
            if (ids[s] == Vocabulary.UNK && !targetVocabulary.contains(token)) {
                Integer known = numbers.putIfAbsent(token, extra.size());
                if (known == null) {
                    extra.add(token);
                }
                ids[s] = targetVocabulary.size() + (known == null ? extra.size() - 1 : known);
            }
        }
        return new CopyIds(ids, List.copyOf(extra));
    }

    /** The ids of T target tokens, where one that the vocabulary lacks but the source holds has its extended id. */
    public int[] encodeTarget(List<String> targetTokens, Vocabulary targetVocabulary) {
        int[] encoded = targetVocabulary.encode(targetTokens);
        if (extra.isEmpty()) {
            return encoded;
        }
        for (int t = 0; t < encoded.length; t++) {
            int number = encoded[t] == Vocabulary.UNK ? extra.indexOf(targetTokens.get(t)) : -1;
            if (number >= 0) {
                encoded[t] = targetVocabulary.size() + number;
            }
        }
        return encoded;
    }

    /**
     * The tokens of T target ids, extended ones among them.
     *
     * @throws IndexOutOfBoundsException for an id beyond V and the extra tokens
     */
    public List<String> decodeTarget(int[] encoded, Vocabulary targetVocabulary) {
        List<String> tokens = new ArrayList<>(encoded.length);
        int size = targetVocabulary.size();
        for (int id : encoded) {
            tokens.add(id < size ? targetVocabulary.token(id) : extra.get(id - size));
        }
        return tokens;
    }
}
