package org.seq4j.experiments.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights of the classes in the loss.
 *
 * @param type where they come from
 * @param values the weights
 */
public record ClassWeightsConfig(
        @Key(
                description =
                        "Weights of the classes in the loss: none, all the same; balanced, examples / (classes x examples of the class) in the training data, so that rare classes count as much as frequent ones (with model.multi_label, examples without the class / examples with it); list, those of values.",
                defaultValue = "none")
        Type type,

        @Key(
                description =
                        "The weights as label=weight, such as [\"NO=2.5\"]; classes that are not named have weight 1.",
                min = 1,
                onlyIf = "type=list")
        @Nullable
        List<String> values) {

    /** Keeps a copy of the list. */
    public ClassWeightsConfig {
        values = values == null ? null : List.copyOf(values);
    }

    /** Whether this is {@code label=weight} with a weight above 0. */
    static boolean isWeight(String text) {
        int cut = text.lastIndexOf('=');
        String weight = text.substring(cut + 1);
        return cut > 0 && weight.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") && Double.parseDouble(weight) > 0;
    }

    /** The weights that are listed, by label; none where they come from elsewhere. */
    public Map<String, Double> byLabel() {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String text : values() == null ? List.<String>of() : values()) {
            int cut = text.lastIndexOf('=');
            weights.put(text.substring(0, cut), Double.parseDouble(text.substring(cut + 1)));
        }
        return weights;
    }

    /** Where weights come from. */
    public enum Type {
        /** All are 1. */
        NONE,
        /** The training data. */
        BALANCED,
        /** The experiment. */
        LIST
    }
}
