package org.seq4j.benchmarks.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.Seq2SeqState;
import org.seq4j.models.search.StepDecoder;

/**
 * A model with Bahdanau attention: bidirectional LSTM encoder, LSTM decoder, all sizes 256, vocabularies of 8,000, sources and targets of 25 tokens. Decoding brings forth
 * 25 tokens a sentence, encoder included.
 */
final class Seq2SeqCases {
    private Seq2SeqCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.add(model(Group.ITERATION, "seq2seq/input-feeding", Unit.MILLISECONDS, 64, true, "train", 0)
                .target(2, 3));
        cases.add(model(Group.ITERATION, "seq2seq/no-input-feeding", Unit.MILLISECONDS, 64, false, "train", 0));
        cases.add(search("greedy/1", 1, 1).target(1.8, 2.5));
        cases.add(search("greedy/32", 32, 1));
        cases.add(search("beam-5/1", 1, 5));
        cases.add(search("beam-5/32", 32, 5).target(2.5, 4));
        return cases;
    }

    private static Case search(String name, int batch, int beam) {
        return model(Group.DECODING, name, Unit.SENTENCES, batch, true, "search", beam);
    }

    private static Case model(Group group, String name, Unit unit, int batch, boolean feeding, String pass, int beam) {
        Parameters parameters = Parameters.of(
                "hidden",
                256,
                "vocabulary",
                8000,
                "batch",
                batch,
                "length",
                25,
                "input_feeding",
                feeding,
                "pass",
                pass,
                "beam",
                beam);
        return Case.of(group, name, unit, parameters, Seq2SeqCases::start).peer("seq2seq");
    }

    private static Iteration start(Parameters parameters) {
        int hidden = parameters.number("hidden");
        int vocabulary = parameters.number("vocabulary");
        ComputationGraph graph = new ComputationGraph(Seq2Seq.builder(vocabulary, vocabulary)
                .encoder(stack -> stack.embeddingSize(hidden).hiddenSize(hidden))
                .decoder(stack -> stack.embeddingSize(hidden).hiddenSize(hidden))
                .attention(AttentionType.BAHDANAU)
                .inputFeeding(parameters.flag("input_feeding"))
                .paddingId(-1)
                .build());
        graph.init();
        return parameters.text("pass").equals("train") ? training(graph, parameters) : searching(graph, parameters);
    }

    private static Iteration training(ComputationGraph graph, Parameters parameters) {
        int batch = parameters.number("batch");
        int length = parameters.number("length");
        INDArray real = Nd4j.ones(batch, length);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {ids(1, parameters), ids(2, parameters)},
                new INDArray[] {ids(3, parameters)},
                new INDArray[] {real, real.dup()},
                new INDArray[] {real.dup()});
        return Updates.of(graph, data, (long) batch * length);
    }

    private static INDArray ids(long seed, Parameters parameters) {
        return Nd4j.createFromArray(sources(seed, parameters));
    }

    private static int[][] sources(long seed, Parameters parameters) {
        return RandomArrays.ids(
                seed, 4, parameters.number("vocabulary"), parameters.number("batch"), parameters.number("length"));
    }

    private static Iteration searching(ComputationGraph graph, Parameters parameters) {
        int batch = parameters.number("batch");
        int length = parameters.number("length");
        Seq2SeqDecoder model = Seq2SeqDecoder.of(graph);
        Constraints constraints = Constraints.of(Set.of(3), Set.of(0, 1, 2)).withMinLength(length);
        SearchSettings settings = SearchSettings.beam(parameters.number("beam"), length, constraints);
        long[] seed = new long[1];
        return () -> {
            StepDecoder<Seq2SeqState> decoder = model.decoder(model.encode(sources(++seed[0], parameters), null));
            List<SearchResult> results =
                    new BeamSearch<>(decoder, settings).search(SearchInput.of(decoder.start(batch), batch, 2));
            for (SearchResult result : results) {
                if (result.best().tokens().length != length) {
                    throw new IllegalStateException("A result is not of " + length + " tokens.");
                }
            }
            return batch;
        };
    }
}
