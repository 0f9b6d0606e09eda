package org.seq4j.experiments.evaluation.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTableTest {

    private static final List<Sample> DATES = List.of(
            new Sample("mardi 3 juin 1986", "1986-06-03", "1986-06-03", true),
            new Sample("1986年6月3日", "1986-06-03", "1986-06-08", false),
            new Sample("الثلاثاء ٣ يونيو", "1986-06-03", "", false));

    @Test
    void columnsAreAsWideAsTheyNeedToBe() {
        assertThat(SampleTable.lines(DATES, 100))
                .containsExactly(
                        "source             reference   output",
                        "mardi 3 juin 1986  1986-06-03  1986-06-03  right",
                        "1986年6月3日       1986-06-03  1986-06-08  wrong",
                        "الثلاثاء ٣ يونيو   1986-06-03              wrong");
    }

    @Test
    void theWidestColumnIsCutWhereTheTerminalIsNarrow() {
        assertThat(SampleTable.lines(DATES.subList(0, 2), 43))
                .containsExactly(
                        "source        reference   output",
                        "mardi 3 jui…  1986-06-03  1986-06-03  right",
                        "1986年6月3日  1986-06-03  1986-06-08  wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {38, 39, 50, 64, 79, 80, 200})
    void noLineIsWiderThanTheTerminalAndVerdictsStandInOneColumn(int width) {
        List<Sample> samples = List.of(
                new Sample("한국어 문장입니다 ".repeat(4), "e\u0301".repeat(40), "👩‍👩‍👧".repeat(15), true),
                new Sample(
                        "ａ全角".repeat(9), "हिन्दी ".repeat(8), "plain words, many of them, one after another", false));
        List<String> lines = SampleTable.lines(samples, width);
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
        assertThat(DisplayWidth.of(lines.get(1))).isEqualTo(DisplayWidth.of(lines.get(2)));
        if (width < 200) {
            assertThat(DisplayWidth.of(lines.get(1))).isEqualTo(width);
        }
    }

    @Test
    void lineEndsAndTabsCannotBreakTheTable() {
        assertThat(SampleTable.lines(List.of(new Sample("a\tb", "c\nd", "e\u001b[1m", true)), 80)
                        .get(1))
                .isEqualTo("a b     c d        e [1m   right");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "中",
                "ア",
                "Ａ",
                "한",
                "ㄱ",
                "\u1112\u1161\u11ab",
                "🙂",
                "👍🏽",
                "👨‍👩‍👧‍👦",
                "🇫🇷",
                "❤️",
                "⚡",
                "𠀋"
            })
    void wideCharactersTakeTwoColumns(String character) {
        assertThat(DisplayWidth.of(character)).isEqualTo(2);
        assertThat(DisplayWidth.of("a" + character + "b")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "e\u0301", "ﾊ", "ا", "ש", "ก็", "—", "…", "ɔ̃", "\u0251", "✓"})
    void narrowCharactersTakeOne(String character) {
        assertThat(DisplayWidth.of(character)).isEqualTo(1);
    }

    @Test
    void textIsNeverCutInsideACharacter() {
        assertThat(DisplayWidth.fit("日本語", 4)).isEqualTo("日… ");
        assertThat(DisplayWidth.fit("日本語", 6)).isEqualTo("日本語");
        assertThat(DisplayWidth.fit("cafe\u0301s", 5)).isEqualTo("cafe\u0301s");
        assertThat(DisplayWidth.fit("cafe\u0301s!", 5)).isEqualTo("cafe\u0301…");
        assertThat(DisplayWidth.fit("a👨‍👩‍👧b", 3)).isEqualTo("a… ");
    }

    @Test
    void theTerminalHasSomeWidth() {
        assertThat(TerminalWidth.columns()).isPositive();
    }
}
