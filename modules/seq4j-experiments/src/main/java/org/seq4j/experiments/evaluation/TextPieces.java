package org.seq4j.experiments.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.token.Tokenizer;

/**
 * Text that grows token by token: how a token looks depends on those before it in its line (white space between words).
 */
final class TextPieces {
    private final Tokenizer tokenizer;
    private final StringBuilder finished = new StringBuilder();
    private final List<String> line = new ArrayList<>();
    private String lineText = "";

    TextPieces(Tokenizer tokenizer, List<String> begun) {
        this.tokenizer = tokenizer;
        begun.forEach(this::add);
    }

    /** Adds a token and returns the text that it adds. */
    String add(String token) {
        if (token.equals(tokenizer.lineBreak())) {
            finished.append(lineText).append('\n');
            line.clear();
            lineText = "";
            return "\n";
        }
        line.add(token);
        String grown = tokenizer.join(line);
        String piece = grown.startsWith(lineText) ? grown.substring(lineText.length()) : grown;
        lineText = grown;
        return piece;
    }

    String text() {
        return finished + lineText;
    }
}
