package org.seq4j.benchmarks.cases;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;

/** One workspace for all arrays of a pass over vertices: like a graph, and unlike arrays of their own, it takes its memory once. */
final class Workspace {
    private static final WorkspaceConfiguration SETTINGS = WorkspaceConfiguration.builder()
            .initialSize(0)
            .overallocationLimit(0.02)
            .policyAllocation(AllocationPolicy.OVERALLOCATE)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final LayerWorkspaceMgr manager = LayerWorkspaceMgr.builder()
            .defaultWorkspace("SEQ4J_BENCHMARK", SETTINGS)
            .build();

    /** What vertices ask for arrays. */
    LayerWorkspaceMgr manager() {
        return manager;
    }

    /** Opens it for one pass; all arrays made in it are gone when it is closed. */
    MemoryWorkspace open() {
        return manager.notifyScopeEntered(ArrayType.ACTIVATIONS);
    }
}
