package org.seq4j.models.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Exact comparison: {@code INDArray.equals} allows differences of 1e-5. */
final class Bits {
    private Bits() {}

    /** The bytes of all elements in row-major order. */
    static byte[] of(INDArray array) {
        INDArray plain = array.isEmpty() ? array : array.dup('c');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            NativeBytes.read(
                    plain, array.length() * TensorType.of(array.dataType()).bytes(), piece -> {
                        byte[] copy = new byte[piece.remaining()];
                        piece.get(copy);
                        bytes.write(copy);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
