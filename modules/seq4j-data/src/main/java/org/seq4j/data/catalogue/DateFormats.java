package org.seq4j.data.catalogue;

import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How people write dates in some languages, as far as it cannot be misread: patterns with four-digit years whose
 * outputs no other pattern here, in any language, would write for another date.
 *
 * <p>Candidates of a language are the full, long, medium and short patterns of the runtime's locale data with the ISO
 * calendar and Latin digits; for most languages also the full and long ones with short names of weekday and month, and
 * without commas, and some plain orders of day, month and year. English brings in the orders of numbers that are usual
 * there: year first, and the American ones, so that a numeric date whose day and month could be taken for one another
 * is out in every language. All candidates write all days of a leap year, case ignored; where two write the same string
 * for different days, both are out.
 */
final class DateFormats {
    /** Every combination of day and month. */
    private static final int LEAP_YEAR = 2000;

    private static final List<String> PLAIN =
            List.of("d MMMM y", "d MMM y", "EEE d MMM y", "EEEE d MMMM y", "EEEE, d MMMM y");
    private static final List<String> ENGLISH = List.of(
            "y-MM-dd", "y/MM/dd", "y.MM.dd", "d-MMM-y", "M/d/y", "M-d-y", "M.d.y", "MM/dd/y", "MM-dd-y", "MM.dd.y");

    /** Languages in which parts of a date hang together by particles or dots that plain orders and short names lose. */
    private static final Set<String> OWN_PATTERNS_ONLY = Set.of("ja", "zh", "ko", "eu", "vi", "hr");

    private static final Pattern MARKS_OF_DIRECTION = Pattern.compile("[\\u200E\\u200F\\u061C]");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    /** One way to write dates in a language. */
    static final class Format {
        private final DateTimeFormatter formatter;

        Format(String language, String pattern) {
            this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(language))
                    .withChronology(IsoChronology.INSTANCE)
                    .withDecimalStyle(DecimalStyle.STANDARD);
        }

        /** The date with plain single spaces and without marks of direction. */
        String write(LocalDate date) {
            String text = MARKS_OF_DIRECTION.matcher(formatter.format(date)).replaceAll("");
            return SPACES.matcher(text).replaceAll(" ").strip();
        }
    }

    private DateFormats() {}

    /** The formats of each language that cannot be misread, in the order given; a language may have none. */
    static Map<String, List<Format>> unambiguous(List<String> languages) {
        Map<String, List<Format>> kept = new LinkedHashMap<>();
        languages.forEach(language -> kept.put(language, candidates(language)));
        List<Format> all = kept.values().stream().flatMap(List::stream).toList();
        Set<Format> out = misread(all);
        kept.values().forEach(formats -> formats.removeAll(out));
        return kept;
    }

    private static List<Format> candidates(String language) {
        Locale locale = Locale.forLanguageTag(language);
        boolean plain = !OWN_PATTERNS_ONLY.contains(locale.getLanguage());
        Set<String> patterns = new LinkedHashSet<>();
        for (FormatStyle style : FormatStyle.values()) {
            String own = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                            style, null, IsoChronology.INSTANCE, locale)
                    .replaceAll("y+", "y");
            patterns.add(own);
            if (plain) {
                String shortDay = own.replace("EEEE", "EEE");
                String shortNames = shortDay.replace("MMMM", "MMM");
                for (String pattern : List.of(own, shortDay, shortNames)) {
                    patterns.add(pattern);
                    patterns.add(pattern.replaceAll("[,،]", ""));
                }
            }
        }
        if (plain) {
            patterns.addAll(PLAIN);
        }
        if (locale.getLanguage().equals("en")) {
            patterns.addAll(ENGLISH);
        }
        List<Format> formats = new ArrayList<>();
        patterns.forEach(pattern -> formats.add(new Format(language, pattern)));
        return formats;
    }

    private static Set<Format> misread(List<Format> formats) {
        Map<String, Map<LocalDate, Set<Format>>> readings = new HashMap<>();
        for (Format format : formats) {
            LocalDate end = LocalDate.of(LEAP_YEAR + 1, 1, 1);
            for (LocalDate day = LocalDate.of(LEAP_YEAR, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
                readings.computeIfAbsent(format.write(day).toLowerCase(Locale.ROOT), text -> new HashMap<>())
                        .computeIfAbsent(day, date -> new HashSet<>())
                        .add(format);
            }
        }
        Set<Format> out = new HashSet<>();
        for (Map<LocalDate, Set<Format>> dates : readings.values()) {
            if (dates.size() > 1) {
                dates.values().forEach(out::addAll);
            }
        }
        return out;
    }
}
