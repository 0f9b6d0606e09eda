package org.seq4j.backend.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What NVIDIA's driver says of the machine.
 *
 * @param list the GPUs, in nvidia-smi's order
 * @param fault a sentence where there is no answer, else null
 */
public record Gpus(List<Gpu> list, @Nullable String fault) {
    /** Copies the list. */
    public Gpus {
        list = List.copyOf(list);
    }

    static Gpus unknown(String fault) {
        return new Gpus(List.of(), fault);
    }
}
