package org.seq4j.experiments.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.BackendDescription;
import org.seq4j.backend.BackendException;
import org.seq4j.backend.BackendProfile;
import org.seq4j.backend.Diagnosis;
import org.seq4j.backend.Engine;
import org.seq4j.backend.LoadedLibraries;

/** Examines machine, class path and, where they allow it, ND4J. */
public final class Doctor {
    private Doctor() {}

    /**
     * What was found.
     *
     * @param facts name to value, in the order to be shown
     * @param problems of the machine or its settings: sentences
     * @param healthy whether the self-test, where it could run, came to the stored losses
     */
    public record Report(Map<String, Object> facts, List<String> problems, boolean healthy) {}

    /**
     * Examines this process. ND4J starts only if nothing speaks against it.
     *
     * @param asked the backend that is to run; null: the one on the class path, and every GPU there is
     */
    public static Report examine(@Nullable Engine asked) {
        Diagnosis diagnosis = Diagnosis.of(asked);
        Map<String, Object> facts = new LinkedHashMap<>(diagnosis.facts());
        List<String> problems = new ArrayList<>(diagnosis.problems());
        boolean healthy = true;
        BackendProfile profile = diagnosis.startable();
        if (profile != null) {
            try {
                profile.start();
                facts.putAll(BackendDescription.current().facts());
                facts.put("loaded", LoadedLibraries.ofThisProcess());
                SelfTest.Result test = SelfTest.run();
                facts.put("self_test", test.toString());
                healthy = test.passed();
            } catch (BackendException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new Report(facts, List.copyOf(problems), healthy);
    }
}
