package org.example.embed;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReverseNumbersTest {
    @Test
    void itLearnsToSayNumbersBackwards() {
        ReverseNumbers model = new ReverseNumbers();
        model.train(400, 64);
        int[][] unseen = model.digits(200);
        int[][] answers = model.answers(unseen);
        int right = 0;
        for (int i = 0; i < unseen.length; i++) {
            right += Arrays.equals(answers[i], ReverseNumbers.reversed(unseen[i])) ? 1 : 0;
        }
        assertTrue(right >= 190, right + " of 200 lists came back reversed, expected 190 or more");
    }

    /** The models need nothing of the experiment runner, its readers or its command line. */
    @Test
    void nothingElseOfSeq4jIsOnTheClassPath() {
        for (String name : new String[] {"experiments.cli.Main", "data.batch.Batch", "backend.machine.GpuCheck"}) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName("org.seq4j." + name), name);
        }
    }
}
