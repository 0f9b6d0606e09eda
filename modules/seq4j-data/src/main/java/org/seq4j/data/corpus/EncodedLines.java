package org.seq4j.data.corpus;

import java.util.List;

/**
 * The ids of the lines of a file, one array of T ids a kept line, without {@code <s>} and {@code </s>}.
 *
 * @param lines in the order of the file
 * @param report what was kept and what was left out
 */
public record EncodedLines(List<int[]> lines, LineReport report) {}
