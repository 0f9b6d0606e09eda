package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaisedRowsTest {
    /** Widths that are odd, longer than an array, and one; numbers of rows that fill no array, one, and several; keys and queries too large to be raised. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "3, 7, 1, 1",
        "51, 256, 1, 1",
        "9, 257, 1, 1",
        "2, 2100, 1, 1",
        "20, 64, 30, 1",
        "20, 64, 1, 30",
        "20, 63, 30, 30",
        "140, 63, 30, 30"
    })
    void theyGiveTheSumsOfTanh(int rows, int width, float largestKey, float largestQuery) {
        Random random = new Random(6);
        float[] v = gaussians(random, width, 1);
        float[] keys = gaussians(random, rows * width, 1);
        float[] query = gaussians(random, 2 + width, 1);
        keys[(rows - 1) * width] = largestKey; // of the last row alone
        query[2] = -largestQuery;
        RaisedRows raised = new RaisedRows(rows, width);
        for (int i = 0; i < rows; i++) {
            raised.put(i, keys, i * width, new HostRow(width), new HostRow(width));
        }
        RaisedRows.Query asked = new RaisedRows.Query(new RaisedRows.Score(HostRow.of(v)));
        float[] sums = new float[rows];
        asked.load(gaussians(random, width, 9), 0);
        raised.tanhSums(asked, sums);
        asked.load(query, 2); // nothing is left of the query before
        new RaisedRows(1, width).tanhSums(asked, sums); // nor does it matter how many rows were asked first
        raised.tanhSums(asked, sums);
        assertThat(raised.rows()).isEqualTo(rows);
        for (int i = 0; i < rows; i++) {
            double expected = 0;
            for (int j = 0; j < width; j++) {
                expected += v[j] * Math.tanh((double) keys[i * width + j] + query[2 + j]);
            }
            assertThat((double) sums[i]).as("row %s", i).isCloseTo(expected, within(2e-6 * width + 1e-6));
        }
    }

    private static float[] gaussians(Random random, int count, float scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        return values;
    }
}
