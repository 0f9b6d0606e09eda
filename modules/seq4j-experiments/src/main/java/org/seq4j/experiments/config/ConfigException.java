package org.seq4j.experiments.config;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment file cannot be used; holds all its faults, and its message is one line for each. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** Reports the given faults, of which there is at least one. */
    public ConfigException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All faults, in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
