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

/** The rules of an experiment with a pointer network: each has a case that breaks it and one that keeps it. */
class PointerChecksTest {

    @TempDir
    private Path folder;

    /** Overrides that break a rule; the fault's path and sentence; the override that mends it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(
                        List.of("data.format=tsv"),
                        "data.format=tsv: tsv holds text; model.type: pointer_network reads elements and positions,"
                                + " expected generated, points, csv or jsonl",
                        "data.format=jsonl"),
                Arguments.of(
                        List.of("model.bridge=dense", "model.encoder={reverse: true, bidirectional: true}"),
                        "model.encoder={reverse: true, bidirectional: true}: model.encoder.reverse: only with"
                                + " bidirectional: false, which is true here; remove the key",
                        "~model.encoder.bidirectional"),
                Arguments.of(
                        List.of("data.format=jsonl", "data.batching.by=tokens"),
                        "data.batching.by=tokens: tokens is for text; expected sentences, which counts examples here",
                        "data.batching.by=sentences"),
                Arguments.of(
                        List.of("data.format=generated", "~data.train"),
                        "x.yaml:3:1: data.task: data.format: generated needs a task that can be generated;"
                                + " expected one of convex_hull, delaunay, tsp, sort",
                        "data.task=sort"),
                Arguments.of(
                        List.of("data.format=generated", "data.task=tsp", "~data.train", "data.generated.min_size=9"),
                        "data.generated.min_size=9: data.generated.max_size: expected at least"
                                + " data.generated.min_size (9), found 5",
                        "data.generated.max_size=9"),
                Arguments.of(
                        List.of("data.task=sort", "data.elements.order=lexicographic"),
                        "data.elements.order=lexicographic: lexicographic order would be the answer of data.task: sort;"
                                + " expected given",
                        "data.elements.order=given"),
                Arguments.of(
                        List.of("data.format=generated", "data.task=tsp", "~data.train", "data.generated.min_size=2"),
                        "data.generated.min_size=2: the task tsp needs at least 3 points, found 2",
                        "data.task=sort"),
                Arguments.of(
                        List.of("data.format=generated", "data.task=tsp"),
                        "x.yaml:3:24: data.train: belongs to data read from files; data.format: generated makes its"
                                + " own, remove the key",
                        "~data.train"),
                Arguments.of(
                        List.of("~data.train", "data.dataset=pointing-tsp-5"),
                        "data.dataset=pointing-tsp-5: the data set pointing-tsp-5 (points) cannot be read with"
                                + " data.format: points; expected one with a training part, or files of your own in"
                                + " data.train, data.dev and data.test",
                        "data={format: generated, task: tsp, dataset: pointing-tsp-5}"),
                Arguments.of(
                        List.of("data={format: generated, task: tsp, dataset: human-dates}"),
                        "the data set human-dates (pairs) cannot be read with data.format: generated; expected one for"
                                + " pointing, such as pointing-tsp-5",
                        "data.dataset=pointing-tsp-10"),
                Arguments.of(
                        List.of("evaluation.metrics=[bleu]"),
                        "evaluation.metrics=[bleu]: bleu compares text; with model.type: pointer_network expected"
                                + " sequence_accuracy or a metric of the data.task",
                        "evaluation.metrics=[sequence_accuracy]"),
                Arguments.of(
                        List.of("data.task=tsp", "evaluation.metrics=[polygon_accuracy]"),
                        "evaluation.metrics=[polygon_accuracy]: polygon_accuracy is for data.task: convex_hull, which"
                                + " is tsp here",
                        "data.task=convex_hull"),
                Arguments.of(
                        List.of("evaluation.metrics=[valid_rate]"),
                        "evaluation.metrics=[valid_rate]: valid_rate needs a data.task that says what is valid:"
                                + " convex_hull, delaunay, tsp or sort",
                        "data.task=sort"),
                Arguments.of(
                        List.of("data.dev=b.txt", "training.early_stopping={metric: tour_ratio}"),
                        "training.early_stopping={metric: tour_ratio}: training.early_stopping.metric: tour_ratio is for"
                                + " data.task: tsp, which is pointing here",
                        "data.task=tsp"),
                Arguments.of(
                        List.of("model.encoder.bidirectional=true"),
                        "x.yaml:4:1: model.bridge: copy needs states of equal size; the encoder's"
                                + " has 512 (two directions), model.decoder.hidden_size is 256; expected model.bridge:"
                                + " dense, or other sizes",
                        "model.bridge=dense"),
                Arguments.of(
                        List.of("model.pointing=false", "model.bridge=zero"),
                        "model.bridge=zero: zero without pointing and attention leaves the decoder nothing of the"
                                + " elements; expected dense or copy, or an attention",
                        "model.fixed_attention=bahdanau"),
                Arguments.of(
                        List.of("model.pointing=false", "model.attention_size=8"),
                        "model.attention_size=8: needs pointing or an attention, and model.pointing is false and"
                                + " model.fixed_attention none",
                        "model.fixed_attention=bahdanau"),
                Arguments.of(
                        List.of("model.pointing=false", "model.glimpses=1"),
                        "model.glimpses=1: needs model.pointing: true; remove the key",
                        "~model.glimpses"),
                Arguments.of(
                        List.of("model.fixed_attention=bahdanau"),
                        "model.fixed_attention=bahdanau: needs model.pointing: false; a decoder that points attends by"
                                + " pointing",
                        "model.pointing=false"),
                Arguments.of(
                        List.of("model.decoder.variational_dropout=true"),
                        "model.decoder.variational_dropout=true: needs model.decoder.dropout above 0",
                        "model.decoder.dropout=0.1"),
                Arguments.of(
                        List.of("model.encoder.recurrent_dropout=0.1", "backend.kernel=onednn"),
                        "backend.kernel=onednn: onednn has neither layer normalisation nor recurrent dropout; expected"
                                + " backend.kernel: auto",
                        "backend.kernel=auto"),
                Arguments.of(
                        List.of("decoding.constraint=hull", "decoding.min_length=3"),
                        "decoding.min_length=3: decoding.constraint: hull says itself when an output may end; remove"
                                + " the key",
                        "decoding.constraint=distinct"),
                Arguments.of(
                        List.of("decoding.n_best=6"),
                        "decoding.n_best=6: expected at most decoding.beam_size (5), found 6",
                        "decoding.beam_size=6"),
                Arguments.of(
                        List.of("training.label_smoothing=0.1"),
                        "training.label_smoothing=0.1: is for vocabularies; a pointer network has none, expected 0",
                        "training.label_smoothing=0"),
                Arguments.of(
                        List.of(
                                "data.format=generated",
                                "data.task=sort",
                                "~data.train",
                                "data.generated.dev_size=0",
                                "training.early_stopping={}"),
                        "training.early_stopping={}: needs a development set; expected data.dev, a file, or"
                                + " data.generated.dev_size above 0",
                        "data.generated.dev_size=10"),
                Arguments.of(
                        List.of("decoding.replace_unknown=true"),
                        "decoding.replace_unknown=true: only with model.type: seq2seq, which is pointer_network here;"
                                + " remove the key",
                        "~decoding.replace_unknown"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBrokenRuleIsTheOnlyFaultAndCanBeMended(List<String> broken, String fault, String mended) {
        assertThat(new ConfigFiles(folder).onlyFault(ConfigFiles.LEAST_POINTING, broken, mended))
                .endsWith(fault);
    }

    @Test
    void otherModelsHaveNoPositions() {
        ConfigFiles files =
                new ConfigFiles(folder).with("lm.yaml", ConfigFiles.LEAST).with("pairs.yaml", ConfigFiles.LEAST_PAIRS);
        assertThat(files.faults("lm.yaml", "data.format=points", "data.task=tsp"))
                .containsExactly(
                        "command line: data.format=points: points holds elements and positions, for model.type:"
                                + " pointer_network; a language model reads text or lines",
                        "command line: data.task=tsp: only with model.type: pointer_network, which is language_model"
                                + " here; remove the key");
        assertThat(files.faults("pairs.yaml", "evaluation.metrics=[valid_rate]"))
                .containsExactly("command line: evaluation.metrics=[valid_rate]: valid_rate scores positions, which"
                        + " model.type: pointer_network puts out; expected one of text, such as bleu");
        assertThat(files.faults("pairs.yaml", "data.format=generated", "~data.train"))
                .containsExactly("command line: data.format=generated: generated holds elements and positions;"
                        + " model.type: seq2seq reads pairs, expected tsv, csv, parallel or jsonl");
    }
}
