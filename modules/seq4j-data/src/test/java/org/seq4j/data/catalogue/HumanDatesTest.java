package org.seq4j.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.seq4j.data.catalogue.DateFormats.Format;

class HumanDatesTest {
    private static final Map<String, List<String>> SPLITS = new HumanDates().generate();

    @Test
    void splits_have_their_sizes_and_no_date_in_common() {
        assertThat(SPLITS.keySet()).containsExactly("train", "dev", "test");
        assertThat(SPLITS.get("train")).hasSize(50_000).doesNotHaveDuplicates();
        assertThat(SPLITS.get("dev")).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(SPLITS.get("test")).hasSize(1_000).doesNotHaveDuplicates();
        Set<String> train = dates("train");
        Set<String> dev = dates("dev");
        Set<String> test = dates("test");
        assertThat(train).hasSizeGreaterThan(30_000).doesNotContainAnyElementsOf(dev);
        assertThat(test)
                .hasSizeGreaterThan(500)
                .doesNotContainAnyElementsOf(dev)
                .doesNotContainAnyElementsOf(train);
    }

    private static Set<String> dates(String split) {
        return SPLITS.get(split).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void lines_are_clean_and_no_string_stands_for_two_dates() {
        Map<String, String> readings = new HashMap<>();
        Pattern unclean = Pattern.compile("[\\u00A0\\u202F\\u200E\\u200F]|  |^ | $|(?![0-9])\\p{Nd}");
        for (List<String> lines : SPLITS.values()) {
            for (String line : lines) {
                String[] fields = line.split("\t", -1);
                LocalDate date = LocalDate.parse(fields[1]);
                assertTrue(fields.length == 2 && fields[1].equals(date.toString()), line);
                assertTrue(fields[0].contains(Integer.toString(date.getYear())), line);
                assertFalse(unclean.matcher(fields[0]).find(), line);
                String earlier = readings.put(fields[0].toLowerCase(Locale.ROOT), fields[1]);
                assertTrue(earlier == null || earlier.equals(fields[1]), line);
            }
        }
    }

    @Test
    void many_languages_have_many_formats() {
        Map<String, List<Format>> formats =
                DateFormats.unambiguous(List.of("en", "en-GB", "fr", "ru", "ja", "hr", "pl"));
        LocalDate date = LocalDate.of(1986, 6, 3);
        assertThat(write(formats.get("fr"), date)).contains("mardi 3 juin 1986", "3 juin 1986");
        assertThat(write(formats.get("ru"), date)).contains("вторник, 3 июня 1986 г.");
        assertThat(write(formats.get("ja"), date)).contains("1986年6月3日火曜日");
        assertThat(write(formats.get("en"), date))
                .contains("Tuesday, June 3, 1986", "1986/06/03")
                .hasSizeGreaterThan(8);
    }

    @Test
    void what_could_be_misread_is_out_on_both_sides() {
        List<String> numeric = List.of("6/3/1986", "3/6/1986", "03/06/1986", "03.06.1986");
        LocalDate date = LocalDate.of(1986, 6, 3);
        DateFormats.unambiguous(List.of("en", "en-GB", "fr", "de", "es"))
                .values()
                .forEach(
                        formats -> assertThat(write(formats, date)).isNotEmpty().doesNotContainAnyElementsOf(numeric));
        assertThat(write(DateFormats.unambiguous(List.of("de")).get("de"), date))
                .contains("03.06.1986");
        // listopad is October to Croats, who put a point after numbers, and November to Poles, who do not
        Map<String, List<Format>> slavic = DateFormats.unambiguous(List.of("hr", "pl"));
        assertThat(write(slavic.get("hr"), LocalDate.of(2001, 10, 9))).contains("9. listopada 2001.");
        assertThat(write(slavic.get("pl"), LocalDate.of(2001, 11, 9))).contains("9 listopada 2001");
    }

    @Test
    void calendars_and_digits_of_a_locale_stay_out() {
        LocalDate date = LocalDate.of(1986, 6, 3);
        DateFormats.unambiguous(List.of("th-TH-u-ca-buddhist-nu-thai", "ar-EG", "fa-IR", "hi-IN-u-nu-deva"))
                .forEach((language, formats) -> assertThat(write(formats, date))
                        .as(language)
                        .hasSizeGreaterThan(2)
                        .allMatch(text -> text.contains("1986") && !text.matches(".*(?![0-9])\\p{Nd}.*")));
    }

    @Test
    void the_machines_own_locale_changes_nothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new HumanDates().generate()).isEqualTo(SPLITS);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> write(List<Format> formats, LocalDate date) {
        return formats.stream().map(format -> format.write(date)).toList();
    }
}
