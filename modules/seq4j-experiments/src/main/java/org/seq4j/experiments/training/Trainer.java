package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.experiments.config.Duration;
import org.seq4j.experiments.config.EarlyStoppingConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.config.TrainingConfig;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.training.optimizer.GradientClipping;
import org.seq4j.experiments.training.optimizer.Optimizer;
import org.seq4j.experiments.training.schedule.Moment;
import org.seq4j.experiments.training.schedule.Schedule;
import org.seq4j.experiments.training.schedule.Schedules;

/**
 * The training loop. One instance makes one session, from a given {@link TrainerState} to the end or to an
 * interruption.
 *
 * <p>Order of events after an update: log, then (if due) validation, schedule and early stopping, checkpoint, then the
 * question whether to go on. An accumulation of batches never crosses the
 * end of an epoch.
 */
final class Trainer {
    private final Task task;
    private final ComputationGraph graph;
    private final ExperimentConfig config;
    private final TrainingRecord record;
    private final TrainingMonitor monitor;
    private final SessionEnd sessionEnd;

    private final UpdateStep step;
    private final Schedule schedule;
    private final EarlyStopping stopping;
    private final Clock clock;
    private final Trigger logging;
    private final Trigger validating;
    private final @Nullable Trigger flowing;
    private final BatchSource source;
    private final GradientFlowProbe probe;
    private final Throughput throughput = new Throughput();
    private double firstFraction;

    private long update;
    private int epoch;
    private long batch;
    private long epochBatches;
    private long epochTokens;
    private long tokens;
    private double lossSum;
    private long lossTokens;
    private double lastLoss = Double.NaN;
    private double learningRate;
    private double gradientNorm;
    private long lastValidation;

    /**
     * @param task data and evaluation
     * @param graph the model, initialised or restored; trained in place
     * @param optimizer its optimiser, new or restored
     * @param config the experiment
     * @param state where to go on from
     * @param record receives log lines and checkpoints
     * @param monitor watches
     * @param sessionEnd asked after every update; may end the session with a checkpoint
     */
    Trainer(
            Task task,
            ComputationGraph graph,
            Optimizer optimizer,
            ExperimentConfig config,
            TrainerState state,
            TrainingRecord record,
            TrainingMonitor monitor,
            SessionEnd sessionEnd) {
        TrainingConfig training = config.training();
        this.task = task;
        this.graph = graph;
        this.config = config;
        this.record = record;
        this.monitor = monitor;
        this.sessionEnd = sessionEnd;
        this.step = new UpdateStep(
                (next, number) -> task.prepare(graph, next, number),
                graph,
                optimizer,
                new GradientClipping(training.clipGradNorm(), training.clipGradValue()),
                training.gradAccumulation());
        this.stopping = new EarlyStopping(config.monitoredMetric(), training.earlyStopping(), state);
        this.schedule = Schedules.of(
                training.scheduler(),
                training.optimizer().learningRate(),
                stopping.metric().mode() == EarlyStoppingConfig.Mode.MAX);
        schedule.restore(state.schedule());
        this.clock = new Clock(state.seconds(), state.trainingSeconds());
        this.logging = new Trigger(config.logging().every(), state.seconds());
        this.validating = new Trigger(training.validateEvery(), state.seconds());
        Duration flow = config.logging().gradientFlow();
        this.flowing = flow == null ? null : new Trigger(flow, state.seconds());
        this.source = task.batches(Split.TRAIN);
        this.probe = new GradientFlowProbe(graph, source, config.model());
        update = state.update();
        epoch = state.epoch();
        batch = state.batch();
        epochTokens = state.epochTokens();
        tokens = state.tokens();
        lossSum = state.lossSum();
        lossTokens = state.lossTokens();
        lastValidation = state.lastValidation();
        epochBatches = source.batches(epoch);
    }

    /**
     * Trains to the end, or until asked to stop.
     *
     * @throws NonFiniteException if a loss, a gradient or a parameter is no longer finite
     */
    TrainingResult run() {
        try {
            return session();
        } catch (NonFiniteException e) {
            Map<String, Object> line = line("end");
            line.put("reason", "diverged");
            line.put("seconds", rounded(clock.seconds(), 1000));
            record.log(line);
            throw e;
        }
    }

    private TrainingResult session() {
        firstFraction = fraction();
        if (stopping.exhausted()) {
            return result(TrainingResult.Reason.EARLY_STOPPING);
        }
        if (sessionEnd.isPause(update, epoch)) {
            return result(TrainingResult.Reason.PAUSED);
        }
        while (!finished()) {
            try (CloseableBatches batches = source.epoch(epoch, batch)) {
                while (batches.hasNext() && !finished()) {
                    train(batches);
                    if (validating.due(update, epoch, batch == 0, clock.seconds())) {
                        validate();
                        if (stopping.exhausted()) {
                            return result(TrainingResult.Reason.EARLY_STOPPING);
                        }
                    }
                    TrainingResult.Reason reason = sessionEnd.reason(update, epoch);
                    if (reason != null) {
                        if (lastValidation != update) { // else it is saved already
                            record.checkpoint(state(), false);
                        }
                        return result(reason);
                    }
                }
            }
        }
        if (lastValidation != update) {
            validate();
        }
        return result(TrainingResult.Reason.MAX_DURATION);
    }

