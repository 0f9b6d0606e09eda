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

/** The rules of classifiers and taggers across keys: each has a case that breaks it and one that keeps it. */
class LabelChecksTest {

    @TempDir
    private Path folder;

    /** Overrides of a tagger that break a rule; the fault; the override that mends it. */
    static Stream<Arguments> tagRules() {
        return Stream.of(
                rule(
                        List.of("data.format=lines"),
                        "data.format=lines: lines has one label for a text, for model.type: classifier; model.type:"
                                + " tagger reads conll, parallel or jsonl",
                        "data.format=jsonl"),
                rule(
                        List.of("data.format=tsv"),
                        "data.format=tsv: tsv holds no tags; model.type: tagger reads conll, parallel or jsonl",
                        "data.format=parallel"),
                rule(
                        List.of("data.sentences.tags=word"),
                        "data.sentences.tags=word: expected the number of a column, counted from 0, or from the last one"
                                + " with negative numbers, found word",
                        "data.sentences.tags=-1"),
                rule(
                        List.of("data.sentences.tags=0"),
                        "data.sentences.tags=0: tokens and tags are both 0; expected two different ones",
                        "data.sentences.tokens=1"),
                rule(
                        List.of("data.sentences={conllu: true, separator: space}"),
                        "data.sentences={conllu: true, separator: space}: data.sentences.separator: is a tab where"
                                + " data.sentences.conllu is true; remove the key",
                        "data.sentences.conllu=false"),
                rule(
                        List.of("data.format=parallel", "data.sentences.label=intent"),
                        "data.sentences.label=intent: needs model.intent: true; without it a tagger reads no labels of"
                                + " sentences, remove the key",
                        "model.intent=true"),
                rule(
                        List.of("data.format=jsonl", "model.intent=true", "data.sentences.label=tags"),
                        "data.sentences.label=tags: tags is where tokens or tags stand; expected another one for the"
                                + " label",
                        "data.sentences.label=intent"),
                rule(
                        List.of("data.format=parallel", "data.sentences.label_separator=+"),
                        "data.sentences.label_separator=+: needs model.multi_label: true of a classifier; elsewhere a"
                                + " sentence has one label, remove the key",
                        "~data.sentences.label_separator"),
                rule(
                        List.of("data.sentences={unknown_rate: 0.5, vocab: {min_freq: 2}}"),
                        "data.sentences={unknown_rate: 0.5, vocab: {min_freq: 2}}: data.sentences.unknown_rate: hides"
                                + " words that were seen once, and data.sentences.vocab.min_freq: 2 makes them <unk>"
                                + " anyway; remove one of the two",
                        "data.sentences.vocab.min_freq=1"),
                rule(
                        List.of("model.intent=true"),
                        "model.intent=true: needs a label for each sentence, which data.format: conll has not; expected"
                                + " parallel or jsonl",
                        "data.format=parallel"),
                rule(
                        List.of("model.output=crf", "model.bio_constraints=true"),
                        "model.bio_constraints=true: needs data.sentences.scheme: bio, which says that tags are of that"
                                + " scheme",
                        "data.sentences.scheme=bio"),
                rule(
                        List.of("model.bio_constraints=true", "data.sentences.scheme=bio"),
                        "model.bio_constraints=true: only with output: crf, which is softmax here; remove the key",
                        "model.output=crf"),
                rule(
                        List.of("model.output=crf", "training.label_smoothing=0.1"),
                        "training.label_smoothing=0.1: is for softmax; model.output: crf has none, expected 0",
                        "training.label_smoothing=0"),
                rule(
                        List.of("evaluation.metrics=[nats, span_f1]"),
                        "evaluation.metrics=[nats, span_f1]: span_f1 counts chunks; it needs data.sentences.scheme: bio",
                        "data.sentences.scheme=bio"),
                rule(
                        List.of("data.format=jsonl", "evaluation.metrics=[intent_accuracy]"),
                        "evaluation.metrics=[intent_accuracy]: intent_accuracy needs model.intent: true",
                        "model.intent=true"),
                rule(
                        List.of("evaluation.metrics=[accuracy]"),
                        "evaluation.metrics=[accuracy]: accuracy is not for model.type: tagger; expected one of"
                                + " token_accuracy, sequence_accuracy, nats, macro_f1, micro_f1, span_f1,"
                                + " intent_accuracy",
                        "evaluation.metrics=[token_accuracy]"),
                rule(
                        List.of("data.dev=b.txt", "training.early_stopping={metric: accuracy}"),
                        "training.early_stopping={metric: accuracy}: training.early_stopping.metric: accuracy is not for"
                                + " model.type: tagger; expected one of token_accuracy, sequence_accuracy, nats,"
                                + " macro_f1, micro_f1, span_f1, intent_accuracy",
                        "training.early_stopping.metric=nats"),
                rule(
                        List.of("model.encoder.residual=true"),
                        "model.encoder.residual=true: no layer can have a residual connection: the only one has the"
                                + " input size 100 and the output size 256",
                        "model.encoder.num_layers=2"),
                rule(
                        List.of("model.encoder.residual=true", "model.characters={type: cnn, filters: 28}"),
                        "model.encoder.residual=true: no layer can have a residual connection: the only one has the"
                                + " input size 128 and the output size 256",
                        "model.encoder.hidden_size=64"),
                rule(
                        List.of("model.characters={type: cnn, hidden_size: 9}"),
                        "model.characters={type: cnn, hidden_size: 9}: model.characters.hidden_size: only with type:"
                                + " birnn, which is cnn here; remove the key",
                        "model.characters.type=birnn"),
                rule(
                        List.of("model.pretrained.trainable=false"),
                        "model.pretrained.trainable=false: false needs model.pretrained.path, the file of the vectors that"
                                + " training shall not change",
                        "model.pretrained.path=a.vec"),
                rule(
                        List.of("model.encoder.layer_norm=true", "backend.kernel=onednn"),
                        "backend.kernel=onednn: onednn has neither layer normalisation nor recurrent dropout; expected"
                                + " backend.kernel: auto",
                        "backend.kernel=auto"),
                rule(
                        List.of("model.read_out=max"),
                        "model.read_out=max: only with intent: true, which is false here; remove the key",
                        "~model.read_out"),
                rule(
                        List.of("data.dataset=parity", "~data.train"),
                        "data.dataset=parity: the data set parity (labelled) cannot be read with data.format: conll;"
                                + " expected sentences with labels, such as snips (parallel), ud-danish (conll) or"
                                + " parity (lines)",
                        "data.dataset=ud-danish"));
    }

