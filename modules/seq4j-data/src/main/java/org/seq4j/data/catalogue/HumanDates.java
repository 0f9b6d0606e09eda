package org.seq4j.data.catalogue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seq4j.data.DataException;
import org.seq4j.data.random.CounterRandom;
import org.seq4j.data.random.Permutation;

/**
 * The set {@code human-dates}: a date of the years 1900 to 2099 as people write it in some thirty languages, a tab, and
 * the date in ISO 8601, as in {@code mardi 3 juin 1986 <tab> 1986-06-03}. The formats come from the Unicode CLDR data in
 * the Java runtime (module jdk.localedata), so another Java version may write some dates otherwise; the files of each
 * version are kept apart. Formats that could be misread are left out (see {@link DateFormats}).
 *
 * <p>Dates are dealt to the splits first, so no date of dev or test is in train in any language; then each line takes a
 * date of its split, a language and one of its formats at random. Lines of a split are distinct.
 */
final class HumanDates implements GeneratedSet {
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate END = LocalDate.of(2100, 1, 1);

    /** Dates that dev and test have to themselves, each; train has the rest. */
    private static final int HELD_OUT = 1_000;

    private static final int TRAIN_LINES = 50_000;
    private static final int LEAST_LANGUAGES = 25;

    private static final List<String> LANGUAGES = List.of(
            "en", "en-GB", "de", "fr", "es", "ca", "eu", "it", "pt", "ro", "nl", "da", "sv", "nb", "fi", "et", "lv",
            "lt", "pl", "cs", "sk", "sl", "hr", "hu", "tr", "id", "vi", "el", "ru", "uk", "bg", "he", "ja");

    @Override
    public boolean fromLocaleData() {
        return true;
    }

    @Override
    public String description() {
        return "dates as people write them in " + (LANGUAGES.size() - 1) + " languages";
    }

    @Override
    public Map<String, List<String>> generate() {
        List<List<DateFormats.Format>> languages = DateFormats.unambiguous(LANGUAGES).values().stream()
                .filter(formats -> !formats.isEmpty())
                .toList();
        if (distinct(languages) < LEAST_LANGUAGES) {
            throw new DataException("This Java runtime writes dates in only " + distinct(languages) + " languages,"
                    + " expected at least " + LEAST_LANGUAGES + "; use a full JDK or JRE 17 or later, whose locale"
                    + " data (module jdk.localedata) is not left out or switched off by java.locale.providers.");
        }
        long days = ChronoUnit.DAYS.between(FIRST, END);
        Permutation order = new Permutation(days, 0, 0);
        Map<String, List<String>> splits = new LinkedHashMap<>();
        splits.put("train", lines(languages, order, 2 * HELD_OUT, (int) days, TRAIN_LINES));
        splits.put("dev", lines(languages, order, 0, HELD_OUT, HELD_OUT));
        splits.put("test", lines(languages, order, HELD_OUT, 2 * HELD_OUT, HELD_OUT));
        return splits;
    }

    /** In how many ways the languages write one date in their first formats; without locale data they all agree. */
    private static long distinct(List<List<DateFormats.Format>> languages) {
        LocalDate date = LocalDate.of(1986, 6, 3);
        return languages.stream()
                .map(formats -> formats.get(0).write(date))
                .distinct()
                .count();
    }

    /** Lines with dates from places {@code from .. to - 1} of the order. */
    private static List<String> lines(
            List<List<DateFormats.Format>> languages, Permutation order, int from, int to, int count) {
        CounterRandom random = new CounterRandom(0, from);
        Set<String> seen = new HashSet<>();
        List<String> lines = new ArrayList<>(count);
        while (lines.size() < count) {
            LocalDate date = FIRST.plusDays(order.at(from + random.nextInt(to - from)));
            List<DateFormats.Format> formats = languages.get(random.nextInt(languages.size()));
            String text = formats.get(random.nextInt(formats.size())).write(date);
            if (seen.add(text)) {
                lines.add(text + "\t" + date);
            }
        }
        return lines;
    }
}
