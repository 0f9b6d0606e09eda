package org.seq4j.experiments.config;

/**
 * How series are cut into windows for forecasting.
 *
 * @param history steps that are read
 * @param horizon steps that are forecast
 * @param stride steps from one window to the next
 * @param method how many steps come of one model
 */
public record WindowsConfig(
        @Key(description = "Steps that are read.", defaultValue = "24", min = 1, max = 1000000)
        int history,

        @Key(description = "Steps after them that are forecast.", defaultValue = "1", min = 1, max = 1000000)
        int horizon,

        @Key(
                description = "Steps from the start of a window to that of the next.",
                defaultValue = "1",
                min = 1,
                max = 1000000)
        int stride,

        @Key(
                description =
                        "How the steps come about: direct, all at once, horizon x features outputs of the last state; autoregressive, by a model of the next step that reads its own predictions.",
                defaultValue = "direct")
        Method method) {

    /** How the steps of a forecast come about. */
    public enum Method {
        /** All at once. */
        DIRECT,
        /** One after the other. */
        AUTOREGRESSIVE
    }
}
