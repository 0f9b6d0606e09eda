package org.seq4j.models.attention;

import org.nd4j.linalg.api.ndarray.INDArray;

/** From the target steps in the order of time to lanes, each of which visits its steps in the order of {@link TargetSteps}; and back. */
record LaneOrder(TargetSteps steps, LaneCut cut) {
    /** Copies {@code inTime [T, B, F]} into lanes. Both 'c' order, not the same memory. */
    void toLanes(INDArray inTime, INDArray inLanes) {
        if (cut.isWhole()) {
            steps.order().toVisitingOrder(inTime, inLanes);
        } else {
            cut.toLanes(steps.toVisits(inTime), inLanes);
        }
    }

    /** Brings rows of lanes back to {@code [T, B, F]}. Both of that shape, 'c' order, not the same memory. */
    void toTime(INDArray inLanes, INDArray inTime) {
        if (cut.isWhole()) {
            steps.order().fromVisitingOrder(inLanes, inTime);
        } else if (steps.order().isIdentity()) {
            cut.fromLanes(inLanes, inTime);
        } else {
            INDArray visits = TargetSteps.like(inLanes);
            cut.fromLanes(inLanes, visits);
            steps.order().fromVisitingOrder(visits, inTime);
        }
    }

    /** An array {@code [T, B, F]} of time in lanes: itself where that is the same, else a copy outside of workspaces. */
    INDArray toLanes(INDArray inTime) {
        if (cut.isWhole()) {
            return steps.toVisits(inTime);
        }
        INDArray result = TargetSteps.like(inTime);
        toLanes(inTime, result);
        return result;
    }

    /** An array {@code [T, B, F]} of lanes in the order of time: itself where that is the same, else a copy outside of workspaces. */
    INDArray toTime(INDArray inLanes) {
        if (cut.isWhole()) {
            return steps.toTime(inLanes);
        }
        INDArray result = TargetSteps.like(inLanes);
        toTime(inLanes, result);
        return result;
    }
}
