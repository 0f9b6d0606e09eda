package org.example.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PlainGraphTest {
    @Test
    void meansAreThoseOfTheStepsSoFar() {
        INDArray series = Nd4j.createFromArray(new float[][][] {{{1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 10}}});
        INDArray means = PlainGraph.means(series);
        assertEquals(0.5, means.getDouble(0, 0, 1), 1e-6);
        assertEquals(1, means.getDouble(0, 0, 11), 1e-6);
    }

    /** A graph that answers the mean of all numbers, 1/2, is wrong by some 0.02 (mean squared error). */
    @Test
    void itLearnsTheRunningMean() {
        PlainGraph model = new PlainGraph();
        model.train(300, 32);
        INDArray series = model.series(200);
        INDArray fault = model.predict(series).sub(PlainGraph.means(series));
        double error = fault.mul(fault).meanNumber().doubleValue();
        assertTrue(error < 2e-3, "mean squared error " + error + ", expected less than 0.002");
    }
}
