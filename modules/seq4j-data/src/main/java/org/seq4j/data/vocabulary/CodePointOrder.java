package org.seq4j.data.vocabulary;

/** Strings by their Unicode code points; {@link String#compareTo} puts surrogates before U+E000..U+FFFF. */
public final class CodePointOrder {
    private CodePointOrder() {}

    public static int compare(String a, String b) {
        int limit = Math.min(a.length(), b.length());
        for (int i = 0; i < limit; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean pairX = Character.isSurrogate(x);
                boolean pairY = Character.isSurrogate(y);
                return pairX == pairY ? Character.compare(x, y) : pairX ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
