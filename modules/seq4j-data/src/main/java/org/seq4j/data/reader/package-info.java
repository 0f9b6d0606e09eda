/**
 * DataVec {@link org.datavec.api.records.reader.SequenceRecordReader}s for plain UTF-8 text, for tagged and labelled
 * sentences and for numeric series, usable with any DataVec iterator or transform and without the rest of seq4j. A time
 * step of text is a list of one writable: the token as {@link org.datavec.api.writable.Text}, or with a vocabulary its id
 * as {@link org.datavec.api.writable.IntWritable}; a step of a series is a list of F
 * {@link org.datavec.api.writable.FloatWritable}s. Examples of pointing come as sequences of vectors
 * ({@link org.seq4j.data.reader.PointingRecords}). A format of your own is a subclass of
 * {@link org.seq4j.data.reader.ExampleSequenceReader}.
 *
 * <p>Shape letters: T time (tokens of a sequence), F features, K targets.
 */
@NullMarked
package org.seq4j.data.reader;

import org.jspecify.annotations.NullMarked;