    @ParameterizedTest
    @MethodSource("tagRules")
    void aBrokenRuleOfTaggersIsTheOnlyFaultAndCanBeMended(List<String> broken, String fault, String mended) {
        assertThat(new ConfigFiles(folder).onlyFault(ConfigFiles.LEAST_TAGS, broken, mended))
                .isEqualTo("command line: " + fault);
    }

    /** The same of a classifier. */
    static Stream<Arguments> classRules() {
        return Stream.of(
                rule(
                        List.of("data.format=conll"),
                        "data.format=conll: conll has a tag for each token, for model.type: tagger; model.type:"
                                + " classifier reads lines, parallel or jsonl, or series in ts, csv or jsonl",
                        "data.format=parallel"),
                rule(
                        List.of("data.format=jsonl", "data.sentences.tags=tags"),
                        "data.sentences.tags=tags: is for model.type: tagger; a classifier reads no tags, remove the key",
                        "~data.sentences.tags"),
                rule(
                        List.of("data.sentences.scheme=bio"),
                        "data.sentences.scheme=bio: bio is for model.type: tagger; a classifier reads no tags, remove"
                                + " the key",
                        "data.sentences.scheme=none"),
                rule(
                        List.of("data.sentences.level=regex"),
                        "data.sentences.level=regex: data.sentences.pattern: missing; data.sentences.level: regex needs"
                                + " the regular expression of a token",
                        "data.sentences.pattern=.+"),
                rule(
                        List.of("data.sentences={level: regex, pattern: '('}"),
                        "data.sentences={level: regex, pattern: '('}: data.sentences.pattern: expected a regular"
                                + " expression, found '(': Unclosed group near character 2",
                        "data.sentences.pattern=.+"),
                rule(
                        List.of("data.sentences.level=char", "model.characters=birnn"),
                        "model.characters=birnn: needs words, and with data.sentences.level: char a token is one"
                                + " character",
                        "data.sentences.level=word"),
                rule(
                        List.of("model.multi_label=true", "data.sentences={separator: +, label_separator: +}"),
                        "data.sentences={separator: +, label_separator: +}: data.sentences.label_separator: separates"
                                + " labels and text already; expected another one",
                        "data.sentences.separator=tab"),
                rule(
                        List.of("model.class_weights=list"),
                        "model.class_weights=list: model.class_weights.values: missing; model.class_weights.type: list"
                                + " needs weights as label=weight",
                        "model.class_weights.values=[a=2]"),
                rule(
                        List.of("model.class_weights={type: list, values: [a=2, b=0]}"),
                        "model.class_weights={type: list, values: [a=2, b=0]}: model.class_weights.values: expected"
                                + " label=weight with a weight above 0, such as NO=2.5, found b=0",
                        "model.class_weights.values=[a=2, b=0.5]"),
                rule(
                        List.of("model.attention_size=4"),
                        "model.attention_size=4: only with read_out: attention, which is last here; remove the key",
                        "model.read_out=attention"),
                rule(
                        List.of("evaluation.metrics=[token_accuracy]"),
                        "evaluation.metrics=[token_accuracy]: token_accuracy is not for model.type: classifier; expected"
                                + " one of nats, accuracy, macro_f1, micro_f1",
                        "evaluation.metrics=[accuracy]"),
                rule(
                        List.of("model.encoder.variational_dropout=true"),
                        "model.encoder.variational_dropout=true: needs model.encoder.dropout or"
                                + " model.encoder.embedding_dropout above 0",
                        "model.encoder.embedding_dropout=0.1"),
                rule(
                        List.of("training.scheduler.type=plateau"),
                        "training.scheduler.type=plateau: plateau needs a development set; expected data.dev, a file,"
                                + " or data.split.dev, a fraction such as 0.1",
                        "data.split.dev=0.1"));
    }

