package org.seq4j.data.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts long series into windows for forecasting: {@code history} steps as values, and the {@code horizon} steps after
 * them as the targets of the whole window (direct forecasting), feature f of step h at {@code h * F + f}.
 *
 * @param history T of the windows
 * @param horizon steps to forecast
 * @param stride steps from the start of a window to that of the next
 */
public record Windows(int history, int horizon, int stride) {
    public Windows {
        if (history < 1 || horizon < 1 || stride < 1) {
            throw new IllegalArgumentException("Windows need history, horizon and stride of 1 or more, not " + history
                    + ", " + horizon + " and " + stride);
        }
    }

    /**
     * All whole windows of all series, in their order.
     *
     * @throws org.seq4j.data.DataException naming file and line, for a series too short for a window
     */
    public List<Series> cut(List<Series> all) {
        List<Series> windows = new ArrayList<>();
        for (Series series : all) {
            if (series.size() < history + horizon) {
                throw series.place()
                        .fault("the series has " + series.size() + " steps, but a window needs " + history
                                + " and the forecast " + horizon + "; give longer series or choose a shorter window");
            }
            int features = series.features();
            for (int start = 0; start + history + horizon <= series.size(); start += stride) {
                int end = start + history;
                windows.add(new Series(
                        Arrays.copyOfRange(series.values(), start * features, end * features),
                        features,
                        List.of(),
                        Arrays.copyOfRange(series.values(), end * features, (end + horizon) * features),
                        false,
                        series.place()));
            }
        }
        return windows;
    }
}
