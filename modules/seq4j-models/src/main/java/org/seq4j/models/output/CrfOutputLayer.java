package org.seq4j.models.output;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.crf.CrfLoss;
import org.seq4j.models.crf.LabelTransitions;
import org.seq4j.models.crf.LinearChainCrf;
import org.seq4j.models.crf.Viterbi;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;

/** A {@link CrfOutput} at work, in double precision on the host. */
public final class CrfOutputLayer extends SequenceOutputLayer<CrfOutput> {
    /** From so many products of labels on, one for each step, several threads pay: about a millisecond. */
    private static final long PARALLEL_PRODUCTS = 1 << 20;

    private boolean constrained = true;

    CrfOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** The CRF with the present parameters. */
    public LinearChainCrf crf() {
        return new LinearChainCrf(
                HostValues.of(getParam(CrfParameters.TRANSITIONS)),
                HostValues.of(getParam(CrfParameters.START)),
                HostValues.of(getParam(CrfParameters.END)),
                constrained
                        ? layerConf().transitions()
                        : LabelTransitions.all(layerConf().labels()));
    }

    /**
     * Whether the constraints of the configuration hold, as they do at first. Without them any label may begin a sequence and
     * follow any other, as the labels of a piece of a sentence do.
     */
    public void constrain(boolean value) {
        constrained = value;
    }

    /**
     * The best label sequence of each example.
     *
     * @param scores [B, L, T]
     * @param mask [B, T], 1 = real; null: all real
     * @return [B][real steps of the example]
     * @throws IllegalArgumentException if a shape does not fit
     */
    public int[][] best(INDArray scores, @Nullable INDArray mask) {
        int labels = layerConf().labels();
        if (scores.rank() != 3 || scores.size(1) != labels) {
            throw new IllegalArgumentException("the CRF '" + name() + "' expects scores of shape [batch, " + labels
                    + ", time], found " + Arrays.toString(scores.shape()));
        }
        double[] rows = HostValues.of(scores.permute(2, 0, 1));
        Chains chains = Chains.of(mask, (int) scores.size(0), (int) scores.size(2));
        LinearChainCrf crf = crf();
        int[][] best = new int[chains.rows().length][];
        HostThreads.run(best.length, parts(rows.length), (part, from, to) -> {
            for (int b = from; b < to; b++) {
                int[] chain = chains.rows()[b];
                best[b] = chain.length == 0
                        ? chain
                        : Viterbi.best(crf, gather(rows, chain), chain.length).labels();
            }
        });
        return best;
    }

    /**
     * In how many parts a batch is cut.
     *
     * @param scores T * B * L
     */
    private int parts(int scores) {
        return (long) scores * layerConf().labels() < PARALLEL_PRODUCTS ? 1 : HostThreads.count();
    }

    /** The emissions of the steps of a chain, [n * L]. */
    private double[] gather(double[] rows, int[] chain) {
        int labels = layerConf().labels();
        double[] emissions = new double[chain.length * labels];
        for (int t = 0; t < chain.length; t++) {
            System.arraycopy(rows, chain[t] * labels, emissions, t * labels, labels);
        }
        return emissions;
    }

