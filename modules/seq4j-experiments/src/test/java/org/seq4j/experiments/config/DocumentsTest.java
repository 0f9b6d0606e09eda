package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and docs show of experiment files is true. */
class DocumentsTest {

    private static final Pattern YAML = Pattern.compile("(?ms)^```ya?ml\\n(.*?)^```");
    private static final Pattern OF_EXAMPLES = Pattern.compile("(?ms)^```(?:java|xml)\\n(.*?)^```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#: ]+)(?:#[^)]*)?\\)");
    private static final List<String> PAGES_OF_EXAMPLES =
            List.of("recurrent-layers.md", "add-a-cell.md", "add-a-reader.md");
    private static final Pattern OVERRIDES =
            Pattern.compile("seq4j (?:train|config show|summary) (configs/\\S+)((?: +[a-z_.+]+=[^\\s`]+)*)");

    @TempDir
    private Path folder;

    @Test
    void yamlBlocksAreValid() throws Exception {
        List<String> seen = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = YAML.matcher(Files.readString(page));
            while (block.find()) {
                String text = block.group(1);
                // Beside the shipped files, so that extends and backends are found; a part of a file builds on one that
                // is whole.
                Path file = Files.createTempFile(ShippedConfigsTest.ROOT.resolve("configs"), "block-", ".tmp");
                try {
                    Files.writeString(
                            file,
                            text.contains("schema:") || text.contains("extends:")
                                    ? text
                                    : "extends: quickstart\n" + text);
                    assertThat(ConfigLoader.load(file, List.of()).config().name())
                            .as(page + "\n" + text)
                            .isNotEmpty();
                    seen.add(page.getFileName().toString());
                } finally {
                    Files.delete(file);
                }
            }
        }
        assertThat(seen).contains("configuration.md");
    }

    @Test
    void commandsNameFilesAndKeysThatExist() throws Exception {
        int seen = 0;
        for (Path page : pages()) {
            Matcher command = OVERRIDES.matcher(Files.readString(page));
            while (command.find()) {
                List<String> overrides = Stream.of(command.group(2).strip().split(" +"))
                        .filter(override -> !override.isEmpty())
                        .toList();
                Path file = ShippedConfigsTest.ROOT.resolve(command.group(1));
                assertThat(ConfigLoader.sweep(file, overrides).experiments())
                        .as(command.group())
                        .isNotEmpty();
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    /** The faults that docs/configuration.md shows are those of a file with these mistakes. */
    @Test
    void shownFaultsAreReal() throws Exception {
        String yaml = """
                schema: 1
                name: my-names
                data:
                  format: lines
                  dataset: names
                  tokens: {level: char}
                model:
                  type: language_model
                  celll: gru
                  hidden_size: many
                training:
                  optimizer: {type: adam, learning_rate: -1}
                  early_stopping: {patience: 3}
                  max_duration: 2e
                """;
        List<String> faults =
                new ConfigFiles(folder).with("my-names.yaml", yaml).faults("my-names.yaml");
        assertThat(Files.readString(ShippedConfigsTest.ROOT.resolve("docs/configuration.md")))
                .contains(String.join("\n", faults));
        assertThat(faults).hasSize(4);
    }

    /** The code that a page shows of an example is part of it, so that it compiles. */
    @Test
    void shownExamplesAreThoseOfTheSources() throws Exception {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(ShippedConfigsTest.ROOT.resolve("examples"))) {
            for (Path file : files.filter(one -> one.toString().matches(".*/src/.*\\.(java|xml)|.*/pom\\.xml"))
                    .toList()) {
                sources.append(withoutSpace(Files.readString(file)));
            }
        }
        for (String page : PAGES_OF_EXAMPLES) {
            Matcher block = OF_EXAMPLES.matcher(
                    Files.readString(ShippedConfigsTest.ROOT.resolve("docs").resolve(page)));
            int seen = 0;
            while (block.find()) {
                assertThat(sources).as(page).contains(withoutSpace(block.group(1)));
                seen++;
            }
            assertThat(seen).as(page).isPositive();
        }
    }

    /** Links between files lead somewhere, and to every page leads one. */
    @Test
    void linksLeadToFilesAndToEveryPage() throws Exception {
        Set<Path> targets = new HashSet<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                assertThat(target).as(page + ": " + link.group()).exists();
                targets.add(target);
            }
        }
        for (Path page : pages()) {
            assertThat(targets).contains(page.normalize());
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static List<Path> pages() throws Exception {
        try (Stream<Path> docs = Files.walk(ShippedConfigsTest.ROOT.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(
                    docs.filter(file -> file.toString().endsWith(".md")).toList());
            pages.add(ShippedConfigsTest.ROOT.resolve("README.md"));
            return pages;
        }
    }
}
