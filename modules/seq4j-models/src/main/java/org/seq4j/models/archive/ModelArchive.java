package org.seq4j.models.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Writes and reads model files.
 *
 * <pre>{@code
 * ModelArchive.write(file, ModelArchive.contents(graph).withTexts(Map.of("vocabulary", words)));
 * ComputationGraph graph = ModelArchive.toGraph(ModelArchive.read(file));
 * }</pre>
 *
 * Every fault ends in an {@link ArchiveException} with one sentence.
 */
public final class ModelArchive {
    /** How the names of unfinished files end. Only a process that was killed while it wrote leaves one, and it may be deleted. */
    public static final String ASIDE_SUFFIX = ".unfinished";

    private ModelArchive() {}

    /**
     * Writes a model file beside its final place, forces it to the disk and renames it. If anything fails, the file that stood there
     * before is unchanged and nothing is left behind.
     *
     * @throws ArchiveException if it cannot be written
     */
    public static void write(Path file, ModelContents contents) {
        try {
            ArchiveWriter.write(file, contents);
        } catch (ArchiveException e) {
            throw new ArchiveException("The model file " + file + " was not written: " + e.getMessage() + '.', e);
        } catch (IOException e) {
            throw new ArchiveException(
                    "The model file " + file + " was not written: " + reason(e)
                            + "; check that the folder exists, can be written to and has room.",
                    e);
        }
    }

    /** {@link #read(Path, Limits)} with {@link Limits#DEFAULT}. */
    public static ModelContents read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /**
     * Reads a model file. Nothing larger than the file itself is allocated, and all of it is compared with its checksums.
     *
     * @throws ArchiveException if the file is missing, damaged, foreign, of an unknown version or beyond the limits
     */
    public static ModelContents read(Path file, Limits limits) {
        try {
            return ArchiveReader.read(file, limits);
        } catch (ArchiveException e) {
            throw new ArchiveException("The model file " + file + " cannot be read: " + e.getMessage() + '.', e);
        } catch (IOException e) {
            throw new ArchiveException("The model file " + file + " cannot be read: " + reason(e) + '.', e);
        }
    }

    /**
     * Configuration and parameters of a graph. The tensors are views of the live parameters, not copies: write them before
     * training goes on.
     *
     * @throws ArchiveException if the graph has a class that {@link #toGraph(ModelContents)} would refuse
     */
    public static ModelContents contents(ComputationGraph graph) {
        return contents(graph, NodeClasses.standard());
    }

    /** {@link #contents(ComputationGraph)} for graphs with classes of your own. */
    public static ModelContents contents(ComputationGraph graph, NodeClasses classes) {
        String json = graph.getConfiguration().toJson();
        classes.check(JsonText.parse(EntryNames.CONFIGURATION, json, Limits.DEFAULT.maxJsonDepth()));
        return new ModelContents(json, GraphTensors.of(graph), Map.of(), Map.of());
    }

    /** {@link #toGraph(ModelContents, NodeClasses)} with {@link NodeClasses#standard()}. */
    public static ComputationGraph toGraph(ModelContents contents) {
        return toGraph(contents, NodeClasses.standard());
    }

    /**
     * Builds the graph and copies the parameters in. Updater state and other tensors are left to the caller.
     *
     * @throws ArchiveException if the configuration names a class that is not allowed, cannot be built, or does not have exactly
     *     the parameters that the contents hold
     */
    public static ComputationGraph toGraph(ModelContents contents, NodeClasses classes) {
        try {
            ObjectNode json = JsonText.parse(
                    EntryNames.CONFIGURATION, contents.configurationJson(), Limits.DEFAULT.maxJsonDepth());
            classes.check(json);
            dropDerivedSizes(json);
            // The checked tree is what gets bound, so that no other reading of the text can matter.
            return GraphTensors.build(ComputationGraphConfiguration.fromJson(json.toString()), contents.tensors());
        } catch (ArchiveException e) {
            throw new ArchiveException("The model cannot be built: " + e.getMessage() + '.', e);
        } catch (RuntimeException e) {
            throw new ArchiveException(
                    "The model cannot be built: expected the configuration of a ComputationGraph, found one that DL4J refuses ("
                            + EntryNames.shortened(String.valueOf(e.getMessage())) + ").",
                    e);
        }
    }

    /**
     * DL4J writes the parameter shapes of its SameDiff nodes, which ours extend, beside the sizes they follow from, and believes the
     * shapes. Without them it works them out from the sizes, which are then compared with the tensors.
     */
    private static void dropDerivedSizes(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("@class")) {
            object.remove(List.of("vertexParams", "layerParams"));
        }
        node.forEach(ModelArchive::dropDerivedSizes);
    }

    private static String reason(IOException e) {
        String type = e.getClass().getSimpleName();
        return type.equals("IOException") ? String.valueOf(e.getMessage()) : type + " " + e.getMessage();
    }
}
