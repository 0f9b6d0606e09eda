/**
 * The run folder: the whole truth of a run on disk. Layout:
 *
 * <pre>
 * config.input.yaml      the experiment file as it was given
 * config.resolved.yaml   every key with its value: what `resume` reads
 * run.json               versions, backend, kernels, device, seed, SHA-256 of the data, command line, git commit
 * metrics.jsonl          one JSON object a line: training loss, validation results
 * evaluations.jsonl      one JSON object a line: scores of `evaluate` after training
 * tensorboard/           event files, where logging.tensorboard is true
 * attention/, pictures/  drawings of the first development examples at the last validation
 * report.html            a page about the run, without links to anything outside of it
 * checkpoints/           last-&lt;update&gt;.zip, best-&lt;update&gt;.zip
 * </pre>
 *
 * Files are written aside, forced to the disk and renamed, so that a process killed at any moment leaves a folder that
 * {@code resume} can go on from. The package knows files, and nothing of
 * models or training.
 */
@NullMarked
package org.seq4j.experiments.run;

import org.jspecify.annotations.NullMarked;
