package org.seq4j.data.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.seq4j.data.DataException;

/**
 * The set {@code locale-names}: what the Java runtime calls every country, language and currency in 40 languages, one
 * name a line after its language tag, as in {@code <fr>Allemagne}. The names come from the Unicode CLDR data in the
 * runtime (module jdk.localedata), so another Java version may have slightly other names; the files of each version
 * are kept apart.
 *
 * <p>Lines are distinct. A name goes to train, dev or test (8 : 1 : 1) by the SHA-256 of the name without its tag, so a
 * name that several languages share is in one split only. Order: languages as listed here, then countries, languages
 * and currencies by their codes.
 */
final class LocaleNames implements GeneratedSet {
    private static final int LEAST = 20_000;
    private static final List<String> SPLITS = List.of("train", "dev", "test");

    /** Languages with alphabets, an abjad and an abugida, that CLDR covers well; no syllabaries, no ideograms. */
    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "ca", "eu", "it", "pt", "ro", "nl", "af", "da", "sv", "nb", "is", "fi", "et", "lv",
            "lt", "pl", "cs", "sk", "sl", "hr", "hu", "sq", "tr", "az", "id", "vi", "sw", "cy", "el", "ru", "uk", "bg",
            "hy", "ka", "he", "hi");

    @Override
    public boolean fromLocaleData() {
        return true;
    }

    @Override
    public String description() {
        return "names of countries, languages and currencies in " + LANGUAGES.size() + " languages";
    }

    @Override
    public Map<String, List<String>> generate() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        SPLITS.forEach(split -> splits.put(split, new ArrayList<>()));
        for (String tag : LANGUAGES) {
            for (String name : names(Locale.forLanguageTag(tag))) {
                splits.computeIfAbsent(split(name), split -> new ArrayList<>()).add("<" + tag + ">" + name);
            }
        }
        int total = splits.values().stream().mapToInt(List::size).sum();
        if (total < LEAST) {
            throw new DataException("This Java runtime has only " + total + " names of countries, languages and"
                    + " currencies, expected more than " + LEAST + "; use a full JDK or JRE 17 or later, whose locale"
                    + " data (module jdk.localedata) is not left out or switched off by java.locale.providers.");
        }
        return splits;
    }

    /** Distinct names in one language; where the runtime has no name it gives the code, which is left out. */
    private static Set<String> names(Locale in) {
        Set<String> names = new LinkedHashSet<>();
        for (String code : new TreeSet<>(List.of(Locale.getISOCountries()))) {
            add(names, code, new Locale.Builder().setRegion(code).build().getDisplayCountry(in));
        }
        for (String code : languageCodes()) {
            add(names, code, new Locale.Builder().setLanguage(code).build().getDisplayLanguage(in));
        }
        Map<String, Currency> currencies = new TreeMap<>();
        Currency.getAvailableCurrencies().forEach(c -> currencies.put(c.getCurrencyCode(), c));
        currencies.forEach((code, currency) -> add(names, code, currency.getDisplayName(in)));
        return names;
    }

    private static Set<String> languageCodes() {
        Set<String> codes = new TreeSet<>(List.of(Locale.getISOLanguages()));
        for (Locale locale : Locale.getAvailableLocales()) {
            if (!locale.getLanguage().isEmpty()) {
                codes.add(locale.getLanguage());
            }
        }
        return codes;
    }

    private static void add(Set<String> names, String code, String name) {
        String clean = name.strip();
        if (!clean.isEmpty() && !clean.equalsIgnoreCase(code)) {
            names.add(clean);
        }
    }

    static String split(String name) {
        MessageDigest digest = Sha256.digest();
        byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
        int tenth = (((hash[0] & 0xFF) << 8) | (hash[1] & 0xFF)) % 10;
        return tenth < 8 ? "train" : tenth == 8 ? "dev" : "test";
    }
}
