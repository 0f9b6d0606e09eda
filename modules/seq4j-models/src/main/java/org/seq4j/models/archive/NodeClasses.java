package org.seq4j.models.archive;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.variational.ReconstructionDistribution;
import org.deeplearning4j.nn.conf.stepfunctions.StepFunction;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.seq4j.models.kernel.CustomCell;

/**
 * The classes that a configuration in a model file may name. A class passes if it is public, concrete and of a kind that network
 * configurations consist of (layer, vertex, activation, updater, ...), and stands in one of the packages of DL4J and ND4J that hold
 * just that kind, or anywhere under {@code org.seq4j.models}, or was added by {@link #with}. Everything else is refused before the
 * JSON is bound to objects. DL4J's object-detection output is left out: it takes memory as its JSON says.
 */
public final class NodeClasses {
    private static final Map<String, Class<?>> PACKAGES = Map.ofEntries(
            Map.entry("org.deeplearning4j.nn.conf.layers", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.layers.convolutional", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.layers.misc", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.layers.recurrent", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.layers.util", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.layers.wrapper", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.ocnn", Layer.class),
            Map.entry("org.deeplearning4j.nn.conf.graph", GraphVertex.class),
            Map.entry("org.deeplearning4j.nn.conf.graph.rnn", GraphVertex.class),
            Map.entry("org.deeplearning4j.nn.conf.preprocessor", InputPreProcessor.class),
            Map.entry("org.deeplearning4j.nn.conf.inputs", InputType.class),
            Map.entry("org.deeplearning4j.nn.conf.dropout", IDropout.class),
            Map.entry("org.deeplearning4j.nn.conf.weightnoise", IWeightNoise.class),
            Map.entry("org.deeplearning4j.nn.conf.constraint", LayerConstraint.class),
            Map.entry("org.deeplearning4j.nn.conf.distribution", Distribution.class),
            Map.entry("org.deeplearning4j.nn.conf.stepfunctions", StepFunction.class),
            Map.entry("org.deeplearning4j.nn.weights", IWeightInit.class),
            Map.entry("org.deeplearning4j.nn.weights.embeddings", IWeightInit.class),
            Map.entry("org.nd4j.linalg.activations.impl", IActivation.class),
            Map.entry("org.nd4j.linalg.lossfunctions.impl", ILossFunction.class),
            Map.entry("org.nd4j.linalg.learning.config", IUpdater.class),
            Map.entry("org.nd4j.linalg.learning.regularization", Regularization.class),
            Map.entry("org.nd4j.linalg.schedule", ISchedule.class));

    /** The variational auto-encoder is a layer, the distributions beside it are not. */
    private static final String VARIATIONAL = "org.deeplearning4j.nn.conf.layers.variational";

    private static final String OWN = "org.seq4j.models.";
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\[*(\\p{javaJavaIdentifierPart}+\\.)+\\p{javaJavaIdentifierPart}+;?");
    private static final Pattern USABLE_NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)+");
    private static final Set<String> MAPS_OF_VERTICES = Set.of("vertices", "vertexInputs");
    private static final int MAX_NAME = 300;
    private static final NodeClasses STANDARD = new NodeClasses(Set.of());

    private final Set<String> added;

    private NodeClasses(Set<String> added) {
        this.added = added;
    }

    /** The classes of this library and of DL4J. */
    public static NodeClasses standard() {
        return STANDARD;
    }

    /**
     * These classes and your own.
     *
     * @throws IllegalArgumentException if one is of no kind that a network configuration holds
     */
    public NodeClasses with(Class<?>... classes) {
        Set<String> names = new LinkedHashSet<>(added);
        for (Class<?> type : classes) {
            if (!isNodeKind(type)) {
                throw new IllegalArgumentException(
                        "Expected a class of a layer, vertex, recurrent cell, activation or other part of a network "
                                + "configuration, found " + type.getName() + '.');
            }
            names.add(type.getName());
        }
        return new NodeClasses(Set.copyOf(names));
    }

    /**
     * Checks every class name in a configuration.
     *
     * @throws ArchiveException naming the first class that is not allowed
     */
    void check(ObjectNode configuration) {
        for (Map.Entry<String, JsonNode> vertex :
                JsonText.fields(JsonText.object(EntryNames.CONFIGURATION, configuration, "vertices"))) {
            JsonNode type = vertex.getValue().get("@class");
            if (type == null || !type.isTextual()) {
                throw new ArchiveException(EntryNames.CONFIGURATION + ": expected \"@class\" in vertex \""
                        + EntryNames.shortened(vertex.getKey())
                        + "\", found none; configurations written before DL4J 1.0.0-beta are not read");
            }
        }
        check(configuration, false);
    }

    private void check(JsonNode node, boolean namesAreFree) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : JsonText.fields(object)) {
                if (field.getKey().equals("@class")) {
                    require(
                            field.getValue().isTextual()
                                    ? field.getValue().textValue()
                                    : field.getValue().toString());
                } else if (!namesAreFree && field.getValue().isContainerNode() && looksLikeClass(field.getKey())) {
                    require(field.getKey());
                }
                // Names of vertices are the user's own and may look like class names.
                check(field.getValue(), MAPS_OF_VERTICES.contains(field.getKey()));
            }
        } else if (node.isArray()) {
            if (node.size() == 2
                    && node.get(0).isTextual()
                    && node.get(1).isContainerNode()
                    && looksLikeClass(node.get(0).textValue())) {
                require(node.get(0).textValue());
            }
            node.forEach(element -> check(element, false));
        }
    }

    private static boolean looksLikeClass(String text) {
        return text.length() <= MAX_NAME && CLASS_NAME.matcher(text).matches();
    }

    private void require(String name) {
        if (!allows(name)) {
            throw new ArchiveException(
                    EntryNames.CONFIGURATION
                            + ": expected only classes of layers, vertices and their settings, found class \""
                            + EntryNames.shortened(name)
                            + "\"; if it is your own and you trust the file, pass NodeClasses.standard().with(YourClass.class)");
        }
    }

    /** Whether a configuration may name that class. */
    boolean allows(String name) {
        if (added.contains(name)) {
            return true;
        }
        if (name.length() > MAX_NAME || !USABLE_NAME.matcher(name).matches()) {
            return false;
        }
        String packageName = name.substring(0, name.lastIndexOf('.'));
        Class<?> kind = PACKAGES.get(packageName);
        if (kind == null && !packageName.equals(VARIATIONAL) && !name.startsWith(OWN)) {
            return false;
        }
        try {
            // The class is looked at, not initialised: none of its code runs.
            Class<?> type = Class.forName(name, false, NodeClasses.class.getClassLoader());
            return !Modifier.isAbstract(type.getModifiers())
                    && (kind == null ? isNodeKind(type) : kind.isAssignableFrom(type));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean isNodeKind(Class<?> type) {
        return ReconstructionDistribution.class.isAssignableFrom(type)
                || CustomCell.class.isAssignableFrom(type)
                || PACKAGES.values().stream().anyMatch(kind -> kind.isAssignableFrom(type));
    }
}
