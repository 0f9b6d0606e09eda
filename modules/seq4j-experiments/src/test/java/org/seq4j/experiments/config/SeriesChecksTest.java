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

/** The rules of an experiment on series: each has a case that breaks it and one that keeps it. */
class SeriesChecksTest {

    private static final String NEXT = "data.series.goal=next_step";
    private static final String FORECAST = "data.series.goal=forecast";
    private static final String FORWARD = "model.encoder.bidirectional=false";
    private static final String BITS = "model.loss=bernoulli";

    @TempDir
    private Path folder;

    /** Overrides that break a rule; the end of the fault; the overrides that mend it. */
    static Stream<Arguments> regressors() {
        return Stream.of(
                rule(
                        "data.format=conll: conll holds no series; model.type: regressor reads series, expected ts, csv, jsonl or"
                                + " matlab",
                        "data.format=jsonl",
                        "data.format=conll"),
                rule(
                        "model.encoder.bidirectional: true lets the model see the values that it is to predict"
                                + " (data.series.goal: next_step); expected false",
                        FORWARD,
                        NEXT),
                rule(
                        "model.encoder.reverse=true: true lets the model see the values that it is to predict"
                                + " (data.series.goal: forecast); expected false",
                        "~model.encoder.reverse",
                        FORECAST,
                        FORWARD,
                        "model.encoder.reverse=true",
                        "data.series.windows.method=autoregressive"),
                rule(
                        "model.per_step=false: data.series.goal: next_step predicts at each step; expected true",
                        "model.per_step=true",
                        NEXT,
                        FORWARD,
                        "model.per_step=false"),
                rule(
                        "model.per_step=false: only with data.series.goal: target or next_step, which is forecast here;"
                                + " remove the key",
                        "~model.per_step",
                        FORECAST,
                        "model.per_step=false"),
                rule(
                        "model.read_out=max: is for one prediction of a whole series, and here there is one at each step;"
                                + " remove the key",
                        "model.per_step=false",
                        "model.read_out=max"),
                rule(
                        "data.series.goal: target needs numbers to predict, which matlab does not hold; expected next_step"
                                + " or forecast",
                        FORECAST,
                        "data.format=matlab"),
                rule(
                        "model.per_step: a series of a .ts file has one number to predict, not one at each step; expected"
                                + " false",
                        "model.per_step=false",
                        "data.format=ts"),
                rule(
                        "data.series.normalize=per_series: per_series needs the whole series, whose values"
                                + " data.series.goal: forecast predicts; expected none, standard or min_max",
                        "data.series.normalize=min_max",
                        FORECAST,
                        "data.series.normalize=per_series"),
                rule(
                        "data.series.normalize=standard: model.loss: bernoulli predicts values of 0 and 1 as they are;"
                                + " expected none",
                        "data.series.normalize=none",
                        NEXT,
                        FORWARD,
                        BITS,
                        "data.series.normalize=standard"),
                rule(
                        "data.series.normalize_targets=standard: model.loss: bernoulli predicts numbers of 0 and 1 as they"
                                + " are; expected none",
                        "data.series.normalize_targets=none",
                        BITS,
                        "data.series.normalize_targets=standard"),
                rule(
                        "data.series.targets=[a]: only with goal: target, which is next_step here; remove the key",
                        "~data.series.targets",
                        NEXT,
                        FORWARD,
                        "data.series.targets=[a]"),
                rule(
                        "data.series.targets=[a, b]: jsonl has one field for them, an array; expected one name",
                        "data.series.targets=[a]",
                        "data.series.targets=[a, b]"),
                rule(
                        "data.series.separator=tabs: expected one character, such as \",\" or \";\", or tab, found 'tabs'",
                        "data.series.separator=tab",
                        "data.format=csv",
                        "data.series.separator=tabs"),
                rule(
                        "data.series.label=a: only with model.type: classifier, which is regressor here; remove the key",
                        "~data.series.label",
                        "data.series.label=a"),
                rule(
                        "evaluation.metrics=[accuracy]: accuracy is not for numbers; with model.type: regressor expected mse,"
                                + " mae, rmse, or with model.loss: bernoulli frame_nll and frame_nll_from_second",
                        "evaluation.metrics=[rmse]",
                        "evaluation.metrics=[accuracy]"),
                rule(
                        "evaluation.metrics=[frame_nll]: frame_nll is for model.loss: bernoulli; expected mse, mae or rmse",
                        BITS,
                        "evaluation.metrics=[frame_nll]"),
                rule(
                        "evaluation.metrics=[frame_nll_from_second]: frame_nll_from_second needs a prediction at each step;"
                                + " expected frame_nll",
                        "model.per_step=true",
                        BITS,
                        "model.per_step=false",
                        "evaluation.metrics=[frame_nll_from_second]"),
                rule(
                        "training.label_smoothing=0.1: is for classes; a regressor has none, expected 0",
                        "training.label_smoothing=0",
                        "training.label_smoothing=0.1"),
                rule(
                        "training.early_stopping={metric: nats}: training.early_stopping.metric: nats is not for numbers;"
                                + " with model.type: regressor expected mse, mae, rmse, or with model.loss: bernoulli"
                                + " frame_nll and frame_nll_from_second",
                        "training.early_stopping.metric=mae",
                        "data.split.dev=0.1",
                        "training.early_stopping={metric: nats}"));
    }

