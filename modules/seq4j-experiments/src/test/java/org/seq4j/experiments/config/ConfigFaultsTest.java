package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of fault has its place, path and sentence; all are reported at once. */
class ConfigFaultsTest {

    @TempDir
    private Path folder;

    @Test
    void acceptsTheLeastFile() {
        ExperimentConfig config =
                files().with("x.yaml", ConfigFiles.LEAST).load("x.yaml").config();
        assertThat(config.runDir()).isEqualTo("runs/x");
        assertThat(config.dataRoot()).isEqualTo("data");
        assertThat(config.seed()).isEqualTo(42);
        assertThat(config.training().maxDuration()).isEqualTo(new Duration(1, Duration.Unit.EPOCHS));
        assertThat(config.training().clipGradNorm()).isNull();
        assertThat(config.training().earlyStopping()).isNull();
        assertThat(config.model()).isInstanceOfSatisfying(LanguageModelConfig.class, model -> {
            assertThat(model.cell()).isEqualTo(Cell.LSTM);
            assertThat(model.hiddenSize()).isEqualTo(256);
        });
    }

    @Test
    void reportsAllFaultsAtOnceInTheOrderOfTheFile() {
        files().with("x.yaml", """
                schema: 1
                name: x
                data:
                  format: line
                  train: a.txt
                model:
                  type: language_model
                  hiden_size: 3
                  num_layers: two
                  dropout: 1
                training:
                  optimizer: {type: adam, learning_rate: -1}
                  early_stopping: {metric: smart}
                """);
        assertThat(files().faults("x.yaml"))
                .containsExactly(
                        "x.yaml:4:11: data.format: expected one of " + names(DataConfig.Format.class)
                                + ", found line; did you mean lines?",
                        "x.yaml:8:3: model.hiden_size: unknown key; did you mean hidden_size?",
                        "x.yaml:9:15: model.num_layers: expected a whole number from 1 to 64, found two",
                        "x.yaml:10:12: model.dropout: expected a number of at least 0 and below 1, found 1",
                        "x.yaml:12:3: training.max_duration: missing; expected a duration such as 40e (epochs), 500u or"
                                + " 100Ku (updates), 90s, 30m or 2h",
                        "x.yaml:12:42: training.optimizer.learning_rate: expected a number above 0, found -1",
                        "x.yaml:13:28: training.early_stopping.metric: expected one of " + names(Metric.class)
                                + ", found smart");
    }

    @Test
    void theMessageOfTheExceptionHoldsOneLineForEachFault() {
        files().with("x.yaml", "{}");
        assertThatThrownBy(() -> files().load("x.yaml"))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSameSizeAs(((ConfigException) e).faults())
                        .hasSize(6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "model.hidden_size=1.5           | expected a whole number from 1 to 65536, found 1.5",
                "model.hidden_size=0             | expected a whole number from 1 to 65536, found 0",
                "model.hidden_size=\"256\"       | expected a whole number from 1 to 65536, found the text '256'",
                "model.hidden_size=[1]           | expected a whole number from 1 to 65536, found a list",
                "model.hidden_size={a: 1}        | expected a whole number from 1 to 65536, found a mapping",
                "model.hidden_size=              | expected a whole number from 1 to 65536, found nothing",
                "data.batching.size=9999999999   | expected a whole number of at most 2147483647, found 9999999999",
                "seed=99999999999999999999       | expected a whole number of at most 9223372036854775807, found 99999999999999999999",
                "seed=-1                         | expected a whole number of at least 0, found -1",
                "model.dropout=.nan              | expected a number of at least 0 and below 1, found .nan",
                "model.dropout=1e999             | expected a number of at least 0 and below 1, found 1e999",
                "model.residual=yes              | expected true or false, found yes",
                "model.residual='true'           | expected true or false, found the text 'true'",
                "model.cell=LSTM                 | expected one of rnn, rnn_relu, lstm, peephole_lstm, gru, gru_reset_after, found LSTM; did you mean lstm?",
                "model=5                         | expected a mapping, found 5",
                "model=???                       | missing; expected a mapping",
                "backend={}x                     | not readable as YAML: expected '<document start>', but found '<scalar>'",
                "data=text                       | expected a mapping, found text",
                "training=[]                     | expected a mapping, found a list",
                "training.early_stopping=true    | expected a mapping, found true",
                "training.max_duration=40        | expected a duration such as 40e (epochs), 500u or 100Ku (updates), 90s, 30m or 2h, found 40",
                "training.max_duration=0e        | expected a duration such as 40e (epochs), 500u or 100Ku (updates), 90s, 30m or 2h, found 0e",
                "run_dir=''                      | expected text, found the text ''",
                "name=[a]                        | expected text, found a list",
                "name=a/b                        | expected letters, digits and . _ - only, beginning with a letter or digit, found 'a/b'",
                "evaluation.metrics=perplexity   | expected a list of at least 1 item, found perplexity",
                "evaluation.metrics=[]           | expected a list of at least 1 item, found a list of 0 items",
                "schema=2                        | expected a whole number equal to 1, found 2",
            })
    void saysWhatWasExpectedAndFound(String override, String sentence) {
        files().with("x.yaml", ConfigFiles.LEAST);
        assertThat(files().faults("x.yaml", override)).containsExactly("command line: " + override + ": " + sentence);
    }

