/**
 * DataVec {@link org.datavec.api.records.reader.SequenceRecordReader}s for plain UTF-8 text, usable with any DataVec
 * iterator or transform and without the rest of seq4j. Every time step is a list of one writable: the token as
 * {@link org.datavec.api.writable.Text}, or with a vocabulary its id as {@link org.datavec.api.writable.IntWritable}.
 * Examples of pointing come as sequences of vectors ({@link org.seq4j.data.reader.PointingRecords}).
 *
 * <p>Shape letters: T time (tokens of a sequence).
 */
@NullMarked
package org.seq4j.data.reader;

import org.jspecify.annotations.NullMarked;
