package org.seq4j.models.embedding;

import java.util.Arrays;
import java.util.BitSet;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TiedWeights;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TokenRows;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** A {@link TokenEmbedding} at work. */
public final class TokenEmbeddingVertex extends TrainableVertexImpl<TokenEmbedding> implements TokenRows {
    private final @Nullable TiedWeights own; // null where the table is another's
    private final BitSet frozen;
    private int @Nullable [] rows; // [T * B], -1 where masked

    TokenEmbeddingVertex(TokenEmbedding conf, VertexPlace place) {
        super(conf, place);
        frozen = conf.frozenRows();
        own = conf.tableOf() != null
                ? null
                : new TiedWeights(parameter(TokenEmbedding.TABLE), () -> gradient(TokenEmbedding.TABLE));
    }

    /** The table {@code [V, E]}: this embedding's own, or that of the embedding it is taken from. */
    @Override
    public INDArray table() {
        return weights().values();
    }

    @Override
    public int @Nullable [] rows() {
        return rows;
    }

    /** The rows of the table that training does not change. */
    public BitSet frozenRows() {
        return (BitSet) frozen.clone();
    }

    private TiedWeights weights() {
        if (own != null) {
            return own;
        }
        String owner = conf().tableOf();
        TiedWeights found = graph.getVertex(owner) instanceof TokenEmbeddingVertex other ? other.own : null;
        if (found == null
                || found.values().size(0) != conf().vocabularySize()
                || found.values().size(1) != conf().embeddingSize()) {
            throw new IllegalStateException("the token embedding '" + getVertexName() + "' takes its table of shape ["
                    + conf().vocabularySize() + ", " + conf().embeddingSize() + "] from '" + owner + "', which "
                    + (found == null
                            ? "is no token embedding with a table of its own"
                            : "has one of shape "
                                    + Arrays.toString(found.values().shape())));
        }
        return found;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        shareTable();
        INDArray tokens = TimeMajor.idMatrix(inputs[0]);
        if (tokens.rank() != 2) {
            throw new IllegalArgumentException("the token embedding '" + getVertexName()
                    + "' expects ids of shape [batch, time], found shape " + Arrays.toString(tokens.shape()));
        }
        int batch = (int) tokens.size(0);
        int time = (int) tokens.size(1);
        int[] ids = TimeMajor.ids(tokens); // [T * B]
        INDArray mask = mask(0, batch, time);
        int masked = mask == null ? 0 : hideMasked(ids, TimeOrder.values(mask), batch, time);
        check(ids, batch);
        rows = ids;
        INDArray y = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, time, batch, conf().embeddingSize());
        look(ids, masked > 0, TimeMajor.rows(y));
        return TimeMajor.toGraph(y);
    }

    /** The output layer's forward pass comes after this one's: it finds the table there. */
    private void shareTable() {
        if (own == null) {
            return;
        }
        own.startPass();
        if (conf().tiedOutput() != null) {
            if (!(graph.getLayer(conf().tiedOutput()) instanceof TiedWeights.User user)) {
                throw new IllegalStateException("the token embedding '" + getVertexName() + "' shares its table with '"
                        + conf().tiedOutput() + "', which is no output layer built with tied(true)");
            }
            user.tie(own);
        }
    }

    private static int hideMasked(int[] ids, float[] mask, int batch, int time) {
        int masked = 0;
        for (int t = 0; t < time; t++) {
            for (int b = 0; b < batch; b++) {
                if (mask[b * time + t] == 0) {
                    ids[t * batch + b] = -1;
                    masked++;
                }
            }
        }
        return masked;
    }

    private void check(int[] ids, int batch) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] >= conf().vocabularySize() || ids[i] < -1) {
                throw new IllegalArgumentException("the token embedding '" + getVertexName() + "' knows ids from 0 to "
                        + (conf().vocabularySize() - 1) + ", found " + ids[i] + " in example " + i % batch + " at step "
                        + i / batch);
            }
        }
    }

    private void look(int[] ids, boolean anyMasked, INDArray out) {
        int[] found = ids;
        if (anyMasked) {
            found = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                found[i] = Math.max(ids[i], 0);
            }
        }
        RowCopy.pull(table(), out, found);
        if (anyMasked) {
            float[] real = new float[ids.length];
            for (int i = 0; i < ids.length; i++) {
                real[i] = ids[i] < 0 ? 0 : 1;
            }
            out.muliColumnVector(Nd4j.createFromArray(real).castTo(dataType).reshape(ids.length, 1));
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        int[] ids = rows;
        if (ids == null) {
            throw new IllegalStateException(
                    "the token embedding '" + getVertexName() + "' has no forward pass to go back over");
        }
        INDArray table = weights().gradientToAdd();
        INDArray dy = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        int padding = conf().tiedOutput() == null ? conf().paddingId() : -1; // a tied row is an output vector too
        RowGradient.add(frozen.isEmpty() ? ids : trained(ids), TimeMajor.rows(dy), padding, table);
        INDArray none = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[0].shape(), 'c');
        return new Pair<>(gradients(), new INDArray[] {none});
    }

    private int[] trained(int[] ids) {
        return Arrays.stream(ids).map(id -> id >= 0 && frozen.get(id) ? -1 : id).toArray();
    }

    @Override
    public void clear() {
        super.clear();
        rows = null;
    }
}
