package org.seq4j.experiments.evaluation.sample;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns a text takes in a terminal. A character as a reader sees it (an extended grapheme cluster) takes 2
 * where it is an East Asian wide one (Unicode Standard Annex 11) or an emoji, 0 where it consists of combining marks
 * and formatting characters alone, else 1.
 */
final class DisplayWidth {

    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    /** The assigned characters of East_Asian_Width W and F, Unicode 14; gaps of unassigned ones are covered over. */
    private static final int[] WIDE = ranges("1100-115F 231A-231B 2329-232A 23E9-23EC 23F0-23F0 23F3-23F3 25FD-25FE"
            + " 2614-2615 2648-2653 267F-267F 2693-2693 26A1-26A1 26AA-26AB 26BD-26BE 26C4-26C5 26CE-26CE 26D4-26D4"
            + " 26EA-26EA 26F2-26F3 26F5-26F5 26FA-26FA 26FD-26FD 2705-2705 270A-270B 2728-2728 274C-274C 274E-274E"
            + " 2753-2755 2757-2757 2795-2797 27B0-27B0 27BF-27BF 2B1B-2B1C 2B50-2B50 2B55-2B55 2E80-303E 3041-3247"
            + " 3250-4DBF 4E00-A4CF A960-A97F AC00-D7A3 F900-FAFF FE10-FE19 FE30-FE6F FF01-FF60 FFE0-FFE6 16FE0-1B2FF"
            + " 1F004-1F004 1F0CF-1F0CF 1F18E-1F18E 1F191-1F19A 1F200-1F320 1F32D-1F335 1F337-1F37C 1F37E-1F393"
            + " 1F3A0-1F3CA 1F3CF-1F3D3 1F3E0-1F3F0 1F3F4-1F3F4 1F3F8-1F43E 1F440-1F440 1F442-1F4FC 1F4FF-1F53D"
            + " 1F54B-1F54E 1F550-1F567 1F57A-1F57A 1F595-1F596 1F5A4-1F5A4 1F5FB-1F64F 1F680-1F6C5 1F6CC-1F6CC"
            + " 1F6D0-1F6D2 1F6D5-1F6DF 1F6EB-1F6EC 1F6F4-1F6FC 1F7E0-1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF"
            + " 1FA70-1FAFF 20000-3FFFD");

    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        Matcher cluster = CLUSTER.matcher(text);
        while (cluster.find()) {
            width += ofCluster(cluster.group());
        }
        return width;
    }

    /** The text in exactly {@code width} columns: padded with spaces, or cut with an ellipsis at its end. */
    static String fit(String text, int width) {
        int size = of(text);
        if (size <= width) {
            return text + " ".repeat(width - size);
        }
        int taken = 0;
        Matcher cluster = CLUSTER.matcher(text);
        StringBuilder cut = new StringBuilder();
        while (cluster.find()) {
            taken += ofCluster(cluster.group());
            if (taken > width - 1) {
                break;
            }
            cut.append(cluster.group());
        }
        cut.append('…');
        return cut.append(" ".repeat(width - of(cut.toString()))).toString();
    }

    private static int ofCluster(String cluster) {
        if (cluster.indexOf(EMOJI_PRESENTATION) > 0) {
            return 2;
        }
        return Math.min(2, cluster.codePoints().map(DisplayWidth::of).sum());
    }

    private static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        int range = 0;
        int end = WIDE.length / 2;
        while (range < end) {
            int middle = (range + end) / 2;
            if (c > WIDE[2 * middle + 1]) {
                range = middle + 1;
            } else {
                end = middle;
            }
        }
        return range < WIDE.length / 2 && c >= WIDE[2 * range];
    }

    private static int[] ranges(String text) {
        return Pattern.compile("[- ]")
                .splitAsStream(text)
                .mapToInt(bound -> Integer.parseInt(bound, 16))
                .toArray();
    }
}
