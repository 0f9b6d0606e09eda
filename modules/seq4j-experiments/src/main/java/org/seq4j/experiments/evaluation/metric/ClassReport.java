package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Precision, recall, F1 and support of each class, and means over them. All shares are in [0, 1].
 *
 * @param classes a score for each class, in the order of the classes
 */
public record ClassReport(List<ClassScore> classes) {
    public ClassReport {
        classes = List.copyOf(classes);
    }

    /**
     * The report of examples with any number of labels each.
     *
     * @param names the L classes
     * @param gold the labels that are there, {@code [examples][L]}
     * @param predicted the labels that were predicted, {@code [examples][L]}
     */
    public static ClassReport ofMultiLabel(List<String> names, boolean[][] gold, boolean[][] predicted) {
        checkRows(gold.length, predicted.length);
        List<ClassScore> scores = new ArrayList<>(names.size());
        for (int c = 0; c < names.size(); c++) {
            long found = 0;
            long claimed = 0;
            long support = 0;
            for (int i = 0; i < gold.length; i++) {
                found += gold[i][c] && predicted[i][c] ? 1 : 0;
                claimed += predicted[i][c] ? 1 : 0;
                support += gold[i][c] ? 1 : 0;
            }
            scores.add(new ClassScore(names.get(c), found, claimed, support));
        }
        return new ClassReport(scores);
    }

    static void checkRows(int gold, int predicted) {
        if (gold != predicted) {
            throw new IllegalArgumentException(
                    "There are " + predicted + " predictions for " + gold + " examples; each needs one.");
        }
    }

    /** The mean F1 of the classes that are there or were predicted, each with the same weight; 0 where there is none. */
    public double macroF1() {
        return classes.stream()
                .filter(score -> score.support() + score.predicted() > 0)
                .mapToDouble(ClassScore::f1)
                .average()
                .orElse(0);
    }

    /** The mean F1 of the classes, each weighted by its support; 0 where there is none. */
    public double weightedF1() {
        long support = micro().support();
        return support == 0
                ? 0
                : classes.stream()
                                .mapToDouble(score -> score.f1() * score.support())
                                .sum()
                        / support;
    }

    /** The F1 of all decisions together; with one class an example, the accuracy. */
    public double microF1() {
        return micro().f1();
    }

    /** All classes as one, under the name {@code micro}. */
    public ClassScore micro() {
        return sum("micro", classes);
    }

    static ClassScore sum(String name, List<ClassScore> scores) {
        return new ClassScore(
                name,
                scores.stream().mapToLong(ClassScore::found).sum(),
                scores.stream().mapToLong(ClassScore::predicted).sum(),
                scores.stream().mapToLong(ClassScore::support).sum());
    }

    /** A table for people: a class a line, percentages, the means in the last two lines. */
    public String table() {
        int width = classes.stream()
                .map(score -> score.name().length())
                .max(Comparator.naturalOrder())
                .map(longest -> Math.max("micro".length(), longest))
                .orElse(0);
        String row = "%-" + Math.max(1, width) + "s  %9s  %6s  %6s  %7s%n";
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, row, "", "precision", "recall", "F1", "support"));
        for (ClassScore score : classes) {
            text.append(line(row, score));
        }
        text.append(line(row, micro()));
        text.append(String.format(Locale.ROOT, row, "macro", "", "", percent(macroF1()), micro().support()));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String line(String row, ClassScore score) {
        return String.format(
                Locale.ROOT,
                row,
                score.name(),
                percent(score.precision()),
                percent(score.recall()),
                percent(score.f1()),
                score.support());
    }

    private static String percent(double share) {
        return Corpora.fixed(100 * share, 2);
    }
}