    private void train(CloseableBatches batches) {
        long start = System.nanoTime();
        learningRate = schedule.learningRate(new Moment(update + 1, epoch, fraction()));
        UpdateStep.Result done = step.run(batches, update + 1, learningRate);
        update++;
        batch += done.batches();
        epochTokens += done.tokens();
        tokens += done.tokens();
        lossSum += done.loss() * done.tokens();
        lossTokens += done.tokens();
        gradientNorm = done.gradientNorm();
        if (batch >= epochBatches) {
            epoch++;
            batch = 0;
            epochTokens = 0;
            epochBatches = source.batches(epoch);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        clock.trained(seconds);
        throughput.add(done.tokens(), seconds);
        lastLoss = lossSum / lossTokens;
        boolean log = logging.due(update, epoch, batch == 0, clock.seconds());
        if (log) {
            log();
        }
        if (flowing != null && flowing.due(update, epoch, batch == 0, clock.seconds())) {
            Map<String, Object> line = line("gradient_flow");
            line.put("layers", probe.layers(update));
            line.put("seconds", rounded(clock.seconds(), 1000));
            record.log(line);
        }
        monitor.updated(position(), log);
    }

    private void log() {
        Map<String, Object> line = line("train");
        line.put("loss", lastLoss);
        line.put("learning_rate", learningRate);
        line.put("gradient_norm", gradientNorm);
        line.put("tokens", tokens);
        line.put("tokens_per_second", rounded(throughput.tokensPerSecond(), 1));
        line.put("seconds", rounded(clock.seconds(), 1000));
        record.log(line);
        lossSum = 0;
        lossTokens = 0;
        throughput.restart();
    }

    /** Scores the development split, if there is one, and saves the state. */
    private void validate() {
        lastValidation = update;
        double parameters =
                GradientClipping.norm(graph.params().reshape(graph.params().length()));
        if (!Double.isFinite(parameters)) {
            throw new NonFiniteException(update, "the norm of the parameters", parameters);
        }
        if (!task.has(Split.DEV)) {
            record.checkpoint(state(), false);
            return;
        }
        monitor.validating();
        double start = clock.seconds();
        Map<Metric, Double> metrics = task.evaluate(graph, Split.DEV, true).values();
        metrics.forEach((metric, found) -> {
            if (!Double.isFinite(found)) {
                throw new NonFiniteException(update, metric.key() + " of the validation", found);
            }
        });
        double value = metrics.getOrDefault(stopping.metric(), Double.NaN);
        boolean best = stopping.validated(value, update);
        schedule.validated(value);
        Samples samples = task.samples(graph, config.logging().samples(), config.seed() + update);
        Map<String, Object> line = line("validation");
        line.put("split", Split.DEV.key());
        metrics.forEach((metric, found) -> line.put(metric.key(), found));
        line.put("best", best);
        if (!samples.isEmpty()) {
            line.put("samples", samples.entries());
        }
        line.put("validation_seconds", rounded(clock.seconds() - start, 1000));
        line.put("seconds", rounded(clock.seconds(), 1000));
        record.log(line);
        record.checkpoint(state(), best);
        Path folder = record.folder();
        if (folder != null) {
            task.draw(graph, folder);
            record.drawn(update);
        }
        monitor.validated(position(), metrics, best, samples);
    }

    private Map<String, Object> line(String kind) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        line.put("update", update);
        line.put("epoch", rounded(epochs(), 10000));
        return line;
    }

    private boolean finished() {
        Duration max = config.training().maxDuration();
        return switch (max.unit()) {
            case EPOCHS -> epoch >= max.amount();
            case UPDATES -> update >= max.amount();
            case SECONDS -> clock.seconds() >= max.amount();
        };
    }

    /** Finished part of the whole training. */
    private double fraction() {
        Duration max = config.training().maxDuration();
        double done = switch (max.unit()) {
            case EPOCHS -> epochs();
            case UPDATES -> update;
            case SECONDS -> clock.seconds();
        };
        return Math.min(1, done / max.amount());
    }

    private double epochs() {
        return epoch + (double) batch / Math.max(1, epochBatches);
    }

    private TrainingMonitor.Position position() {
        double fraction = fraction();
        double left =
                fraction > firstFraction ? clock.session() * (1 - fraction) / (fraction - firstFraction) : Double.NaN;
        return new TrainingMonitor.Position(
                epochs(), update, fraction, lastLoss, learningRate, throughput.tokensPerSecond(), left);
    }

    private TrainerState state() {
        return new TrainerState(
                TrainerState.VERSION,
                update,
                epoch,
                batch,
                epochTokens,
                tokens,
                lossSum,
                lossTokens,
                stopping.best(),
                stopping.bestUpdate(),
                stopping.bad(),
                lastValidation,
                schedule.state(),
                clock.seconds(),
                clock.trainingSeconds(),
                record.logLength());
    }

    private TrainingResult result(TrainingResult.Reason reason) {
        TrainingResult result = new TrainingResult(
                reason, update, stopping.metric(), stopping.best(), stopping.bestUpdate(), clock.seconds());
        Map<String, Object> line = line("end");
        line.put("reason", reason.key());
        line.put("seconds", rounded(clock.seconds(), 1000));
        record.log(line);
        monitor.finished(result);
        return result;
    }

    private static double rounded(double value, double steps) {
        return Math.rint(value * steps) / steps;
    }
}
