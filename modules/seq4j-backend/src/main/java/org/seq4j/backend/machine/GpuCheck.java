package org.seq4j.backend.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether ND4J's CUDA 11.6 binaries can run on a GPU, before ND4J starts: they hold machine code for the compute
 * capabilities 3.7 to 8.6, which the later ones of generation 8 run too, and nothing that the driver could translate for
 * newer generations.
 */
public final class GpuCheck {
    private static final Gpu.Capability OLDEST = new Gpu.Capability(3, 7);
    private static final Gpu.Capability TOO_NEW = new Gpu.Capability(9, 0);
    private static final int[] OLDEST_DRIVER = {450, 80};
    private static final long LEAST_FREE_MIB = 1024;

    private final List<Integer> devices;

    /**
     * @param devices numbers of the GPUs that are to be used; empty: all
     */
    public GpuCheck(List<Integer> devices) {
        this.devices = List.copyOf(devices);
    }

    /** What keeps a program from computing on the GPUs: sentences. */
    public List<String> faults(Gpus gpus) {
        String unknown = gpus.fault();
        if (unknown != null) {
            return List.of(unknown);
        }
        List<String> faults = new ArrayList<>();
        for (int device : devices) {
            if (gpus.list().stream().noneMatch(gpu -> gpu.index() == device)) {
                faults.add("There is no GPU " + device + "; nvidia-smi lists "
                        + gpus.list().stream().map(Gpu::index).toList() + ".");
            }
        }
        for (Gpu gpu : gpus.list()) {
            if (devices.isEmpty() || devices.contains(gpu.index())) {
                check(gpu, faults);
            }
        }
        return faults;
    }

    private static void check(Gpu gpu, List<String> faults) {
        Gpu.Capability capability = gpu.capability();
        if (capability == null) {
            faults.add(gpu.title() + " does not tell its compute capability; expected 3.7 to 8.9.");
        } else if (capability.compareTo(TOO_NEW) >= 0 || capability.compareTo(OLDEST) < 0) {
            faults.add(gpu.title() + " has compute capability " + capability
                    + ", and ND4J's CUDA 11.6 binaries run on 3.7 to 8.9 only; use the backend cpu, or another GPU.");
            return;
        }
        if (isTooOld(gpu.driver())) {
            faults.add(gpu.title() + " has the driver " + gpu.driver() + ", and CUDA 11.6 needs one from 450.80 on.");
        }
        if (gpu.computeMode().equals("Prohibited")) {
            faults.add(gpu.title() + " takes no programs: its compute mode is Prohibited; `nvidia-smi -i " + gpu.index()
                    + " -c DEFAULT` opens it.");
        } else if (gpu.totalMiB() > 0 && gpu.totalMiB() - gpu.usedMiB() < LEAST_FREE_MIB) {
            faults.add(gpu.title() + " is busy: of its " + gpu.totalMiB() + " MiB of memory " + gpu.usedMiB()
                    + " MiB are in use, and ND4J needs " + LEAST_FREE_MIB + " MiB; wait, or name another in"
                    + " backend.devices.");
        } else if (gpu.computeMode().equals("Exclusive_Process") && gpu.usedMiB() > LEAST_FREE_MIB / 4) {
            faults.add(gpu.title() + " is busy: its compute mode is Exclusive_Process, and another process uses "
                    + gpu.usedMiB() + " MiB of it; wait, or name another in backend.devices.");
        }
    }

    private static boolean isTooOld(String driver) {
        String[] parts = driver.split("\\.");
        for (int i = 0; i < OLDEST_DRIVER.length; i++) {
            int part = i < parts.length && parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
            if (part != OLDEST_DRIVER[i]) {
                return part < OLDEST_DRIVER[i];
            }
        }
        return false;
    }
}
