package org.seq4j.data.bpe;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The 256 tokens {@code <0x00>} to {@code <0xFF>} that spell characters without a token of their own in UTF-8, as in
 * SentencePiece. A surrogate that stands alone in a Java string is spelled like any other code point.
 */
final class ByteTokens {
    private static final List<String> ALL =
            IntStream.range(0, 256).mapToObj(b -> String.format("<0x%02X>", b)).toList();
    private static final char REPLACEMENT = '\uFFFD';

    private ByteTokens() {}

    /** The tokens in the order of their bytes. */
    static List<String> all() {
        return ALL;
    }

    /** The byte of a token, or -1 where it is none of these. */
    static int value(String token) {
        if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
            return -1;
        }
        int high = Character.digit(token.charAt(3), 16);
        int low = Character.digit(token.charAt(4), 16);
        int value = high * 16 + low;
        return high >= 0 && low >= 0 && ALL.get(value).equals(token) ? value : -1;
    }

    /** Appends the tokens that spell a code point. */
    static void spell(int codePoint, List<String> tokens) {
        if (codePoint < 0x80) {
            tokens.add(ALL.get(codePoint));
            return;
        }
        int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        int lead = (0xF0 << (3 - more)) & 0xFF;
        tokens.add(ALL.get(lead | codePoint >> 6 * more));
        for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
            tokens.add(ALL.get(0x80 | codePoint >> shift & 0x3F));
        }
    }

    /** The text that bytes spell; a byte that belongs to no character becomes U+FFFD. */
    static String decode(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; ) {
            int lead = bytes[i] & 0xFF;
            int more = lead < 0x80 ? 0 : lead < 0xC0 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF8 ? 3 : -1;
            int codePoint = more <= 0 ? lead : lead & (0x3F >> more);
            int used = 1;
            while (used <= more && i + used < count && (bytes[i + used] & 0xC0) == 0x80) {
                codePoint = codePoint << 6 | bytes[i + used] & 0x3F;
                used++;
            }
            boolean whole = more >= 0 && used == more + 1 && codePoint >= least(more) && codePoint <= 0x10FFFF;
            text.appendCodePoint(whole ? codePoint : REPLACEMENT);
            i += whole ? used : 1;
        }
        return text.toString();
    }

    /** The first code point that needs so many bytes after the first. */
    private static int least(int more) {
        return switch (more) {
            case 0 -> 0;
            case 1 -> 0x80;
            case 2 -> 0x800;
            default -> 0x10000;
        };
    }
}