    private void scatter(double[] values, int[] chain, double[] rows) {
        int labels = layerConf().labels();
        for (int t = 0; t < chain.length; t++) {
            System.arraycopy(values, t * labels, rows, chain[t] * labels, labels);
        }
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        double[] rows = HostValues.of(x);
        double[] marginals = new double[rows.length];
        LinearChainCrf crf = crf();
        int[][] chains =
                Chains.of(labelMask(), (int) x.size(1), (int) x.size(0)).rows();
        HostThreads.run(chains.length, parts(rows.length), (part, from, to) -> {
            for (int b = from; b < to; b++) {
                if (chains[b].length > 0) {
                    scatter(crf.marginals(gather(rows, chains[b]), chains[b].length), chains[b], marginals);
                }
            }
        });
        INDArray y = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, x.size(0), x.size(1), x.size(2));
        HostArrays.copy(marginals, y);
        return TimeMajor.toGraph(y);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.BP_WORKING_MEM);
        RealTokens tokens = tokens(x, layerConf().labels());
        double[] rows = HostValues.of(x);
        double[] gradients = new double[rows.length];
        CrfLoss sums = sum(tokens, (int) x.size(1), (int) x.size(0), rows, gradients);
        double scale = tokens.count() == 0 ? 0 : gradientScale(tokens, x.size(1));
        INDArray dx = TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, x.size(0), x.size(1), x.size(2));
        HostArrays.copy(scaled(gradients, scale), dx);
        write(sums.transitionGradient(), CrfParameters.TRANSITIONS, scale);
        write(sums.startGradient(), CrfParameters.START, scale);
        write(sums.endGradient(), CrfParameters.END, scale);
        return new Pair<>(gradients(), TimeMajor.toGraph(dx));
    }

    private void write(double[] values, String parameter, double scale) {
        HostArrays.copy(scaled(values, scale), gradientView(parameter));
    }

    private static double[] scaled(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    /**
     * The losses of all examples.
     *
     * @param rows the scores, [T * B * L]
     * @param gradients of the same size, is written; null: not wanted
     */
    private CrfLoss sum(RealTokens tokens, int batch, int time, double[] rows, double @Nullable [] gradients) {
        LinearChainCrf crf = crf();
        Chains chains = Chains.of(tokens, batch, time);
        CrfLoss[] parts = new CrfLoss[parts(rows.length)];
        HostThreads.run(batch, parts.length, (part, from, to) -> {
            parts[part] = new CrfLoss(crf);
            for (int b = from; b < to; b++) {
                sum(parts[part], chains.rows()[b], chains.labels()[b], rows, gradients);
            }
        });
        CrfLoss sums = parts[0];
        for (int part = 1; part < parts.length; part++) {
            sums.add(parts[part]);
        }
        remember(new TokenStatistics(sums.loss(), tokens.count(), sums.correct()), sums.loss(), tokens);
        return sums;
    }

    private void sum(CrfLoss sums, int[] chain, int[] labels, double[] rows, double @Nullable [] gradients) {
        if (chain.length == 0) {
            return;
        }
        double[] emissions = gather(rows, chain);
        if (gradients == null) {
            sums.add(emissions, labels);
        } else {
            double[] own = new double[emissions.length];
            sums.add(emissions, labels, own);
            scatter(own, chain, gradients);
        }
    }

    @Override
    void score(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        RealTokens tokens = tokens(x, layerConf().labels());
        sum(tokens, (int) x.size(1), (int) x.size(0), HostValues.of(x), null);
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr manager) {
        INDArray x = timeMajorInput(manager, ArrayType.FF_WORKING_MEM);
        RealTokens tokens = tokens(x, layerConf().labels());
        int batch = (int) x.size(1);
        Chains chains = Chains.of(tokens, batch, (int) x.size(0));
        double[] rows = HostValues.of(x);
        CrfLoss sums = new CrfLoss(crf());
        INDArray result = manager.create(ArrayType.ACTIVATIONS, dataType, new long[] {batch, 1}, 'c');
        for (int b = 0; b < batch; b++) {
            int[] chain = chains.rows()[b];
            result.putScalar(b, 0, chain.length == 0 ? 0 : sums.add(gather(rows, chain), chains.labels()[b]));
        }
        return result.addi(regularization);
    }

    @Override
    public boolean hasBias() {
        return false;
    }

    /**
     * The steps of each example that count.
     *
     * @param rows [B][n], rows of a time-major matrix [T * B, L]
     * @param labels [B][n], empty where there are none
     */
    private record Chains(int[][] rows, int[][] labels) {
        static Chains of(@Nullable INDArray mask, int batch, int time) {
            if (mask != null && mask.length() != (long) batch * time) {
                throw new IllegalArgumentException("a CRF expects a mask of shape [batch, time] = [" + batch + ", "
                        + time + "], found " + Arrays.toString(mask.shape()));
            }
            float[] real = mask == null ? null : TimeOrder.values(mask);
            int[][] rows = new int[batch][];
            for (int b = 0; b < batch; b++) {
                int example = b;
                rows[b] = IntStream.range(0, time)
                        .filter(t -> real == null || real[example * time + t] != 0)
                        .map(t -> t * batch + example)
                        .toArray();
            }
            return new Chains(rows, new int[0][]);
        }

        static Chains of(RealTokens tokens, int batch, int time) {
            int[][] rows = new int[batch][time];
            int[][] labels = new int[batch][time];
            int[] lengths = new int[batch];
            for (int i = 0; i < tokens.count(); i++) {
                int row = tokens.rows() == null ? i : tokens.rows()[i];
                int b = row % batch;
                rows[b][lengths[b]] = row;
                labels[b][lengths[b]++] = tokens.labels()[i];
            }
            for (int b = 0; b < batch; b++) {
                rows[b] = Arrays.copyOf(rows[b], lengths[b]);
                labels[b] = Arrays.copyOf(labels[b], lengths[b]);
            }
            return new Chains(rows, labels);
        }
    }
}
