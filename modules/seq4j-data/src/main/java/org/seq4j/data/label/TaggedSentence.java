package org.seq4j.data.label;

import java.util.List;
import org.seq4j.data.text.Place;

/**
 * A sentence of a file.
 *
 * @param tokens T tokens, at least 1
 * @param tags a tag for each token, or none
 * @param labels the labels of the whole sentence: none, one, or with several labels to an example any number
 * @param places where all this stands
 */
public record TaggedSentence(List<String> tokens, List<String> tags, List<String> labels, Places places) {
    public TaggedSentence {
        tokens = List.copyOf(tokens);
        tags = List.copyOf(tags);
        labels = List.copyOf(labels);
    }

    /**
     * Where the parts of a sentence stand.
     *
     * @param tokens the line of the tokens, or of the first of them
     * @param tags the line of each tag, T of them, or of all tags, 1; none without tags
     * @param labels the line of the labels
     */
    public record Places(Place tokens, List<Place> tags, Place labels) {
        /** All parts on one line. */
        static Places line(Place place) {
            return new Places(place, List.of(place), place);
        }
    }

    /** T. */
    public int size() {
        return tokens.size();
    }

    /** Where tag {@code t} stands. */
    public Place tagPlace(int t) {
        List<Place> lines = places.tags;
        return lines.get(lines.size() == 1 ? 0 : t);
    }
}