    @ParameterizedTest
    @MethodSource("classRules")
    void aBrokenRuleOfClassifiersIsTheOnlyFaultAndCanBeMended(List<String> broken, String fault, String mended) {
        assertThat(new ConfigFiles(folder).onlyFault(ConfigFiles.LEAST_CLASSES, broken, mended))
                .isEqualTo("command line: " + fault);
    }

    @Test
    void metricsOfLabelsNeedLabels() {
        ConfigFiles files = new ConfigFiles(folder)
                .with("pairs.yaml", ConfigFiles.LEAST_PAIRS)
                .with("points.yaml", ConfigFiles.LEAST_POINTING);
        assertThat(files.faults("pairs.yaml", "evaluation.metrics=[span_f1]"))
                .containsExactly("command line: evaluation.metrics=[span_f1]: span_f1 scores labels, which model.type:"
                        + " classifier and tagger put out; expected one of text, such as bleu");
        assertThat(files.faults("points.yaml", "evaluation.metrics=[span_f1]")).hasSize(1);
    }

    @Test
    void metricsDefaultToThoseOfTheModel() {
        ConfigFiles files = new ConfigFiles(folder)
                .with("c.yaml", ConfigFiles.LEAST_CLASSES)
                .with("t.yaml", ConfigFiles.LEAST_TAGS);
        assertThat(files.load("c.yaml").config().metrics())
                .containsExactly(Metric.NATS, Metric.ACCURACY, Metric.MACRO_F1);
        assertThat(files.load(
                                "t.yaml",
                                "data.format=jsonl",
                                "data.sentences.scheme=bio",
                                "model.intent=true",
                                "model.output=crf")
                        .config()
                        .metrics())
                .containsExactly(Metric.NATS, Metric.TOKEN_ACCURACY, Metric.SPAN_F1, Metric.INTENT_ACCURACY);
        assertThat(files.load("t.yaml").config().monitoredMetric()).isEqualTo(Metric.NATS);
    }

    private static Arguments rule(List<String> broken, String fault, String mended) {
        return Arguments.of(broken, fault, mended);
    }
}
