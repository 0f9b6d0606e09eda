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
                        "data.dataset=g2p-french: the data set g2p-french (tsv) is no plain text; expected one such as"
                                + " tinyshakespeare",
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
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults("x.yaml", broken.toArray(String[]::new))).containsExactly("command line: " + fault);
        String[] all = Stream.concat(broken.stream(), Stream.of(mended)).toArray(String[]::new);
        assertThat(files.faults("x.yaml", all)).isEmpty();
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
