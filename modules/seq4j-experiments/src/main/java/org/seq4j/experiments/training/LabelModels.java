package org.seq4j.experiments.training;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.CharactersConfig;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.SequenceEncoderConfig;
import org.seq4j.experiments.config.TaggerConfig;
import org.seq4j.models.graph.CharacterEncoder;
import org.seq4j.models.graph.EncoderBuilder;
import org.seq4j.models.graph.SequenceClassifier;
import org.seq4j.models.graph.SequenceTagger;

/** Makes classifiers and taggers of sentences of what an experiment file says. */
final class LabelModels {
    private LabelModels() {}

    static ComputationGraphConfiguration classifier(
            ExperimentConfig config, ClassifierConfig model, SentenceData data, PretrainedWords pretrained) {
        LabelSet labels = data.labels();
        if (labels.size() < 2 && !model.multiLabel()) {
            throw oneLabel("a classifier", labels);
        }
        SequenceClassifier.Builder builder = SequenceClassifier.tokens(
                        data.encoder().words().size(), labels.size())
                .readOut(EncoderParts.readOut(model.readOut()))
                .multiLabel(model.multiLabel())
                .labelSmoothing(config.training().labelSmoothing())
                .classWeights(ClassWeights.of(model.classWeights(), labels, data.trainingLabels(), model.multiLabel()))
                .frozenTokens(pretrained.frozen(data.encoder().words()));
        return complete(builder, config, model.encoder(), model.characters(), model.attentionSize(), data)
                .build();
    }

    static ComputationGraphConfiguration tagger(
            ExperimentConfig config, TaggerConfig model, SentenceData data, PretrainedWords pretrained) {
        LabelSet tags = data.tags();
        SequenceTagger.Builder builder = SequenceTagger.tokens(
                        data.encoder().words().size(), tags.size())
                .crf(model.output() == TaggerConfig.Output.CRF)
                .bioNames(model.bioConstraints() ? tags.names() : null)
                .labelSmoothing(config.training().labelSmoothing())
                .frozenTokens(pretrained.frozen(data.encoder().words()));
        if (model.intent()) {
            if (data.labels().size() < 2) {
                throw oneLabel("model.intent", data.labels());
            }
            builder.intents(data.labels().size()).readOut(EncoderParts.readOut(model.readOut()));
        }
        return complete(builder, config, model.encoder(), model.characters(), model.attentionSize(), data)
                .build();
    }

    private static UserError oneLabel(String who, LabelSet labels) {
        return new UserError("The sentences of the training data have one label only, " + labels.name(0) + "; " + who
                + " needs at least two.");
    }

    private static <B extends EncoderBuilder<B>> B complete(
            B builder,
            ExperimentConfig config,
            SequenceEncoderConfig encoder,
            CharactersConfig characters,
            int attentionSize,
            SentenceData data) {
        return EncoderParts.complete(builder, config, encoder, attentionSize)
                .encoder(stack -> stack.embeddingSize(encoder.embeddingDim()))
                .characters(characters(characters, data.encoder()));
    }

    private static @Nullable CharacterEncoder characters(CharactersConfig config, SentenceEncoder encoder) {
        Vocabulary alphabet = encoder.characters();
        if (alphabet == null) {
            return null;
        }
        return switch (config.type()) {
            case NONE -> null;
            case BIRNN -> CharacterEncoder.birnn(alphabet.size(), config.embeddingDim(), config.hiddenSize());
            case CNN -> CharacterEncoder.cnn(alphabet.size(), config.embeddingDim(), config.filters(), config.window());
        };
    }

    /** Which kernel computes each recurrent layer of the encoder. */
    static Map<String, String> kernels(
            ExperimentConfig config, SequenceEncoderConfig encoder, CharactersConfig characters) {
        return EncoderParts.kernels(config, encoder, encoder.embeddingDim() + characters.outputSize());
    }
}
