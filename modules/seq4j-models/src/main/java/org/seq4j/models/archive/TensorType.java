package org.seq4j.models.archive;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;

/** The element types a file may hold. The file writes the lower-case name. */
enum TensorType {
    FLOAT64(DataType.DOUBLE, 8),
    FLOAT32(DataType.FLOAT, 4),
    FLOAT16(DataType.HALF, 2),
    BFLOAT16(DataType.BFLOAT16, 2),
    INT64(DataType.LONG, 8),
    INT32(DataType.INT, 4),
    INT16(DataType.SHORT, 2),
    INT8(DataType.BYTE, 1),
    UINT8(DataType.UBYTE, 1);

    private final DataType dataType;
    private final int bytes;

    TensorType(DataType dataType, int bytes) {
        this.dataType = dataType;
        this.bytes = bytes;
    }

    DataType dataType() {
        return dataType;
    }

    int bytes() {
        return bytes;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ArchiveException if no type has that name */
    static TensorType ofText(String text) {
        for (TensorType type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw new ArchiveException(
                "expected the element type of a tensor (float32, float64, int32, ...), found \"" + text + '"');
    }

    /** @throws ArchiveException if arrays of that type cannot be stored */
    static TensorType of(DataType dataType) {
        for (TensorType type : values()) {
            if (type.dataType == dataType) {
                return type;
            }
        }
        throw new ArchiveException(
                "arrays of type " + dataType + " cannot be stored in a model file; cast it to a numeric type");
    }
}
