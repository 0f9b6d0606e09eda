package org.seq4j.experiments.cli;

import org.seq4j.data.series.StepLine;
import org.seq4j.data.text.Place;
import org.seq4j.experiments.evaluation.series.SeriesStream;
import org.seq4j.experiments.training.TrainedSeries;

/** The numbers of a step on each line: what is predicted of the series so far. */
final class SeriesSteps implements StepLoop.Steps {
    private final TrainedSeries opened;
    private final SeriesStream stream;
    private final SeriesFormat format;

    /**
     * @param opened the model
     * @param format how a prediction looks
     * @param steps how many steps a model of the next step predicts
     */
    SeriesSteps(TrainedSeries opened, SeriesFormat format, int steps) {
        this.opened = opened;
        this.stream = opened.stream(steps);
        this.format = format;
    }

    @Override
    public void restart() {
        stream.restart();
    }

    @Override
    public String read(String line, Place place) {
        float[] values = StepLine.parse(line, opened.predictor().codec().features(), opened.missing(), place);
        return format.line(place.toString(), stream.read(values));
    }
}
