package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules across keys: each has a case that breaks it and one that keeps it. */
class CrossChecksTest {

    @TempDir
    private Path folder;

    /** Overrides that break a rule; the fault's path and sentence; the override that mends it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        List.of("data.dataset=names"),
                        "data.dataset=names: excludes data.train; remove one of the two",
                        "~data.train"),
                rule(
                        List.of("data.dataset=locale-name", "~data.train"),
                        "data.dataset=locale-name: the catalogue has no data set locale-name; did you mean"
                                + " locale-names?",
                        "data.dataset=locale-names"),
                rule(
                        List.of("data.dataset=g2p-french", "~data.train"),
                        "data.dataset=g2p-french: the data set g2p-french (tsv) cannot be read with data.format: lines;"
                                + " expected plain text, such as tinyshakespeare",
                        "data.dataset=names"),
                rule(
                        List.of("~data.train", "data.dataset=locale-names", "data.split.dev=0.1"),
                        "data.split.dev=0.1: the data set locale-names has a dev part of its own; remove the key",
                        "data.dataset=names"),
                rule(
                        List.of("~data.train", "data.dataset=names", "data.dev=b.txt"),
                        "data.dev=b.txt: belongs to data.train; with data.dataset the data set's own parts or"
                                + " data.split are used",
                        "~data.dev"),
                rule(
                        List.of("data.dev=b.txt", "data.split.dev=0.1"),
                        "data.split.dev=0.1: excludes data.dev; remove one of the two",
                        "~data.dev"),
                rule(
                        List.of("data.test=b.txt", "data.split.test=0.1"),
                        "data.split.test=0.1: excludes data.test; remove one of the two",
                        "~data.test"),
                rule(
                        List.of("data.split.dev=0.5", "data.split.test=0.5"),
                        "data.split.test=0.5: together with data.split.dev (0.5) nothing is left for training; expected"
                                + " a sum below 1",
                        "data.split.dev=0.4"),
                rule(
                        List.of("data.tokens.level=regex"),
                        "data.tokens.level=regex: data.tokens.pattern: missing; data.tokens.level: regex needs the"
                                + " regular expression of a token",
                        "data.tokens.pattern=\\w+"),
                rule(
                        List.of("data.tokens.level=regex", "data.tokens.pattern=(a"),
                        "data.tokens.pattern=(a: expected a regular expression, found '(a': Unclosed group near"
                                + " character 3",
                        "data.tokens.pattern=(a)"),
                rule(
                        List.of("model.tie_embeddings=true"),
                        "model.tie_embeddings=true: needs model.embedding_dim (128) and model.hidden_size (256) to be"
                                + " equal",
                        "model.embedding_dim=256"),
                rule(
                        List.of("model.residual=true"),
                        "model.residual=true: no layer can have a residual connection: the only one has the input size"
                                + " 128 and the output size 256",
                        "model.num_layers=2"),
                rule(
                        List.of("model.variational_dropout=true"),
                        "model.variational_dropout=true: needs model.dropout or model.embedding_dropout above 0",
                        "model.dropout=0.1"),
                rule(
                        List.of("backend.dtype=double", "backend.kernel=onednn"),
                        "backend.kernel=onednn: onednn computes in float only; expected backend.dtype: float, or"
                                + " backend.kernel: auto",
                        "backend.kernel=auto"),
                rule(
                        List.of("model.layer_norm=true", "backend.kernel=onednn"),
                        "backend.kernel=onednn: onednn has neither layer normalisation nor recurrent dropout; expected"
                                + " backend.kernel: auto",
                        "model.layer_norm=false"),
                rule(
                        List.of("training.optimizer={type: sgd, nesterov: true}"),
                        "training.optimizer={type: sgd, nesterov: true}: training.optimizer.nesterov: needs"
                                + " training.optimizer.momentum above 0",
                        "training.optimizer.momentum=0.9"),
                rule(
                        List.of("training.clip_grad_norm=1", "training.clip_grad_value=1"),
                        "training.clip_grad_value=1: excludes training.clip_grad_norm; remove one of the two",
                        "~training.clip_grad_norm"),
                rule(
                        List.of("training.scheduler.type=noam"),
                        "training.scheduler.type=noam: training.scheduler.warmup: training.scheduler.type: noam needs"
                                + " at least 1 update of warm-up, such as 4000",
                        "training.scheduler.warmup=10"),
                rule(
                        List.of("training.scheduler.warmup=10", "training.max_duration=10u"),
                        "training.scheduler.warmup=10: the warm-up of 10 updates is not over when training ends"
                                + " (training.max_duration: 10u)",
                        "training.max_duration=11u"),
                rule(
                        List.of("training.scheduler.type=cosine", "training.max_duration=2h"),
                        "training.scheduler.type=cosine: cosine needs training.max_duration in epochs or updates,"
                                + " because a run must not depend on the speed of the machine; found 2h",
                        "training.max_duration=2e"),
                rule(
                        List.of("training.scheduler={type: cosine, min_learning_rate: 0.1}"),
                        "training.scheduler={type: cosine, min_learning_rate: 0.1}:"
                                + " training.scheduler.min_learning_rate: expected at most"
                                + " training.optimizer.learning_rate (0.001), found 0.1",
                        "training.optimizer.learning_rate=0.1"),
                rule(
                        List.of("training.scheduler.type=plateau"),
                        "training.scheduler.type=plateau: plateau needs a development set; expected data.dev, a file,"
                                + " or data.split.dev, a fraction such as 0.1",
                        "data.split.dev=0.1"),
                rule(
                        List.of("training.early_stopping={}"),
                        "training.early_stopping={}: needs a development set; expected data.dev, a file, or"
                                + " data.split.dev, a fraction such as 0.1",
                        "data.dev=b.txt"),
                rule(
                        List.of("data.split.dev=0.1", "training.early_stopping={metric: token_accuracy, mode: min}"),
                        "training.early_stopping={metric: token_accuracy, mode: min}: training.early_stopping.mode:"
                                + " token_accuracy is better when larger; expected max",
                        "training.early_stopping.mode=max"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBrokenRuleIsTheOnlyFaultAndCanBeMended(List<String> broken, String fault, String mended) {
        assertThat(new ConfigFiles(folder).onlyFault(ConfigFiles.LEAST, broken, mended))
                .isEqualTo("command line: " + fault);
    }

    /** The same for an experiment with pairs of sequences. */
    static Stream<Arguments> pairRules() {
        String attention = "needs attention, and model.attention is none";
        return Stream.of(
                rule(
                        List.of("data.format=lines"),
                        "data.format=lines: lines holds single sequences; model.type: seq2seq reads pairs, expected tsv,"
                                + " csv, parallel or jsonl",
                        "data.format=jsonl"),
                rule(
                        List.of("model={type: language_model}"),
                        "x.yaml:3:8: data.format: tsv holds pairs of sequences, for model.type: seq2seq; a language"
                                + " model reads text or lines",
                        "data.format=text"),
                rule(
                        List.of("data.dataset=names", "~data.train"),
                        "data.dataset=names: the data set names (lines) cannot be read with data.format: tsv; expected"
                                + " pairs in tsv, such as human-dates",
                        "data.dataset=g2p-french"),
                rule(
                        List.of("data.source.level=regex"),
                        "data.source.level=regex: data.source.pattern: missing; data.source.level: regex needs the"
                                + " regular expression of a token",
                        "data.source.pattern=.+"),
                rule(
                        List.of("data.target={level: regex, pattern: '('}"),
                        "data.target={level: regex, pattern: '('}: data.target.pattern: expected a regular expression,"
                                + " found '(': Unclosed group near character 2",
                        "data.target.pattern=.+"),
                rule(
                        List.of("data.source.field=word"),
                        "data.source.field=word: expected the number of a column, counted from 0, or data.header: true,"
                                + " found word",
                        "data.header=true"),
                rule(
                        List.of("data.target.field=0"),
                        "data.target.field=0: source and target are both 0; expected two different ones",
                        "data.source.field=1"),
                rule(
                        List.of("data.joint_vocabulary=true", "data.source.level=word"),
                        "data.joint_vocabulary=true: needs both sides to be read alike; expected equal level, pattern,"
                                + " lowercase, bpe and vocab in data.source and data.target",
                        "data.target.level=word"),
                rule(
                        List.of("model.bridge=copy"),
                        "model.bridge=copy: copy needs states of equal size; the encoder's has 512 (two directions),"
                                + " model.decoder.hidden_size is 256; expected model.bridge: dense, or other sizes",
                        "model.encoder.hidden_size=128"),
                rule(
                        List.of("model.bridge=zero", "model.attention=none"),
                        "model.bridge=zero: zero without attention leaves the decoder nothing of the source; expected"
                                + " dense or copy, or an attention",
                        "model.attention=bahdanau"),
                rule(
                        List.of("model.decoder.input_feeding=true", "model.attention=none"),
                        "model.decoder.input_feeding=true: " + attention,
                        "model.attention.type=luong_concat"),
                rule(
                        List.of("model.attention=luong_dot"),
                        "model.attention=luong_dot: luong_dot needs encoder outputs as wide as the decoder's state; they"
                                + " are 512 (two directions) and 256; expected luong_general, or other sizes",
                        "model.decoder.hidden_size=512"),
                rule(
                        List.of("model.copy=true", "model.attention=none"),
                        "model.copy=true: " + attention,
                        "model.copy=false"),
                rule(
                        List.of("model.copy=true", "training.label_smoothing=0.1"),
                        "model.copy=true: excludes training.label_smoothing, which the mixture of generating and copying"
                                + " has not; set one of the two to nothing",
                        "training.label_smoothing=0"),
                rule(
                        List.of("model.tie_embeddings=target_output"),
                        "model.tie_embeddings=target_output: needs model.decoder.embedding_dim (128) to be the width of"
                                + " what the softmax reads (256: model.decoder.hidden_size)",
                        "model.attention.output_size=128"),
                rule(
                        List.of("model.tie_embeddings=all", "model.decoder.hidden_size=128"),
                        "model.tie_embeddings=all: all needs data.joint_vocabulary: true; expected that, or"
                                + " target_output",
                        "data.joint_vocabulary=true"),
                rule(
                        List.of(
                                "model.tie_embeddings=all",
                                "data.joint_vocabulary=true",
                                "model.decoder={hidden_size: 64, embedding_dim: 64}"),
                        "model.tie_embeddings=all: all needs model.encoder.embedding_dim (128) and"
                                + " model.decoder.embedding_dim (64) to be equal",
                        "model.encoder.embedding_dim=64"),
                rule(
                        List.of("model.encoder.residual=true"),
                        "model.encoder.residual=true: no layer can have a residual connection: the only one has the"
                                + " input size 128 and the output size 512",
                        "model.encoder.num_layers=2"),
                rule(
                        List.of("model.decoder.variational_dropout=true"),
                        "model.decoder.variational_dropout=true: needs model.decoder.dropout or"
                                + " model.decoder.embedding_dropout above 0",
                        "model.decoder.dropout=0.1"),
                rule(
                        List.of("model.decoder.layer_norm=true", "backend.kernel=onednn"),
                        "backend.kernel=onednn: onednn has neither layer normalisation nor recurrent dropout; expected"
                                + " backend.kernel: auto",
                        "backend.kernel=auto"),
                rule(
                        List.of("decoding.n_best=6"),
                        "decoding.n_best=6: expected at most decoding.beam_size (5), found 6",
                        "decoding.beam_size=6"),
                rule(
                        List.of("decoding={min_length: 9, max_length: 8}"),
                        "decoding={min_length: 9, max_length: 8}: decoding.min_length: expected at most"
                                + " decoding.max_length (8), found 9",
                        "decoding.max_length=0"),
                rule(
                        List.of("decoding.replace_unknown=true", "model.attention=none"),
                        "decoding.replace_unknown=true: " + attention,
                        "decoding.replace_unknown=false"),
                rule(
                        List.of("decoding.coverage_penalty=wu", "model.attention=none"),
                        "decoding.coverage_penalty=wu: " + attention,
                        "decoding.coverage_penalty=none"),
                rule(
                        List.of("logging.attention_plots=1", "model.attention=none"),
                        "logging.attention_plots=1: " + attention,
                        "logging.attention_plots=0"),
                rule(
                        List.of("model.attention={type: none, coverage: true}"),
                        "model.attention={type: none, coverage: true}: model.attention.coverage: only with type:"
                                + " bahdanau, luong_dot, luong_general or luong_concat, which is none here; remove the"
                                + " key",
                        "model.attention.type=bahdanau"),
                rule(
                        List.of("model.attention.coverage_loss=0.5"),
                        "model.attention.coverage_loss=0.5: only with coverage: true, which is false here; remove the key",
                        "model.attention.coverage=true"),
                rule(
                        List.of("model.encoder.reverse=true"),
                        "model.encoder.reverse=true: only with bidirectional: false, which is true here; remove the key",
                        "model.encoder.bidirectional=false"),
                rule(
                        List.of(
                                "model.encoder={reverse: true, bidirectional: \"${data.joint_vocabulary}\"}",
                                "data.joint_vocabulary=true"),
                        "model.encoder={reverse: true, bidirectional: \"${data.joint_vocabulary}\"}:"
                                + " model.encoder.reverse: only with bidirectional: false, which is true here; remove"
                                + " the key",
                        "data.joint_vocabulary=false"),
                rule(
                        List.of("model.encoder={reverse: true, bidirectional: 'false'}"),
                        "model.encoder={reverse: true, bidirectional: 'false'}: model.encoder.bidirectional: expected"
                                + " true or false, found the text 'false'",
                        "model.encoder.bidirectional=false"),
                rule(
                        List.of("data.batching.window=3"),
                        "data.batching.window=3: only with data.format: text, which is tsv here; remove the key",
                        "~data.batching.window"),
                rule(
                        List.of("generation={}"),
                        "generation={}: only with model.type: language_model, which is seq2seq here; remove the key",
                        "~generation"),
                rule(
                        List.of("training.early_stopping={metric: wer}"),
                        "training.early_stopping={metric: wer}: needs a development set; expected data.dev, a file",
                        "data.dev=b.txt"));
    }

