package org.seq4j.experiments.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.seq4j.experiments.config.SchedulerConfig;
import org.seq4j.experiments.config.SchedulerConfig.Type;

class SchedulesTest {
    private static final double BASE = 0.4;

    private static Schedule schedule(Type type, int warmup, double minimum) {
        return Schedules.of(new SchedulerConfig(type, warmup, 0.9, 0.5, 2, minimum), BASE, false);
    }

    private static double rate(Schedule schedule, long update, long epoch, double fraction) {
        return schedule.learningRate(new Moment(update, epoch, fraction));
    }

    @Test
    void constantStays() {
        assertThat(rate(schedule(Type.CONSTANT, 0, 0), 1, 0, 0)).isEqualTo(BASE);
        assertThat(rate(schedule(Type.CONSTANT, 0, 0), 1000, 10, 1)).isEqualTo(BASE);
    }

    @Test
    void exponentialFallsByEpochDownToTheMinimum() {
        Schedule schedule = schedule(Type.EXPONENTIAL, 0, 0.3);
        assertThat(rate(schedule, 5, 0, 0)).isEqualTo(BASE);
        assertThat(rate(schedule, 50, 2, 0)).isEqualTo(BASE * 0.81, within(1e-15));
        assertThat(rate(schedule, 500, 9, 0)).isEqualTo(0.3);
    }

    @Test
    void cosineGoesFromTheBaseToTheMinimum() {
        Schedule schedule = schedule(Type.COSINE, 0, 0.1);
        assertThat(rate(schedule, 1, 0, 0)).isEqualTo(BASE);
        assertThat(rate(schedule, 51, 0, 0.5)).isEqualTo(0.25, within(1e-15));
        assertThat(rate(schedule, 34, 0, 1 / 3.0)).isEqualTo(0.1 + 0.3 * 0.75, within(1e-15));
        assertThat(rate(schedule, 100, 0, 1)).isEqualTo(0.1, within(1e-15));
    }

    @Test
    void noamRisesToTheBaseAndFallsWithTheInverseSquareRoot() {
        Schedule schedule = schedule(Type.NOAM, 100, 0);
        assertThat(rate(schedule, 1, 0, 0)).isEqualTo(BASE / 100, within(1e-15));
        assertThat(rate(schedule, 50, 0, 0)).isEqualTo(BASE / 2, within(1e-15));
        assertThat(rate(schedule, 100, 0, 0)).isEqualTo(BASE, within(1e-15));
        assertThat(rate(schedule, 400, 0, 0)).isEqualTo(BASE / 2, within(1e-15));
    }

    @Test
    void warmUpComesBeforeAnySchedule() {
        Schedule schedule = schedule(Type.EXPONENTIAL, 10, 0);
        assertThat(rate(schedule, 1, 0, 0)).isEqualTo(BASE / 10, within(1e-15));
        assertThat(rate(schedule, 5, 1, 0)).isEqualTo(BASE * 0.9 / 2, within(1e-15));
        assertThat(rate(schedule, 10, 0, 0)).isEqualTo(BASE);
        assertThat(rate(schedule, 11, 0, 0)).isEqualTo(BASE);
    }

    @Test
    void plateauReducesAfterMoreThanPatienceBadValidationsInARow() {
        Schedule schedule = schedule(Type.PLATEAU, 0, 0.09);
        double[] metrics = {2, 1, 1, 1.5, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9};
        double[] rates = {.4, .4, .4, .4, .4, .4, .4, .2, .2, .2, .1, .1, .1, .09};
        for (int i = 0; i < metrics.length; i++) {
            schedule.validated(metrics[i]);
            assertThat(rate(schedule, 1, 0, 0)).as("after validation " + i).isEqualTo(rates[i], within(1e-15));
        }
    }

    @Test
    void plateauFollowsAMetricThatShouldRise() {
        Schedule schedule = Schedules.of(new SchedulerConfig(Type.PLATEAU, 0, 1, 0.5, 0, 0), BASE, true);
        schedule.validated(0.5);
        schedule.validated(0.6);
        assertThat(rate(schedule, 1, 0, 0)).isEqualTo(BASE);
        schedule.validated(0.6);
        assertThat(rate(schedule, 1, 0, 0)).isEqualTo(BASE / 2);
    }

    @Test
    void plateauGoesOnFromItsState() {
        Schedule schedule = schedule(Type.PLATEAU, 3, 0);
        for (double metric : new double[] {1, 2, 2}) {
            schedule.validated(metric);
        }
        Schedule other = schedule(Type.PLATEAU, 3, 0);
        other.restore(schedule.state());
        other.validated(2);
        assertThat(rate(other, 9, 0, 0)).isEqualTo(BASE / 2);
        assertThat(schedule(Type.PLATEAU, 0, 0).state()).doesNotContainKey("best");
    }
}
