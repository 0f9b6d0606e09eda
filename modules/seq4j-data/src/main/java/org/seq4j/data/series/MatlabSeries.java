package org.seq4j.data.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/** A cell array of matrices. The place of a series is the variable and its number there. */
final class MatlabSeries {
    private MatlabSeries() {}

    static List<Series> read(SeriesLayout.Matlab layout, Missing missing, Path path) {
        Array array = open(path, layout.variable());
        if (!(array instanceof Cell cells)) {
            throw new DataException(path + ": the variable " + layout.variable() + " is of the type " + array.getType()
                    + ", but a cell array of matrices is needed.");
        }
        if (cells.getNumElements() == 0) {
            throw new DataException(path + ": the variable " + layout.variable() + " holds no series.");
        }
        List<Series> all = new ArrayList<>(cells.getNumElements());
        for (int i = 0; i < cells.getNumElements(); i++) {
            Place place = new Place(path + ", " + layout.variable(), i + 1L);
            if (!(cells.get(i) instanceof Matrix matrix)) {
                throw place.fault("the element is of the type " + ((Array) cells.get(i)).getType()
                        + ", but a matrix of numbers is needed");
            }
            all.add(series(matrix, missing, place));
        }
        return SeriesReader.alike(all);
    }

    private static Array open(Path path, String variable) {
        if (!Files.isRegularFile(path)) {
            throw new DataException("There is no file " + path + "; check the path and data_root.");
        }
        try {
            MatFile file = Mat5.readFromFile(path.toFile()); // to close it would empty its arrays
            for (MatFile.Entry entry : file.getEntries()) {
                if (entry.getName().equals(variable)) {
                    return entry.getValue();
                }
            }
            String names = StreamSupport.stream(file.getEntries().spliterator(), false)
                    .map(MatFile.Entry::getName)
                    .collect(Collectors.joining(", "));
            throw new DataException(path + " has no variable '" + variable + "'; it has " + names + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(path + " cannot be read as a MATLAB 5 file: " + e.getMessage() + ".", e);
        }
    }

    private static Series series(Matrix matrix, Missing missing, Place place) {
        int steps = matrix.getNumRows();
        int features = matrix.getNumCols();
        if (steps == 0 || features == 0) {
            throw place.fault("the matrix is empty; every series needs a step");
        }
        Values values = new Values(missing);
        for (int t = 0; t < steps; t++) {
            for (int f = 0; f < features; f++) {
                float value = matrix.getFloat(t, f);
                String what = "row " + (t + 1) + ", column " + (f + 1);
                if (Float.isInfinite(value)) {
                    throw place.fault(what + " is infinite, but a finite number is needed");
                }
                values.add(value, what, place);
            }
        }
        return Series.of(values.toArray(features, place), features, place);
    }
}
