package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigException;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.models.graph.EncoderBuilder;

/** Taggers that start with word vectors of a file; they read characters with a convolution. */
class PretrainedWordsTest {
    private static final String YAML = """
            schema: 1
            name: words
            run_dir: FOLDER/run
            data:
              format: conll
              train: FOLDER/train.txt
              batching: {size: 2}
            model:
              type: tagger
              encoder: {hidden_size: 4, embedding_dim: 3}
              characters: {type: cnn, filters: 5, window: 2}
              pretrained: FOLDER/vectors.txt
              output: crf
            training:
              optimizer: {type: adamw, learning_rate: 0.05, weight_decay: 0.1}
              max_duration: 6u
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("train.txt"), "The A\ncat B\nsat A\n\na A\ncat B\n\nno A\ncat B\nsat A\n\n");
        Files.writeString(folder.resolve("vectors.txt"), "cat 1 2 3\nthe 4 5 6\nother 7 8 9\n");
        Files.writeString(folder.resolve("words.yaml"), YAML.replace("FOLDER", folder.toString()));
    }

    private TrainingResult train(String... overrides) {
        return new Training().start(ConfigLoader.load(folder.resolve("words.yaml"), List.of(overrides)), true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wordsOfTheFileAreTrainedOrNot(boolean trainable) {
        train("model.pretrained.trainable=" + trainable, "training.max_duration=3u");
        new Training().resume(folder.resolve("run")); // finished, and stays as it is
        Checkpoint checkpoint = Checkpoint.read(RunFolder.open(folder.resolve("run"))
                .checkpoints()
                .newestFirst()
                .get(0)
                .file());
        INDArray table = checkpoint
                .graph()
                .getVertex(EncoderBuilder.EMBEDDING)
                .paramTable(false)
                .get("W");
        Vocabulary words = Vocabulary.fromText(checkpoint.vocabularies().get("words.txt"), "words.txt");
        float[] cat = table.getRow(words.id("cat")).toFloatVector();
        float[] the = table.getRow(words.id("The")).toFloatVector();
        if (trainable) {
            assertThat(cat).doesNotContain(1, 2, 3);
            assertThat(cat[1]).isBetween(1.5f, 2.5f);
            assertThat(the[2]).isBetween(5.5f, 6.5f);
        } else {
            assertThat(cat).containsExactly(1, 2, 3);
            assertThat(the).containsExactly(4, 5, 6);
        }
    }

    @Test
    void runsNameTheFileAndHowManyWordsItKnows() throws IOException {
        train();
        assertThat(Files.readString(folder.resolve("run").resolve("run.json")))
                .containsPattern("\"pretrained_words\" ?: 2")
                .contains("vectors.txt");
    }

    @Test
    void vectorsThatDoNotFitEndInASentence() throws IOException {
        assertThatThrownBy(() -> train("model.encoder.embedding_dim=4"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("have 3 numbers, and model.encoder.embedding_dim is 4; expected the same");
        Files.writeString(folder.resolve("vectors.txt"), "dog 1 2 3\n");
        assertThatThrownBy(() -> train())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No word of the training data has a vector");
        assertThatThrownBy(() -> train("~model.pretrained", "model.pretrained.trainable=false"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("needs model.pretrained.path");
    }
}
