package org.seq4j.data.pair;

/** A source text and the target text that stands for it. */
public record TextPair(String source, String target) {}
