package org.seq4j.backend.machine;

import org.jspecify.annotations.Nullable;

/**
 * An NVIDIA GPU.
 *
 * @param index nvidia-smi's number of it
 * @param name for example "NVIDIA A100-SXM4-40GB"
 * @param driver version of NVIDIA's driver
 * @param capability compute capability, null where the driver is too old to tell
 * @param totalMiB memory
 * @param usedMiB memory that processes use
 * @param computeMode "Default", "Exclusive_Process" or "Prohibited"
 */
public record Gpu(
        int index,
        String name,
        String driver,
        @Nullable Capability capability,
        long totalMiB,
        long usedMiB,
        String computeMode) {

    /**
     * What machine code a GPU runs.
     *
     * @param major generation
     * @param minor within the generation
     */
    public record Capability(int major, int minor) implements Comparable<Capability> {
        /** Reads "8.6"; null for anything else. */
        static @Nullable Capability parse(String text) {
            if (!text.matches("\\d{1,3}\\.\\d{1,3}")) {
                return null;
            }
            int dot = text.indexOf('.');
            return new Capability(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
        }

        @Override
        public int compareTo(Capability other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** Number and name, for a sentence. */
    String title() {
        return "The GPU " + index + " (" + name + ")";
    }
}
