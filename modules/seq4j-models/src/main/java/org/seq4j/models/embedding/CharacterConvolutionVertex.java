package org.seq4j.models.embedding;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** A {@link CharacterConvolution} at work: the windows of all real characters are the rows of one matrix. */
final class CharacterConvolutionVertex extends TrainableVertexImpl<CharacterConvolution> {
    private @Nullable Pass pass;

    /**
     * What the backward pass needs of the forward pass.
     *
     * @param columns [N, w * E]; null: there is no real character
     * @param best the window of the greatest value of each word and filter, -1 where a word has none, [T * B * F]
     * @param y [T * B * F]
     */
    private record Pass(WordWindows windows, @Nullable INDArray columns, int[] best, double[] y) {}

    CharacterConvolutionVertex(CharacterConvolution conf, VertexPlace place) {
        super(conf, place);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = inputs[0];
        if (x.rank() != 3 || x.size(1) != conf().inputSize()) {
            throw new IllegalArgumentException("the convolution of characters '" + getVertexName()
                    + "' expects vectors of " + conf().inputSize() + " numbers, found shape "
                    + Arrays.toString(x.shape()));
        }
        int words = (int) CharactersOfWordsVertex.words(getVertexName(), x, inputs[1]);
        int batch = (int) x.size(0);
        INDArray mask = mask(0, batch, x.size(2));
        WordWindows windows = WordWindows.of(
                mask == null ? null : TimeOrder.values(mask), batch, words, (int) x.size(2) / words, conf().window());
        int[] best = new int[words * batch * conf().filters()];
        double[] y = new double[best.length];
        INDArray columns = windows.count() == 0 ? null : columns(windows, manager);
        if (columns == null) {
            Arrays.fill(best, -1);
        } else {
            greatest(windows, values(columns, manager), best, y);
        }
        INDArray out = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, words, batch, conf().filters());
        HostArrays.copy(y, out);
        Transforms.tanh(out, false);
        HostArrays.copy(out, y);
        pass = new Pass(windows, columns, best, y);
        return TimeMajor.toGraph(out);
    }

    private INDArray columns(WordWindows windows, LayerWorkspaceMgr manager) {
        INDArray x = TimeMajor.rows(TimeMajor.fromGraph(inputs[0], dataType, manager, ArrayType.FF_WORKING_MEM));
        int size = conf().inputSize();
        INDArray withOutside = withZeroRow(x.size(0), size, manager, ArrayType.FF_WORKING_MEM);
        first(withOutside, x.size(0)).assign(x);
        INDArray columns = manager.createUninitialized(
                ArrayType.INPUT, dataType, new long[] {(long) windows.count() * conf().window(), size}, 'c');
        RowCopy.pull(withOutside, columns, windows.inWindows((int) x.size(0)));
        return columns.reshape('c', windows.count(), (long) conf().window() * size);
    }

    /** {@code W x} of every window, [N * F]. */
    private double[] values(INDArray columns, LayerWorkspaceMgr manager) {
        INDArray z = manager.createUninitialized(
                ArrayType.FF_WORKING_MEM, dataType, new long[] {columns.size(0), conf().filters()}, 'c');
        MatrixProduct.multiply(columns, false, parameter(CharacterConvolution.WEIGHTS), false, z, 1, 0);
        double[] values = new double[Math.toIntExact(z.length())];
        HostArrays.copy(z, values);
        return values;
    }

    private void greatest(WordWindows windows, double[] z, int[] best, double[] y) {
        int filters = conf().filters();
        double[] bias = new double[filters];
        HostArrays.copy(parameter(CharacterConvolution.BIAS), bias);
        for (int word = 0; word < windows.words(); word++) {
            int start = windows.start(word);
            int end = windows.start(word + 1);
            for (int f = 0; f < filters; f++) {
                int at = start == end ? -1 : start;
                for (int i = start + 1; i < end; i++) {
                    at = z[i * filters + f] > z[at * filters + f] ? i : at;
                }
                best[word * filters + f] = at;
                y[word * filters + f] = at < 0 ? 0 : z[at * filters + f] + bias[f];
            }
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        Pass last = pass;
        if (last == null) {
            throw new IllegalStateException(
                    "the convolution of characters '" + getVertexName() + "' has no forward pass to go back over");
        }
        INDArray x = inputs[0];
        INDArray dx = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, x.size(2), x.size(0), conf().inputSize());
        INDArray none = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[1].shape(), 'c');
        INDArray weightGradient = gradient(CharacterConvolution.WEIGHTS);
        if (last.columns() == null) {
            dx.assign(0);
            weightGradient.assign(0);
            gradient(CharacterConvolution.BIAS).assign(0);
        } else {
            INDArray dz = valueGradient(last, manager);
            MatrixProduct.multiply(last.columns(), true, dz, false, weightGradient, 1, 0);
            inputGradient(last.windows(), dz, TimeMajor.rows(dx), manager);
        }
        return new Pair<>(gradients(), new INDArray[] {TimeMajor.toGraph(dx), none});
    }

    /** The gradient of what {@link #values} gave, [N, F]; writes that of the bias. */
    private INDArray valueGradient(Pass last, LayerWorkspaceMgr manager) {
        int filters = conf().filters();
        double[] dy = new double[last.y().length];
        HostArrays.copy(TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM), dy);
        double[] dz = new double[last.windows().count() * filters];
        double[] dbias = new double[filters];
        for (int i = 0; i < dy.length; i++) {
            int window = last.best()[i];
            if (window >= 0) {
                double slope = dy[i] * (1 - last.y()[i] * last.y()[i]);
                dz[window * filters + i % filters] = slope;
                dbias[i % filters] += slope;
            }
        }
        HostArrays.copy(dbias, gradient(CharacterConvolution.BIAS));
        INDArray result = manager.createUninitialized(
                ArrayType.BP_WORKING_MEM, dataType, new long[] {last.windows().count(), filters}, 'c');
        HostArrays.copy(dz, result);
        return result;
    }

    /** A character is in up to w windows, and its gradient the sum over them. */
    private void inputGradient(WordWindows windows, INDArray dz, INDArray dx, LayerWorkspaceMgr manager) {
        int size = conf().inputSize();
        int count = windows.count();
        int width = conf().window();
        INDArray inWindows = withZeroRow((long) count * width, size, manager, ArrayType.BP_WORKING_MEM);
        MatrixProduct.multiply(
                dz,
                false,
                parameter(CharacterConvolution.WEIGHTS),
                true,
                first(inWindows, (long) count * width).reshape('c', count, (long) width * size),
                1,
                0);
        INDArray sums = withZeroRow(count, size, manager, ArrayType.BP_WORKING_MEM);
        INDArray real = first(sums, count);
        RowCopy.pull(inWindows, real, windows.places(0));
        if (width > 1) {
            INDArray more = manager.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, real.shape(), 'c');
            for (int k = 1; k < width; k++) {
                real.addi(RowCopy.pull(inWindows, more, windows.places(k)));
            }
        }
        RowCopy.pull(sums, dx, windows.numbers((int) dx.size(0)));
    }

    /** A matrix of so many rows, not zeroed, and one more of zeros. */
    private INDArray withZeroRow(long rows, long columns, LayerWorkspaceMgr manager, ArrayType where) {
        INDArray matrix = manager.createUninitialized(where, dataType, new long[] {rows + 1, columns}, 'c');
        matrix.getRow(rows).assign(0);
        return matrix;
    }

    private static INDArray first(INDArray matrix, long rows) {
        return matrix.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every step is real
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
            @Nullable INDArray @Nullable [] inputMasks, MaskState state, int batch) {
        super.feedForwardMaskArrays(inputMasks, state, batch);
        return new Pair<>(inputMasks == null ? null : inputMasks[1], state);
    }

    @Override
    public void clear() {
        super.clear();
        pass = null;
    }
}
