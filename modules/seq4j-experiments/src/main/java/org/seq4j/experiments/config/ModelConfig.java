package org.seq4j.experiments.config;

/** What is trained. The key {@code type} of the file selects the record. */
public sealed interface ModelConfig permits LanguageModelConfig, Seq2SeqConfig, PointerNetworkConfig {}
