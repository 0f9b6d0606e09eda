package org.seq4j.experiments.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.models.search.Generation;
import org.seq4j.models.search.GenerationSettings;
import org.seq4j.models.search.Generator;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.StepDecoder;

/**
 * Text in, text out: continues prompts with a generating model. Safe for several threads, as its decoder is.
 *
 * <p>A model of continuous text reads the prompt as it stands (an empty one as a line break) and writes until the
 * greatest length; a model of lines reads the prompt as the beginning of a line
 * and writes to its end.
 */
public final class TextGenerator {
    private final StepDecoder<?> decoder;
    private final Tokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final boolean lines;

    /**
     * @param decoder the model
     * @param tokenizer how its text was cut into tokens
     * @param vocabulary the ids of its tokens
     * @param lines whether it was trained on single lines rather than on continuous text
     */
    public TextGenerator(StepDecoder<?> decoder, Tokenizer tokenizer, Vocabulary vocabulary, boolean lines) {
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.lines = lines;
    }

    /**
     * Writes one continuation piece by piece.
     *
     * @param prompt how the text begins
     * @param length greatest number of tokens to add
     * @param sampler how a token is chosen
     * @param seed what the randomness is made of
     * @param sink receives the prompt, then each piece as soon as it is known
     * @throws PromptException if the prompt has tokens that the model does not know
     */
    public void stream(String prompt, int length, Sampler sampler, long seed, Consumer<String> sink) {
        List<String> begun = tokens(prompt);
        TextPieces pieces = new TextPieces(tokenizer, begun);
        sink.accept(pieces.text());
        generator(decoder, length, sampler)
                .generate(
                        ids(begun), seed, (sequence, token, score) -> sink.accept(pieces.add(vocabulary.token(token))));
    }

    /**
     * Several continuations of one prompt, prompt included.
     *
     * @param prompt how the texts begin
     * @param count how many
     * @param length greatest number of tokens to add to each
     * @param sampler how a token is chosen
     * @param seed what the randomness is made of
     * @throws PromptException if the prompt has tokens that the model does not know
     */
    public List<String> generate(String prompt, int count, int length, Sampler sampler, long seed) {
        List<String> begun = tokens(prompt);
        List<String> texts = new ArrayList<>();
        for (Generation generation : generator(decoder, length, sampler).generate(ids(begun), count, seed)) {
            TextPieces pieces = new TextPieces(tokenizer, begun);
            generation.tokens().forEach(token -> pieces.add(vocabulary.token(token)));
            texts.add(pieces.text());
        }
        return texts;
    }

    private <S> Generator<S> generator(StepDecoder<S> of, int length, Sampler sampler) {
        Set<Integer> banned = new LinkedHashSet<>(List.of(Vocabulary.PAD, Vocabulary.UNK, Vocabulary.BOS));
        Set<Integer> stop = lines ? Set.of(Vocabulary.EOS) : Set.of();
        if (!lines && !tokenizer.lineBreak().equals(Vocabulary.EOS_TOKEN)) {
            banned.add(Vocabulary.EOS); // never seen in training
        }
        return new Generator<>(of, new GenerationSettings(length, sampler, stop, banned));
    }

    private List<String> tokens(String prompt) {
        List<String> tokens = new ArrayList<>();
        String[] parts = lines ? new String[] {prompt} : prompt.split("\r\n|\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                tokens.add(tokenizer.lineBreak());
            }
            tokens.addAll(tokenizer.tokenize(parts[i]));
        }
        PromptException.ifUnknown("prompt", tokens, vocabulary);
        return tokens;
    }

    private int[] ids(List<String> tokens) {
        List<String> all = new ArrayList<>(tokens);
        if (lines) {
            all.add(0, Vocabulary.BOS_TOKEN);
        } else if (all.isEmpty()) {
            all.add(
                    vocabulary.contains(tokenizer.lineBreak())
                            ? tokenizer.lineBreak()
                            : vocabulary.token(Vocabulary.EOS + 1));
        }
        return vocabulary.encode(all);
    }
}
