package org.seq4j.data.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.seq4j.data.RandomText;

class TokenizerTest {
    private static final Tokenizer CHARS = Tokenizer.characters();
    private static final Tokenizer WORDS = Tokenizer.words();

    @Test
    void characters_are_code_points() {
        assertThat(CHARS.tokenize("aé😀e\u0301\uD834\uDD1E"))
                .containsExactly("a", "é", "😀", "e", "\u0301", "\uD834\uDD1E");
        assertThat(CHARS.tokenize("")).isEmpty();
        assertThat(CHARS.tokenize("\uDC00\uD800")).containsExactly("\uDC00", "\uD800"); // unpaired
    }

    @Test
    void words_are_what_white_space_separates() {
        assertThat(WORDS.tokenize("  to be\u00A0or\t\tnot \u3000😀 ")).containsExactly("to", "be", "or", "not", "😀");
        assertThat(WORDS.tokenize(" \t\u00A0")).isEmpty();
        assertThat(WORDS.join(List.of("to", "be"))).isEqualTo("to be");
    }

    @Test
    void a_regular_expression_gives_its_matches_and_loses_nothing_between_them() {
        Tokenizer words = Tokenizer.regex(Pattern.compile("\\w+"));
        assertThat(words.tokenize("Stop... now, or?")).containsExactly("Stop", "...", "now", ",", "or", "?");
        assertThat(words.join(List.of("now", ","))).isEqualTo("now ,");
        Tokenizer optional = Tokenizer.regex(Pattern.compile("[0-9]*")); // may match nothing
        assertThat(optional.tokenize("ab 12 c")).containsExactly("ab", "12", "c");
    }

    @Test
    void a_regular_expression_that_matches_spaces_joins_exactly() {
        Tokenizer all = Tokenizer.regex(Pattern.compile("\\s+|\\w+|[^\\s\\w]", Pattern.UNICODE_CHARACTER_CLASS));
        assertThat(all.join(all.tokenize("Stop...  now, or?"))).isEqualTo("Stop...  now, or?");
        assertThat(all.lineBreak()).isEqualTo("\n");
    }

    @Test
    void a_leading_tag_is_one_token() {
        Tokenizer tagged = CHARS.withLeadingTag();
        assertThat(tagged.tokenize("<fr>Là")).containsExactly("<fr>", "L", "à");
        assertThat(tagged.join(List.of("<fr>", "L", "à"))).isEqualTo("<fr>Là");
        assertThat(tagged.tokenize("<fr>")).containsExactly("<fr>");
        assertThat(tagged.tokenize(" <fr>")).hasSize(5);
        assertThat(tagged.tokenize("<a b>")).hasSize(5);
        assertThat(tagged.tokenize("<>a")).hasSize(3);
        assertThat(tagged.tokenize("<a><b>")).containsExactly("<a>", "<", "b", ">");
        assertThat(WORDS.withLeadingTag().tokenize("<fr> il est")).containsExactly("<fr>", "il", "est");
    }

    @Test
    void lower_case_is_that_of_unicode_and_spares_the_tag() {
        assertThat(CHARS.lowercased().tokenize("IΣ")).containsExactly("i", "ς");
        assertThat(CHARS.withLeadingTag().lowercased().tokenize("<FR>L")).containsExactly("<FR>", "l");
        assertThat(CHARS.lowercased().withLeadingTag().tokenize("<FR>L")).containsExactly("<FR>", "l");
    }

    @Test
    void continuous_text_has_its_line_breaks_back() {
        assertThat(CHARS.joinText(List.of("a", "\n", "\n", "b", "\n"))).isEqualTo("a\n\nb\n");
        assertThat(WORDS.joinText(List.of("to", "be", "</s>", "or", "not"))).isEqualTo("to be\nor not");
    }

    @Test
    void joining_the_tokens_of_any_line_gives_the_line() {
        Pattern withSpaces = Pattern.compile("\\s|\\w+|.", Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);
        List<Tokenizer> exact = List.of(CHARS, CHARS.withLeadingTag());
        List<Tokenizer> upToSpace = new ArrayList<>(List.of(WORDS, WORDS.withLeadingTag()));
        upToSpace.add(Tokenizer.regex(Pattern.compile("\\w+")));
        upToSpace.add(Tokenizer.regex(withSpaces));
        for (long seed = 0; seed < 2000; seed++) {
            String line = RandomText.line(new SplittableRandom(seed), 12);
            for (Tokenizer tokenizer : exact) {
                assertThat(tokenizer.join(tokenizer.tokenize(line)))
                        .as("seed %d, %s", seed, tokenizer)
                        .isEqualTo(line);
            }
            for (Tokenizer tokenizer : upToSpace) {
                List<String> tokens = tokenizer.tokenize(line);
                assertThat(tokens).as("seed %d, %s", seed, tokenizer).doesNotContain("");
                assertThat(withoutSpace(tokenizer.join(tokens)))
                        .as("seed %d, %s", seed, tokenizer)
                        .isEqualTo(withoutSpace(line));
            }
            assertThat(WORDS.tokenize(WORDS.join(WORDS.tokenize(line))))
                    .as("seed %d", seed)
                    .isEqualTo(WORDS.tokenize(line));
        }
    }

    private static String withoutSpace(String text) {
        return String.join("", WORDS.tokenize(text));
    }
}