    @ParameterizedTest
    @MethodSource("pairRules")
    void aBrokenRuleOfPairsIsTheOnlyFaultAndCanBeMended(List<String> broken, String fault, String mended) {
        assertThat(new ConfigFiles(folder).onlyFault(ConfigFiles.LEAST_PAIRS, broken, mended))
                .isEqualTo(fault.startsWith("x.yaml") ? fault : "command line: " + fault);
    }

    @Test
    void metricsOfOutputsNeedOutputs() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults(
                        "x.yaml", "evaluation.metrics=[perplexity, bleu]", "data.dev=b.txt", "decoding.beam_size=3"))
                .containsExactly(
                        "command line: evaluation.metrics=[perplexity, bleu]: bleu compares outputs with references,"
                                + " which model.type: language_model has not; expected one of nats_per_token,"
                                + " perplexity, bits_per_character, token_accuracy",
                        "command line: decoding.beam_size=3: decoding: only with model.type: seq2seq or"
                                + " pointer_network, which is language_model here; remove the key");
    }

    @Test
    void aNameOrAMappingMakesASection() {
        ConfigFiles files = new ConfigFiles(folder)
                .with("base.yaml", ConfigFiles.LEAST_PAIRS.replace("seq2seq", "seq2seq, attention: bahdanau"))
                .with("x.yaml", "extends: base\nmodel: {attention: {dropout: 0.2}}\n")
                .with("y.yaml", "extends: x\nmodel: {attention: luong_dot, decoder: {hidden_size: 512}}\n");
        AttentionConfig merged = attention(files.load("x.yaml"));
        assertThat(merged.type()).isEqualTo(AttentionConfig.Type.BAHDANAU);
        assertThat(merged.dropout()).isEqualTo(0.2);
        AttentionConfig replaced = attention(files.load("y.yaml"));
        assertThat(replaced.type()).isEqualTo(AttentionConfig.Type.LUONG_DOT);
        assertThat(replaced.dropout()).isZero();
        AttentionConfig overridden =
                attention(files.load("x.yaml", "model.attention=luong_concat", "model.attention.coverage=true"));
        assertThat(overridden.type()).isEqualTo(AttentionConfig.Type.LUONG_CONCAT);
        assertThat(overridden.coverage()).isTrue();
    }

    private static AttentionConfig attention(LoadedConfig loaded) {
        return ((Seq2SeqConfig) loaded.config().model()).attention();
    }

    @Test
    void asksForDataWhereNoneIsNamed() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults("x.yaml", "~data.train"))
                .containsExactly("x.yaml:3:1: data.dataset: missing; expected either data.dataset, the name of a data"
                        + " set, or data.train, a file");
    }

    @Test
    void aDataSetWithADevelopmentPartNeedsNoSplit() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults("x.yaml", "~data.train", "data.dataset=locale-names", "training.early_stopping={}"))
                .isEmpty();
    }

    @Test
    void rulesAcrossKeysAreReportedTogetherWithFaultsOfOtherKeys() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults("x.yaml", "model.tie_embeddings=true", "model.dropout=2", "model.cell=x"))
                .hasSize(3);
    }

    @Test
    void aRuleIsSilentWhereOneOfItsKeysIsFaulty() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults("x.yaml", "model.tie_embeddings=true", "model.embedding_dim=many"))
                .containsExactly(
                        "command line: model.embedding_dim=many: expected a whole number from 1 to 65536, found"
                                + " many");
    }

    private static Arguments rule(List<String> broken, String fault, String mended) {
        return Arguments.of(broken, fault, mended);
    }
}
