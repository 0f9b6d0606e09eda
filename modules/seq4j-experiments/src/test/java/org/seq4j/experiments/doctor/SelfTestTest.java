package org.seq4j.experiments.doctor;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.seq4j.models.kernel.KernelChoice;

class SelfTestTest {
    @Test
    void print() {
        System.out.println(java.util.Arrays.toString(SelfTest.losses(DataType.DOUBLE, KernelChoice.PORTABLE)));
        System.out.println(java.util.Arrays.toString(SelfTest.losses(DataType.FLOAT, KernelChoice.PORTABLE)));
        System.out.println(java.util.Arrays.toString(SelfTest.losses(DataType.FLOAT, KernelChoice.AUTO)));
    }
}
