package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.seq4j.experiments.run.RunFolder;

/**
 * What runs are called where there is little room: their own names where these are short, else A, B, C and so on.
 *
 * @param names of the run folders, or their paths where names are not enough to tell them apart
 * @param labels as many, all different
 */
record RunLabels(List<String> names, List<String> labels) {
    /** Three columns with headings so wide fit a telephone. */
    private static final int LONGEST = 10;

    private static final int LETTERS = 26;

    /** The labels of these runs, in their order. */
    static RunLabels of(List<RunFolder> folders) {
        List<String> names = folders.stream().map(RunFolder::name).toList();
        if (new HashSet<>(names).size() < names.size()) {
            names = folders.stream().map(folder -> folder.path().toString()).toList();
        }
        boolean isShort = names.stream().allMatch(name -> name.length() <= LONGEST);
        if (isShort && new HashSet<>(names).size() == names.size()) {
            return new RunLabels(names, names);
        }
        List<String> labels = new ArrayList<>();
        for (int run = 0; run < names.size(); run++) {
            labels.add(letters(run));
        }
        return new RunLabels(names, labels);
    }

    /** A to Z, then AA, AB and so on. */
    private static String letters(int run) {
        String last = String.valueOf((char) ('A' + run % LETTERS));
        return run < LETTERS ? last : letters(run / LETTERS - 1) + last;
    }

    /** Adds the list that says which run each label and colour stands for. */
    void write(Html page) {
        page.raw("<ol class=\"runs\">\n");
        for (int run = 0; run < names.size(); run++) {
            page.raw("<li>").raw(run < LineChart.COLOURS ? "<i class=\"k" + run + "\"></i>" : "<i></i>");
            if (!labels.get(run).equals(names.get(run))) {
                page.element("b", labels.get(run)).raw(" ");
            }
            page.element("span", names.get(run)).raw("</li>\n");
        }
        page.raw("</ol>\n");
    }
}
