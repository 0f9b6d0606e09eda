package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** BLEU and chrF give the values of sacreBLEU, which src/test/peers/sacrebleu_scores.py stored. */
class SacreBleuTest {

    private static final Map<String, CorpusMetric> METRICS = Map.of(
            "BLEU 13a", new Bleu(BleuTokenization.MTEVAL_13A),
            "BLEU char", new Bleu(BleuTokenization.CHAR),
            "BLEU none", new Bleu(BleuTokenization.NONE),
            "chrF2", Chrf.characters(),
            "chrF2++", Chrf.withWords());

    static Stream<Arguments> stored() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        try (InputStream json = Objects.requireNonNull(SacreBleuTest.class.getResourceAsStream("sacrebleu.json"))) {
            for (JsonNode corpus : JsonMapper.shared().readTree(json).get("corpora")) {
                List<List<String>> references = new ArrayList<>();
                corpus.get("references").forEach(example -> references.add(strings(example)));
                corpus.get("scores")
                        .properties()
                        .forEach(score -> cases.add(Arguments.of(
                                corpus.get("name").asString(),
                                score.getKey(),
                                strings(corpus.get("outputs")),
                                references,
                                score.getValue())));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("stored")
    void equalsTheStoredValue(
            String corpus, String metric, List<String> outputs, List<List<String>> references, JsonNode stored) {
        CorpusScore score = METRICS.get(metric).score(outputs, references);
        assertThat(score.value()).isCloseTo(stored.get("value").asDouble(), within(1e-6));
        assertThat(score.signature()).isEqualTo(stored.get("signature").asString());
        assertThat(score.details()).isEqualTo(stored.get("details").asString());
        assertThat(score.name()).isEqualTo(metric.split(" ")[0]);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asString()));
        return strings;
    }
}