    private static Arguments rule(String fault, String mended, String... broken) {
        return Arguments.of(fault, mended, List.of(broken));
    }

    @ParameterizedTest
    @MethodSource("regressors")
    void aBrokenRuleIsTheOnlyFaultAndCanBeMended(String fault, String mended, List<String> broken) {
        onlyFault(ConfigFiles.LEAST_SERIES, fault, mended, broken);
    }

    private void onlyFault(String least, String fault, String mended, List<String> broken) {
        assertThat(new ConfigFiles(folder).onlyFault(least, broken, mended)).endsWith(fault);
    }

    @Test
    void aClassifierReadsSeriesWhereTheDataAreNone() {
        String sentences = ConfigFiles.LEAST_CLASSES.replace("lines", "jsonl");
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", sentences);
        assertThat(files.load("x.yaml").config().readsSeries()).isFalse();
        assertThat(files.load("x.yaml", "data.series.values=[x]").config().readsSeries())
                .isTrue();
        assertThat(files.load("x.yaml", "data.format=csv").config().readsSeries())
                .isTrue();
        onlyFault(
                sentences,
                "model.encoder.embedding_dim=7: is for sentences, and data.series.values says that these are series;"
                        + " remove one of the two",
                "~data.series.values",
                List.of("data.series.values=[x]", "model.encoder.embedding_dim=7"));
        onlyFault(
                sentences,
                "data.format=matlab: matlab holds no labels; a classifier of series reads ts, csv or jsonl",
                "data.format=ts",
                List.of("data.format=matlab"));
        onlyFault(
                sentences,
                "model.multi_label=true: needs several labels of a series, which ts cannot hold; expected data.format:"
                        + " jsonl, or false",
                "data.format=jsonl",
                List.of("data.format=ts", "model.multi_label=true"));
        onlyFault(
                sentences,
                "data.series.goal=forecast: only with model.type: regressor, which is classifier here; remove the key",
                "~data.series.goal",
                List.of("data.format=csv", "data.series.goal=forecast"));
    }

    @Test
    void otherModelsReadNoSeries() {
        ConfigFiles files =
                new ConfigFiles(folder).with("lm.yaml", ConfigFiles.LEAST).with("pairs.yaml", ConfigFiles.LEAST_PAIRS);
        assertThat(files.faults("lm.yaml", "data.format=ts"))
                .containsExactly(
                        "command line: data.format=ts: ts holds series of numbers, for model.type: classifier and"
                                + " regressor; a language model reads text or lines");
        assertThat(files.faults("pairs.yaml", "data.format=matlab"))
                .containsExactly("command line: data.format=matlab: matlab holds series of numbers; model.type: seq2seq"
                        + " reads pairs, expected tsv, csv, parallel or jsonl");
        assertThat(files.faults("pairs.yaml", "evaluation.metrics=[rmse]"))
                .containsExactly(
                        "command line: evaluation.metrics=[rmse]: rmse scores numbers, which model.type: regressor"
                                + " puts out; expected one of text, such as bleu");
    }

    @Test
    void dataSetsHaveTheirFormats() {
        ConfigFiles files = new ConfigFiles(folder)
                .with("x.yaml", ConfigFiles.LEAST_SERIES.replace("train: a.txt", "dataset: nile"));
        assertThat(files.faults("x.yaml", "data.format=csv", FORECAST)).isEmpty();
        assertThat(files.faults("x.yaml", "data.format=ts", FORECAST))
                .containsExactly(
                        "x.yaml:3:23: data.dataset: the data set nile (csv) cannot be read with data.format: ts;"
                                + " expected series, such as japanese-vowels (ts), jsb-chorales (matlab) or nile (csv)");
    }
}
