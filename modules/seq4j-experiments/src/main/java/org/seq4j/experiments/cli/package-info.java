/**
 * The command line: {@link org.seq4j.experiments.cli.Main}, one class a command.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 ok, 1 a fault of ours, 2 a mistake of
 * the user's, 130 interrupted. A command class mentions no ND4J or DL4J type in its fields, methods or superclasses, so
 * that {@code --help} starts neither.
 */
@NullMarked
package org.seq4j.experiments.cli;

import org.jspecify.annotations.NullMarked;
