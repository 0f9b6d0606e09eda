package org.seq4j.data.pointing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.data.DataException;

class PointingReaderTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private PointingFile file(PointingFormat format, String text) {
        return switch (format) {
            case POINTS -> PointingFile.points(write("a.txt", text));
            case CSV -> PointingFile.csv(write("a.csv", text), "0", "1", false);
            case JSONL -> PointingFile.jsonl(write("a.jsonl", text), "vectors", "target");
        };
    }

    private static void same(PointingExample example, float[] vectors, int features, int... target) {
        assertThat(example.vectors()).containsExactly(vectors);
        assertThat(example.features()).isEqualTo(features);
        assertThat(example.target()).containsExactly(target);
    }

    private static void refused(PointingFile file, String... sentence) {
        assertThatThrownBy(() -> PointingReader.readAll(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void the_published_layout_is_cut_into_points() {
        PointingFile file = file(
                PointingFormat.POINTS, "0.1 0.25 1 -2e-1\t.5 0 output 2 3 1 2 \r\n0 0 output\n7 8 9 10 output 2 1");
        List<PointingExample> examples = PointingReader.readAll(file);
        assertThat(examples).hasSize(3);
        same(examples.get(0), new float[] {0.1f, 0.25f, 1, -0.2f, 0.5f, 0}, 2, 2, 3, 1, 2);
        same(examples.get(1), new float[] {0, 0}, 2);
        same(examples.get(2), new float[] {7, 8, 9, 10}, 2, 2, 1);
        assertThat(examples.get(2).value(2, 0)).isEqualTo(9);
        same(PointingReader.readAll(file.withFeatures(1)).get(2), new float[] {7, 8, 9, 10}, 1, 2, 1);
    }

    @Test
    void csv_has_a_column_of_elements_and_one_of_positions() {
        Path path = write("b.csv", "id,where,order\nx,1 2 3; 4 5 6 ,2\ny,\"7 8 9\",\n");
        List<PointingExample> examples = PointingReader.readAll(PointingFile.csv(path, "where", "order", true));
        same(examples.get(0), new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        same(examples.get(1), new float[] {7, 8, 9}, 3);
    }

    @Test
    void jsonl_has_arrays_and_takes_numbers_for_elements_of_one() {
        Path path = write("b.jsonl", "{\"in\": {\"x\": [3, [1.5], 2e-3]}, \"out\": [2, 1]}\n");
        same(
                PointingReader.readAll(PointingFile.jsonl(path, "in.x", "out")).get(0),
                new float[] {3, 1.5f, 0.002f},
                1,
                2,
                1);
        Path plane = write("c.jsonl", "{\"vectors\": [[1, 2], [3, 4]], \"target\": []}\n");
        same(
                PointingReader.readAll(PointingFile.jsonl(plane, "vectors", "target"))
                        .get(0),
                new float[] {1, 2, 3, 4},
                2);
    }

    @Test
    void decimals_become_the_nearest_float_in_every_layout() {
        String number = "0.10000000521540641784667968"; // just below the middle of two floats
        float nearest = 0.1f;
        assertThat((float) Double.parseDouble(number)).isNotEqualTo(nearest);
        for (PointingFile file : List.of(
                file(PointingFormat.POINTS, number + " 0 output 1"),
                file(PointingFormat.CSV, number + ",1"),
                file(PointingFormat.JSONL, "{\"vectors\": [" + number + "], \"target\": [1]}"))) {
            assertThat(PointingReader.readAll(file).get(0).vectors()[0]).isEqualTo(nearest);
        }
    }

    @Test
    void elements_alone_are_read_where_no_target_is_wanted() {
        for (PointingFile file : List.of(
                file(PointingFormat.POINTS, "1 2 3 4\n5 6 output 9 x"),
                file(PointingFormat.CSV, "1 2;3 4\n5 6,99"),
                file(
                        PointingFormat.JSONL,
                        "{\"vectors\": [[1,2],[3,4]]}\n{\"vectors\": [[5,6]], \"target\": \"?\"}"))) {
            List<PointingExample> examples = PointingReader.readAll(file.unlabelled());
            same(examples.get(0), new float[] {1, 2, 3, 4}, 2);
            same(examples.get(1), new float[] {5, 6}, 2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a good line comes before each; what is wrong | where | what the sentence says
            POINTS | 1 2 3 output 1                          | 3 numbers before 'output'         | whole elements of 2 numbers
            CSV    | 1 2;3,1                                 | element 2 has 1 number            | needs 2 numbers
            CSV    | 1 2;;3 4,1                              | element 2 has 0 numbers           | needs 2 numbers
            JSONL  | {"vectors": [[1,2],[3,4,5]], "target": [1]} | element 2 has 3 numbers       | needs 2 numbers
            JSONL  | {"vectors": [1, 2], "target": [1]}      | element 1 has 1 number            | needs 2 numbers
            POINTS | 1 2 3 4 output 1 0                      | field 7 is 0                      | elements 1 to 2 (positions count from 1)
            CSV    | 1 2;3 4,0                               | number 1 in column '1' is 0       | elements 1 to 2
            JSONL  | {"vectors": [[1,2]], "target": [0]}     | number 1 in 'target' is 0         | elements 1 to 1
            POINTS | 1 2 3 4 output 3                        | field 6 is 3                      | elements 1 to 2
            CSV    | 1 2;3 4,1 -3                            | number 2 in column '1' is -3      | elements 1 to 2
            JSONL  | {"vectors": [[1,2]], "target": [1, 2]}  | number 2 in 'target' is 2         | elements 1 to 1
            POINTS | 1 2 3 1f output 1                       | field 4 is '1f'                   | a number is needed
            POINTS | 1 2 output one                          | field 4 is 'one'                  | a whole number from 1 to 1
            CSV    | 1 two,1                                 | value 2 of element 1 in column '0' is 'two' | a number is needed
            CSV    | 1 0x2p0,1                               | element 1 in column '0' is '0x2p0' | a number is needed
            JSONL  | {"vectors": [[1,"2"]], "target": [1]}   | value 2 of element 1 in 'vectors' is '"2"' | a number is needed
            JSONL  | {"vectors": [[1,null]], "target": [1]}  | value 2 of element 1 in 'vectors' is 'null' | a number is needed
            JSONL  | {"vectors": [[1,2]], "target": [1.0]}   | number 1 in 'target' is '1.0'     | a whole number
            POINTS | 1 NaN output 1                          | field 2 is NaN                    | a finite number
            CSV    | NaN 1,1                                 | value 1 of element 1 in column '0' is NaN | a finite number
            JSONL  | {"vectors": [[1,NaN]], "target": [1]}   | value 2 of element 1 in 'vectors' is NaN | a finite number
            POINTS | 1 -Infinity output 1                    | field 2 is -Infinity              | a finite number
            CSV    | 1 1e39,1                                | value 2 of element 1 in column '0' is 1e39 | fits a float
            POINTS | output 1                                | no elements                       | at least one
            CSV    | ,1                                      | no elements                       | at least one
            JSONL  | {"vectors": [], "target": []}           | no elements                       | at least one
            JSONL  | {"vectors": [[]], "target": []}         | element 1 has 0 numbers           | needs 2 numbers
            POINTS | 1 2 3 4                                 | the line has no 'output'          | the positions of the target
            CSV    | 1 2;3 4                                 | the target is column 1            | only 1 comma-separated field
            JSONL  | {"vectors": [[1,2]]}                    | no field 'target'                 | the object has vectors
            JSONL  | {"vectors": [[1,2]], "target": 1}       | the field 'target' is number      | an array is needed
            JSONL  | [[1,2],1]                               | the line is array                 | vectors and target
            """)
    void faults_name_the_file_the_line_and_the_field(PointingFormat format, String line, String where, String what) {
        String good = switch (format) {
            case POINTS -> "1 2 output 1";
            case CSV -> "1 2,1";
            case JSONL -> "{\"vectors\": [[1, 2]], \"target\": [1]}";
        };
        PointingFile file = file(format, good + "\n" + line + "\n" + good + "\n");
        refused(file, file.path() + ":2: ", where, what);
    }

    @Test
    void an_empty_line_is_an_example_without_elements() {
        refused(file(PointingFormat.POINTS, "1 2 output 1\n\n"), "a.txt:2:", "no elements");
        refused(file(PointingFormat.CSV, "\n"), "a.csv:1:", "no elements");
        refused(file(PointingFormat.JSONL, " \n"), "a.jsonl:1:", "the line is empty");
    }

    @Test
    void the_number_of_features_can_be_demanded() {
        refused(file(PointingFormat.CSV, "1 2,1").withFeatures(3), "a.csv:1:", "needs 3 numbers");
        refused(file(PointingFormat.POINTS, "1 2 output 1").withFeatures(3), "a.txt:1:", "whole elements of 3");
        assertThatThrownBy(() -> file(PointingFormat.POINTS, "").withFeatures(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_line_of_the_last_example_is_known() {
        try (PointingReader reader =
                PointingReader.open(PointingFile.csv(write("n.csv", "a,b\n\"1\n2\",1\n3 4,1\n"), "a", "b", true))) {
            same(reader.next(), new float[] {1, 2}, 2, 1);
            assertThat(reader.lineNumber()).isEqualTo(2);
            same(reader.next(), new float[] {3, 4}, 2, 1);
            assertThat(reader.lineNumber()).isEqualTo(4);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void a_missing_file_and_a_missing_column_are_refused() {
        refused(PointingFile.points(folder.resolve("none")), "no file", "none");
        refused(PointingFile.csv(write("h.csv", "a,b\n1,1\n"), "a", "c", true), "h.csv:1:", "no column 'c'");
    }
}
