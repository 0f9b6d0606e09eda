/**
 * UTF-8 files a line at a time, in constant memory, strictly decoded. Plain Java, no DL4J.
 */
@NullMarked
package org.seq4j.data.text;

import org.jspecify.annotations.NullMarked;
