/**
 * Public data sets by name: where they come from, under which licence, their size and SHA-256; finding them on disk,
 * fetching them when asked, checking them always; and the sets that are generated on this machine. The entries stand
 * in {@code catalogue.yaml} beside these classes. No DL4J.
 */
@NullMarked
package org.seq4j.data.catalogue;

import org.jspecify.annotations.NullMarked;