    @Test
    void namesTheItemOfAList() {
        files().with("x.yaml", ConfigFiles.LEAST + "evaluation:\n  metrics: [perplexity, perplexty, perplexity]\n");
        assertThat(files().faults("x.yaml"))
                .containsExactly(
                        "x.yaml:7:25: evaluation.metrics.1: expected one of " + names(Metric.class)
                                + ", found perplexty; did you mean perplexity?",
                        "x.yaml:7:36: evaluation.metrics.2: perplexity is there twice; remove one");
    }

    @Test
    void findsTheSectionThatAKeyBelongsTo() {
        files().with("x.yaml", ConfigFiles.LEAST + "hidden_size: 5\nbatch: 3\n");
        assertThat(files().faults("x.yaml"))
                .containsExactly(
                        "x.yaml:6:1: hidden_size: unknown key; did you mean model.hidden_size or"
                                + " model.encoder.hidden_size or model.decoder.hidden_size or"
                                + " model.characters.hidden_size?",
                        "x.yaml:7:1: batch: unknown key; expected one of schema, name, seed, run_dir, data_root,"
                                + " backend, data, model, training, generation, decoding, evaluation, logging");
    }

    @Test
    void asksForMissingValues() {
        files().with("x.yaml", ConfigFiles.LEAST.replace("name: x", "name: ???"));
        assertThat(files().faults("x.yaml"))
                .containsExactly(
                        "x.yaml:2:7: name: missing; expected text: Name of the experiment: letters, digits, and"
                                + " the characters . _ - are allowed.");
        assertThat(files().load("x.yaml", "name=y").config().runDir()).isEqualTo("runs/y");
    }

    @Test
    void asksForTheModelsType() {
        files().with("x.yaml", ConfigFiles.LEAST.replace("type: language_model", "cell: gru"));
        assertThat(files().faults("x.yaml"))
                .containsExactly("x.yaml:4:8: model.type: missing; expected one of " + models());
        assertThat(files().faults("x.yaml", "model.type=languagemodel"))
                .containsExactly("command line: model.type=languagemodel: expected one of " + models()
                        + ", found languagemodel; did you mean language_model?");
    }

    @Test
    void refusesAKeyThatWouldDoNothing() {
        files().with("x.yaml", ConfigFiles.LEAST + "  \n");
        assertThat(files().faults("x.yaml", "data.batching.window=5", "training.optimizer={type: sgd, beta1: 0.9}"))
                .containsExactly(
                        "command line: data.batching.window=5: only with data.format: text, which is lines here; remove"
                                + " the key",
                        "command line: training.optimizer={type: sgd, beta1: 0.9}: training.optimizer.beta1: only with"
                                + " type: adam or adamw, which is sgd here; remove the key");
    }

    @Test
    void aSectionMayBeEmpty() {
        assertThat(files().with("x.yaml", ConfigFiles.LEAST + "generation:\nlogging: {}\n")
                        .faults("x.yaml"))
                .isEmpty();
    }

    @Test
    void namesANeighbourOfAFileThatIsNotThere() {
        files().with("shakespeare.yaml", ConfigFiles.LEAST);
        assertThat(files().faults("shakespear.yaml"))
                .containsExactly("shakespear.yaml: no such file; did you mean shakespeare.yaml?");
        assertThat(files().faults("nowhere/x.yaml")).containsExactly("nowhere/x.yaml: no such file, nor its folder");
    }

    private ConfigFiles files() {
        return new ConfigFiles(folder);
    }

    private static String names(Class<?> type) {
        return String.join(", ", SchemaKey.constants(type));
    }

    private static String models() {
        return String.join(", ", ConfigReference.models());
    }
}
