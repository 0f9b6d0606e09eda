package org.seq4j.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.data.DataException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;

class SeriesReaderTest {
    private static final SeriesLayout TS = new SeriesLayout.Ts();

    @TempDir
    Path folder;

    private List<Series> read(SeriesLayout layout, Missing missing, String text) throws IOException {
        return SeriesReader.readAll(layout, missing, Files.writeString(folder.resolve("d.txt"), text));
    }

    private List<Series> read(SeriesLayout layout, String text) throws IOException {
        return read(layout, Missing.ERROR, text);
    }

    private static void fails(ThrowingCallable reading, String... parts) {
        assertThatThrownBy(reading)
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(parts)
                .message()
                .endsWith(".")
                .doesNotContain("\n");
    }

    @Test
    void ts_of_several_channels_and_unequal_lengths() throws IOException {
        String text = """
                # a comment
                @problemName toy
                @timeStamps false
                @univariate false
                @classLabel true yes no
                % another

                @data
                1,2,3:4,5,6:yes
                # inside
                -1.5e1 : 0.25 : no
                """;
        List<Series> series = read(TS, text);
        assertThat(series).hasSize(2);
        assertThat(series.get(0).values()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(series.get(0).labels()).containsExactly("yes");
        assertThat(series.get(0).place().line()).isEqualTo(9);
        assertThat(series.get(1).values()).containsExactly(-15, 0.25f);
        assertThat(series.get(1).size()).isEqualTo(1);
        assertThat(read(new SeriesLayout.Ts().unlabelled(), text).get(0).labels())
                .isEmpty();
        assertThat(read(TS, "@targetlabel true\n@DATA\n1,2:0.5").get(0).targets())
                .containsExactly(0.5f);
        assertThat(read(TS, "@classLabel false\n@data\n1,2\n").get(0).features())
                .isEqualTo(1);
    }

    @Test
    void missing_values_go_as_they_are_told() throws IOException {
        String text = "@classLabel false\n@data\n?,1,NaN,,4,?:1,?,3,4,5,6\n";
        fails(() -> read(TS, text), "d.txt:3: value 1 of channel 1 is missing");
        fails(() -> read(TS, "@data\n1,2\n3,nan\n"), "d.txt:3: value 2 of channel 1 is missing");
        assertThat(read(TS, Missing.ZERO, text).get(0).values()).containsExactly(0, 1, 1, 0, 0, 3, 0, 4, 4, 5, 0, 6);
        assertThat(read(TS, Missing.INTERPOLATE, text).get(0).values())
                .containsExactly(1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 4, 6);
        fails(() -> read(TS, Missing.INTERPOLATE, "@data\n1,2:?,?\n"), "d.txt:2: channel 2 has no value at all");
    }

    @Test
    void faults_of_ts_name_file_and_line() {
        String head = "@classLabel true a b\n@data\n";
        fails(() -> read(TS, head + "1,2:3,4:a\n1,2:3:b\n"), "d.txt:4: channel 2 has 1 values, but channel 1 has 2");
        fails(() -> read(TS, head + "1:2:a\n1:b\n"), "d.txt:4: the series has 1 channel, but the first one has 2");
        fails(() -> read(TS, head + "1,2\n"), "d.txt:3: the line has no ':' before its class label");
        fails(() -> read(TS, head + "1:c\n"), "d.txt:3: the class label 'c' is none of those");
        fails(() -> read(TS, head + "1:?\n"), "d.txt:3: the class label is missing");
        fails(() -> read(TS, head + ":a\n"), "d.txt:3: channel 1 is empty");
        fails(() -> read(TS, head + "1,x:a\n"), "d.txt:3: value 2 of channel 1 is 'x'");
        fails(() -> read(TS, head + "1,Infinity:a\n"), "d.txt:3: value 2 of channel 1 is 'Infinity'");
        fails(() -> read(TS, "1,2:a\n"), "d.txt:1: the line is neither");
        fails(() -> read(TS, "@timeStamps true\n@data\n"), "d.txt:1: the file has time stamps");
        fails(() -> read(TS, "@classLabel yes\n@data\n"), "d.txt:1: the tag @classLabel needs true or false");
        fails(() -> read(TS, head), "holds no series");
        fails(() -> read(TS, "@targetLabel true\n@data\n1:?\n"), "d.txt:3: the target is missing");
    }

    @Test
    void a_table_with_a_group_column() throws IOException {
        SeriesLayout layout = SeriesLayout.Csv.grouped("id", "y");
        List<Series> series = read(layout, "id,a,y,\"b\"\n2,1,up,2\n1,5,down,6\n\n2,3,up,\"4\"\n");
        assertThat(series).hasSize(2);
        assertThat(series.get(0).values()).containsExactly(1, 2, 3, 4);
        assertThat(series.get(0).labels()).containsExactly("up");
        assertThat(series.get(1).values()).containsExactly(5, 6);
        SeriesLayout targets = new SeriesLayout.Csv("0", List.of("1"), null, List.of("2", "1"), false, ';', false);
        assertThat(read(targets, "x;1;2\nx;3;4\n").get(0).targets()).containsExactly(4, 3);
        SeriesLayout perStep = new SeriesLayout.Csv(null, List.of("1"), null, List.of("2"), true, ';', false);
        Series one = read(perStep, "x;1;2\ny;3;4\n").get(0);
        assertThat(one.targets()).containsExactly(2, 4);
        assertThat(one.perStep()).isTrue();
        assertThat(one.values()).containsExactly(1, 3);
        assertThat(read(perStep.unlabelled(), "x;1\n").get(0).targets()).isEmpty();
    }

    @Test
    void faults_of_tables_name_file_and_line() {
        SeriesLayout layout = SeriesLayout.Csv.grouped("id", "y");
        fails(() -> read(layout, "id,a,y\n1,2,u\n1,2\n"), "d.txt:3: the row has 2 fields, but the header has 3");
        fails(() -> read(layout, "id,a\n1,2\n"), "d.txt:1: the header has no column 'y'");
        fails(
                () -> read(layout, "id,a,y\n1,2,u\n1,3,v\n"),
                "d.txt:3: the label is 'v', but the series",
                "line 2",
                "'u'");
        fails(() -> read(layout, "id,a,y\n1,NaN,u\n"), "d.txt:2: 'a' is missing");
        fails(() -> read(layout, "id,a,y\n1,two,u\n"), "d.txt:2: 'a' is 'two'");
        fails(() -> read(layout, "id,y\n1,u\n"), "d.txt:2: the table has no column of values");
        fails(() -> read(layout, "id,a,y\n1,2, \n"), "d.txt:2: the label is empty");
        fails(() -> read(layout, ""), "d.txt is empty");
        SeriesLayout numbers = new SeriesLayout.Csv("0", List.of(), "7", List.of(), false, ',', false);
        fails(() -> read(numbers, "1,2\n"), "d.txt:1: there is no column 7 (from 0); the row has 2 fields");
        fails(() -> read(numbers, "1,2,\"3\n"), "d.txt:1: the row is not comma-separated text");
    }

    @Test
    void a_file_a_series() throws IOException {
        SeriesLayout layout = new SeriesLayout.Csv(null, List.of(), null, List.of(), false, ',', false);
        Path first = Files.writeString(folder.resolve("1.csv"), "1,2\n3,4\n");
        Path second = Files.writeString(folder.resolve("2.csv"), "5,6\n");
        assertThat(SeriesReader.readAll(layout, Missing.ERROR, List.of(first, second)))
                .extracting(Series::size)
                .containsExactly(2, 1);
        Files.writeString(second, "5\n");
        fails(
                () -> SeriesReader.readAll(layout, Missing.ERROR, List.of(first, second)),
                "2.csv:1: the series has 1 channel");
    }

    @Test
    void json_lines() throws IOException {
        SeriesLayout layout = new SeriesLayout.JsonLines("x", "y", "z", false);
        List<Series> series = read(
                layout,
                "{\"x\": [[1, 2], [3, 4]], \"y\": 7, \"z\": 0.5}\n{\"x\": [[5, 6]], \"y\": [\"a\", \"b\"], \"z\": [1]}");
        assertThat(series.get(0).values()).containsExactly(1, 2, 3, 4);
        assertThat(series.get(0).labels()).containsExactly("7");
        assertThat(series.get(1).labels()).containsExactly("a", "b");
        assertThat(series.get(0).targets()).containsExactly(0.5f);
        SeriesLayout perStep = new SeriesLayout.JsonLines("x", null, "z", true);
        Series steps = read(perStep, "{\"x\": [1, 2], \"z\": [[1, 2], [3, 4]]}").get(0);
        assertThat(steps.targets()).containsExactly(1, 2, 3, 4);
        assertThat(steps.targetFeatures()).isEqualTo(2);
        assertThat(read(perStep.unlabelled(), Missing.INTERPOLATE, "{\"x\": [1, null, NaN, 4]}")
                        .get(0)
                        .values())
                .containsExactly(1, 2, 3, 4);
        fails(() -> read(perStep, "{\"x\": [1, NaN], \"z\": [1, 2]}"), "d.txt:1: value 1 of step 2 in 'x' is missing");
        fails(() -> read(perStep, "{\"x\": [[1], [1, 2]], \"z\": [1]}"), "d.txt:1: step 2 of 'x' has 2 numbers");
        fails(() -> read(perStep, "{\"x\": [1, 2], \"z\": [1]}"), "d.txt:1: there are targets at 1 steps");
        fails(() -> read(perStep, "{\"x\": [], \"z\": [1]}"), "d.txt:1: the field 'x' is empty");
        fails(() -> read(perStep, "{\"x\": [\"1\"], \"z\": [1]}"), "d.txt:1: value 1 of step 1 in 'x' is '\"1\"'");
        fails(() -> read(layout, "{\"x\": [1], \"y\": true, \"z\": 1}"), "d.txt:1: a label in 'y' is boolean");
        fails(() -> read(layout, "{\"x\": [1], \"y\": \"a\", \"z\": null}"), "d.txt:1: 'z' is missing");
    }

    @Test
    void matrices_of_a_matlab_file() throws IOException {
        Matrix roll = Mat5.newMatrix(2, 3);
        roll.setFloat(1, 2, 1f);
        Cell cells = Mat5.newCell(1, 2).set(0, roll).set(1, Mat5.newMatrix(1, 3));
        Path file = folder.resolve("m.mat");
        Mat5.writeToFile(Mat5.newMatFile().addArray("train", cells).addArray("other", roll), file.toFile());
        List<Series> series = SeriesReader.readAll(new SeriesLayout.Matlab("train"), Missing.ERROR, file);
        assertThat(series).extracting(Series::size).containsExactly(2, 1);
        assertThat(series.get(0).values()).containsExactly(0, 0, 0, 0, 0, 1);
        fails(
                () -> SeriesReader.readAll(new SeriesLayout.Matlab("test"), Missing.ERROR, file),
                "m.mat has no variable 'test'; it has train, other");
        fails(
                () -> SeriesReader.readAll(new SeriesLayout.Matlab("other"), Missing.ERROR, file),
                "the variable other is of the type");
        Files.writeString(
                file,
                "no MATLAB at all, but long enough to hold the 128 bytes of a header, were it one. "
                        + "So the reader has something to look at, and to turn down.");
        fails(() -> SeriesReader.readAll(new SeriesLayout.Matlab("x"), Missing.ERROR, file), "m.mat cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"TRAIN, 270, 9, 7, 26", "TEST, 370, 9, 7, 29"})
    void japanese_vowels(String split, int size, int speakers, int shortest, int longest) {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no published series to read");
        Path file = Path.of(root, "ts_japanese_vowels", "JapaneseVowels_" + split + ".ts");
        Assumptions.assumeTrue(Files.exists(file), file + " is not there");
        List<Series> series = SeriesReader.readAll(TS, Missing.ERROR, file);
        assertThat(series).hasSize(size).allMatch(s -> s.features() == 12);
        assertThat(series.stream().map(Series::labels).distinct()).hasSize(speakers);
        assertThat(series.stream().mapToInt(Series::size).min()).hasValue(shortest);
        assertThat(series.stream().mapToInt(Series::size).max()).hasValue(longest);
    }

    @ParameterizedTest
    @CsvSource({"traindata, 229", "validdata, 76", "testdata, 77"})
    void chorales(String variable, int size) {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no published piano rolls to read");
        Path file = Path.of(root, "music_jsb", "JSB_Chorales.mat");
        Assumptions.assumeTrue(Files.exists(file), file + " is not there");
        List<Series> series = SeriesReader.readAll(new SeriesLayout.Matlab(variable), Missing.ERROR, file);
        assertThat(series).hasSize(size).allMatch(s -> s.features() == 88);
        for (Series one : series) {
            assertThat(one.values()).containsOnly(0, 1);
        }
    }
}
