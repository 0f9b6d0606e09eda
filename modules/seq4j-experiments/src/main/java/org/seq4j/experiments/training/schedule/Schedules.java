package org.seq4j.experiments.training.schedule;

import org.seq4j.experiments.config.SchedulerConfig;

/** Makes schedules from their configuration. */
public final class Schedules {
    private Schedules() {}

    /**
     * A new schedule.
     *
     * @param config which and how
     * @param base the optimiser's learning rate
     * @param higherIsBetter which way the metric improves that the plateau schedule watches
     */
    public static Schedule of(SchedulerConfig config, double base, boolean higherIsBetter) {
        double minimum = config.minLearningRate();
        Schedule schedule = switch (config.type()) {
            case CONSTANT -> new ConstantSchedule(base);
            case EXPONENTIAL -> new ExponentialSchedule(base, config.gamma(), minimum);
            case PLATEAU -> new PlateauSchedule(base, config.factor(), config.patience(), minimum, higherIsBetter);
            case COSINE -> new CosineSchedule(base, minimum);
            case NOAM -> new NoamSchedule(base, config.warmup());
        };
        boolean warm = config.warmup() > 1 && config.type() != SchedulerConfig.Type.NOAM;
        return warm ? new WarmupSchedule(schedule, config.warmup()) : schedule;
    }
}
