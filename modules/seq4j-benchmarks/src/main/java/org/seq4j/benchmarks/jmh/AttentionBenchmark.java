package org.seq4j.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.seq4j.benchmarks.cases.AttentionPass;
import org.seq4j.benchmarks.cases.Pass;
import org.seq4j.models.attention.AttentionScore;

/** Attention of a whole decoder; shapes are H x B x S x T, over a memory of 2H. */
public class AttentionBenchmark extends PassBenchmark {
    /** The score. */
    @Param({"BAHDANAU", "LUONG_GENERAL", "LUONG_CONCAT"})
    public AttentionScore score = AttentionScore.BAHDANAU;

    /** Whether scores know the attention that a position has had: then steps go one by one. */
    @Param({"false", "true"})
    public boolean coverage;

    /** H x B x S x T. */
    @Param("256x64x25x25")
    public String shape = "256x64x25x25";

    @Override
    protected Pass make() {
        int[] sizes = sizes(shape, 4);
        return new AttentionPass(score, coverage, sizes[0], sizes[1], sizes[2], sizes[3]);
    }
}
