package org.seq4j.models.archive;

/** Names of the entries of the container. */
final class EntryNames {
    static final String MANIFEST = "manifest.json";
    static final String CONFIGURATION = "configuration.json";
    static final String METADATA = "metadata.json";
    static final String TENSORS = "tensors/";
    static final String TEXTS = "texts/";

    private static final int MAX_LENGTH = 1000;

    private EntryNames() {}

    /** Returns the name if it is a relative path that stays inside its folder on every operating system. */
    static String checked(String name) {
        boolean fine = !name.isEmpty() && name.length() <= MAX_LENGTH;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            fine &= c != '\\' && c != ':' && !Character.isISOControl(c) && !Character.isSurrogate(c);
        }
        for (String segment : name.split("/", -1)) {
            fine &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
        }
        if (!fine) {
            throw new ArchiveException("expected a plain relative name of at most " + MAX_LENGTH
                    + " characters without '\\', ':', empty, \".\" or \"..\" parts, found \"" + shortened(name) + '"');
        }
        return name;
    }

    /** Text for a message: no control characters, not too long. */
    static String shortened(String text) {
        String safe = text.codePoints()
                .limit(121)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.length() > 120 ? safe.substring(0, 119) + "..." : safe;
    }
}
