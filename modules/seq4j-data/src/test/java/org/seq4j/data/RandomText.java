package org.seq4j.data;

import java.util.SplittableRandom;

/** Random strings that hold what trips text code: surrogate pairs, combining marks, spaces of all kinds, tags. */
public final class RandomText {
    private static final String[] PIECES = {
        "a",
        "b",
        "Z",
        "é",
        "e\u0301",
        "ß",
        "İ",
        "\u00A0",
        "\u3000",
        " ",
        "  ",
        "\t",
        "😀",
        "👩‍👩‍👧",
        "\uD834\uDD1E",
        "中",
        "ก็",
        "<fr>",
        "<",
        ">",
        "\\",
        "\\n",
        "...",
        "don't",
        "</s>",
        "<unk>",
        "\u2028",
        "\u200B",
        "\uFFFD",
        "\u0000"
    };

    private RandomText() {}

    /** A line without line feeds and carriage returns, of up to {@code most} pieces. */
    public static String line(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
