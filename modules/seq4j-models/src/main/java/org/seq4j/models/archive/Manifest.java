package org.seq4j.models.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The table of contents of a model file: {@code {"format": "seq4j-model", "version": 1, "entries": {NAME: {...}}}}, where NAME is
 * the entry's name in the container and the object holds {@code bytes} and {@code sha256}, and for a tensor {@code type},
 * {@code shape} and {@code order} ('c' row-major or 'f' column-major).
 */
record Manifest(Map<String, Item> items) {
    static final String FORMAT = "seq4j-model";
    static final int VERSION = 1;
    private static final int MAX_RANK = 32;

    /** One entry; {@code tensor} is null for texts. */
    record Item(long bytes, String sha256, @Nullable Tensor tensor) {}

    /** Layout of a tensor. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    record Tensor(TensorType type, long[] shape, char order) {
        /** Number of elements. */
        long length() {
            long length = 1;
            for (long size : shape) {
                length *= size;
            }
            return length;
        }
    }

    String toJson() {
        ObjectNode root = JsonText.newObject();
        root.put("format", FORMAT).put("version", VERSION);
        ObjectNode entries = root.putObject("entries");
        items.forEach((name, item) -> {
            ObjectNode node = entries.putObject(name);
            node.put("bytes", item.bytes()).put("sha256", item.sha256());
            Tensor tensor = item.tensor();
            if (tensor != null) {
                node.put("type", tensor.type().text());
                ArrayNode shape = node.putArray("shape");
                for (long size : tensor.shape()) {
                    shape.add(size);
                }
                node.put("order", String.valueOf(tensor.order()));
            }
        });
        return JsonText.pretty(root);
    }

    /** @throws ArchiveException if the text is no manifest of a version this library reads, or breaks a limit */
    static Manifest parse(String json, Limits limits) {
        ObjectNode root = JsonText.parse(EntryNames.MANIFEST, json, limits.maxJsonDepth());
        String format = JsonText.string(EntryNames.MANIFEST, root, "format");
        if (!format.equals(FORMAT)) {
            throw new ArchiveException(
                    "expected a file of format " + FORMAT + ", found format \"" + EntryNames.shortened(format) + '"');
        }
        long version = JsonText.count("\"version\" in " + EntryNames.MANIFEST, root.get("version"));
        if (version != VERSION) {
            throw new ArchiveException("expected format version " + VERSION + ", found " + version
                    + "; read it with the release of seq4j that wrote it, or a newer one");
        }
        Map<String, Item> items = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field :
                JsonText.fields(JsonText.object(EntryNames.MANIFEST, root, "entries"))) {
            String name = EntryNames.checked(field.getKey());
            items.put(name, item(name, field.getValue(), limits));
        }
        return new Manifest(items);
    }

    private static Item item(String name, JsonNode node, Limits limits) {
        String what = "entry \"" + name + "\" of " + EntryNames.MANIFEST;
        long bytes = JsonText.count(what + ", \"bytes\"", node.get("bytes"));
        String sha256 = JsonText.string(what, node, "sha256");
        if (!name.startsWith(EntryNames.TENSORS)) {
            return new Item(bytes, sha256, null);
        }
        TensorType type = TensorType.ofText(JsonText.string(what, node, "type"));
        String order = JsonText.string(what, node, "order");
        if (!order.equals("c") && !order.equals("f")) {
            throw new ArchiveException(what + ": expected order c or f, found \"" + EntryNames.shortened(order) + '"');
        }
        Tensor tensor = new Tensor(type, shape(what, node.get("shape"), limits), order.charAt(0));
        if (tensor.length() * type.bytes() != bytes) {
            throw new ArchiveException(what + ": expected " + tensor.length() * type.bytes()
                    + " bytes for its shape and type, found " + bytes);
        }
        return new Item(bytes, sha256, tensor);
    }

    private static long[] shape(String what, @Nullable JsonNode node, Limits limits) {
        if (!(node instanceof ArrayNode array) || array.size() > MAX_RANK) {
            throw new ArchiveException(
                    what + ": expected a \"shape\" of at most " + MAX_RANK + " numbers, found " + JsonText.kind(node));
        }
        long[] shape = new long[array.size()];
        long length = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = JsonText.count(what + ", \"shape\"", array.get(i));
            // Both factors are at most maxTensorElements, or the product is refused before it can overflow.
            if (shape[i] != 0 && length > limits.maxTensorElements() / shape[i]) {
                throw new ArchiveException(
                        what + ": expected at most " + limits.maxTensorElements() + " elements, found shape "
                                + EntryNames.shortened(array.toString()) + "; raise the limit if you trust the file");
            }
            length *= shape[i];
        }
        return shape;
    }
}
