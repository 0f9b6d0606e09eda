package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.bpe.Bpe;
import org.seq4j.data.bpe.BpeLearner;
import org.seq4j.data.corpus.OverLength;
import org.seq4j.data.pair.PairFile;
import org.seq4j.data.pair.PairReader;
import org.seq4j.data.pair.PairSide;
import org.seq4j.data.pair.TextPair;
import org.seq4j.data.pair.TokenizedPairs;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.SideConfig;
import org.seq4j.experiments.evaluation.PairCodec;

/**
 * Learns from the training data how an experiment's text becomes ids, as texts that a checkpoint keeps, and makes a codec
 * of such texts.
 */
final class PairCodecs {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final DataConfig config;
    private final boolean copy;

    /**
     * @param config the experiment's data
     * @param copy whether source tokens can be copied
     */
    PairCodecs(DataConfig config, boolean copy) {
        this.config = config;
        this.copy = copy;
    }

    /** Learns merges and vocabularies: the texts, by file name. */
    Map<String, String> learn(PairFile training) {
        Map<String, String> texts = new LinkedHashMap<>();
        learnMerges(training, texts);
        TokenizedPairs pairs = pairs(
                training, tokenizer(config.source(), SOURCE, texts), tokenizer(config.target(), TARGET, texts), true);
        Vocabulary.Counter source = isBpe(config.source()) ? null : new Vocabulary.Counter();
        Vocabulary.Counter target =
                isBpe(config.target()) ? null : config.jointVocabulary() ? source : new Vocabulary.Counter();
        if (source != null || target != null) {
            pairs.count(source, target);
        }
        texts.put(vocabulary(SOURCE), vocabulary(config.source(), SOURCE, source, texts));
        texts.put(vocabulary(TARGET), vocabulary(config.target(), TARGET, target, texts));
        return texts;
    }

    private void learnMerges(PairFile training, Map<String, String> texts) {
        BpeLearner source = isBpe(config.source()) ? new BpeLearner() : null;
        BpeLearner target = isBpe(config.target()) ? config.jointVocabulary() ? source : new BpeLearner() : null;
        if (source == null && target == null) {
            return;
        }
        try (PairReader reader = PairReader.open(training)) {
            for (TextPair pair = reader.next(); pair != null; pair = reader.next()) {
                add(source, config.source(), pair.source());
                add(target, config.target(), pair.target());
            }
        }
        if (source != null) {
            texts.put(
                    merges(SOURCE),
                    source.learnMerges(config.source().bpe().merges()).toText());
        }
        if (target != null) {
            texts.put(
                    merges(TARGET),
                    target.learnMerges(config.target().bpe().merges()).toText());
        }
    }

    private static void add(@Nullable BpeLearner learner, SideConfig side, String text) {
        if (learner != null) {
            learner.add(side.lowercase() ? text.toLowerCase(Locale.ROOT) : text);
        }
    }

    private static String vocabulary(
            SideConfig side, String name, Vocabulary.@Nullable Counter counter, Map<String, String> texts) {
        Vocabulary vocabulary = counter == null
                ? bpe(name, texts).vocabulary()
                : counter.build(side.vocab().minFreq(), side.vocab().maxSize());
        return vocabulary.toText();
    }

    /**
     * The codec of what {@link #learn} gave.
     *
     * @throws IllegalArgumentException if a text is missing
     */
    PairCodec codec(Map<String, String> texts) {
        return new PairCodec(
                tokenizer(config.source(), SOURCE, texts),
                Vocabulary.fromText(text(texts, vocabulary(SOURCE)), vocabulary(SOURCE)),
                tokenizer(config.target(), TARGET, texts),
                Vocabulary.fromText(text(texts, vocabulary(TARGET)), vocabulary(TARGET)),
                copy);
    }

    /**
     * A file of pairs, cut into tokens.
     *
     * @param training whether the greatest lengths hold
     */
    TokenizedPairs pairs(PairFile file, Tokenizer source, Tokenizer target, boolean training) {
        return new TokenizedPairs(
                file, side(source, config.source(), training), side(target, config.target(), training));
    }

    private static PairSide side(Tokenizer tokenizer, SideConfig config, boolean training) {
        return new PairSide(tokenizer, training ? config.maxLength() : 0, OverLength.DROP);
    }

    private static Tokenizer tokenizer(SideConfig side, String name, Map<String, String> texts) {
        Tokenizer tokenizer = switch (side.level()) {
            case CHAR -> Tokenizer.characters();
            case WORD -> Tokenizer.words();
            case REGEX -> Tokenizer.regex(Pattern.compile(String.valueOf(side.pattern())));
            case BPE -> bpe(name, texts);
        };
        return side.lowercase() ? tokenizer.lowercased() : tokenizer;
    }

    private static Bpe bpe(String name, Map<String, String> texts) {
        return Bpe.fromText(text(texts, merges(name)), merges(name));
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("The checkpoint has no " + name + ".");
        }
        return text;
    }

    private static boolean isBpe(SideConfig side) {
        return side.level() == SideConfig.Level.BPE;
    }

    private static String merges(String side) {
        return side + ".bpe.txt";
    }

    private static String vocabulary(String side) {
        return side + ".vocabulary.txt";
    }
}
