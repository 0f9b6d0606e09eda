package org.seq4j.experiments.evaluation.metric;

import java.util.List;

/**
 * The negative log-likelihood of piano rolls in nats a frame, the keys of a frame summed as independent sigmoids
 * (Boulanger-Lewandowski et al. 2012).
 *
 * @param all the mean over all frames
 * @param fromSecond the mean over frames 2..T of each sequence, as Bai, Kolter and Koltun 2018 score, whose models never
 *     predict the first frame; NaN where no sequence has a second frame
 * @param frames all frames
 */
public record FrameNll(double all, double fromSecond, long frames) {
    /**
     * The means over the frames of sequences.
     *
     * @param sequences the negative log-likelihood of each frame of each sequence, from {@link #ofLogits} or {@link
     *     #ofProbabilities}
     * @throws IllegalArgumentException where there is no frame
     */
    public static FrameNll of(List<double[]> sequences) {
        double first = 0;
        double later = 0;
        long frames = 0;
        long laterFrames = 0;
        for (double[] sequence : sequences) {
            for (int t = 0; t < sequence.length; t++) {
                if (t == 0) {
                    first += sequence[t];
                } else {
                    later += sequence[t];
                    laterFrames++;
                }
                frames++;
            }
        }
        if (frames == 0) {
            throw new IllegalArgumentException("A mean over frames needs at least one frame.");
        }
        return new FrameNll((first + later) / frames, laterFrames == 0 ? Double.NaN : later / laterFrames, frames);
    }

    /** The negative log-likelihood of one frame: the sum over keys of {@code ln(1 + exp(z)) - z y}. */
    public static double ofLogits(float[] logits, float[] frame) {
        ClassReport.checkRows(frame.length, logits.length);
        double nats = 0;
        for (int k = 0; k < frame.length; k++) {
            double z = logits[k];
            nats += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - z * frame[k];
        }
        return nats;
    }

    /**
     * The negative log-likelihood of one frame: the sum over keys of {@code -y ln p - (1 - y) ln(1 - p)}. A probability
     * is kept 1e-7 from 0 and 1, about the precision of a float.
     */
    public static double ofProbabilities(float[] probabilities, float[] frame) {
        ClassReport.checkRows(frame.length, probabilities.length);
        double nats = 0;
        for (int k = 0; k < frame.length; k++) {
            double p = Math.min(Math.max(probabilities[k], 1e-7), 1 - 1e-7);
            nats -= frame[k] * Math.log(p) + (1 - frame[k]) * Math.log1p(-p);
        }
        return nats;
    }
}
