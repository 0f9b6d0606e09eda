package org.seq4j.experiments.training;

import java.util.List;
import java.util.function.Supplier;
import org.seq4j.experiments.evaluation.picture.PictureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures that a training draws on its way. Where one cannot be drawn, the training goes on without pictures. */
final class Pictures {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    private boolean failed;

    /** Draws; once that has failed, which is said, it does nothing any more. */
    void draw(Runnable drawing) {
        if (failed) {
            return;
        }
        try {
            drawing.run();
        } catch (PictureException e) { // no reason to lose a training
            failed = true;
            LOG.warn(e.getMessage());
        }
    }

    /**
     * The examples that are shown or drawn.
     *
     * @param count how many
     * @param exist whether there are any
     * @param examples all of them, asked for only if some are wanted
     */
    static <E> List<E> first(int count, boolean exist, Supplier<List<E>> examples) {
        if (count == 0 || !exist) {
            return List.of();
        }
        List<E> all = examples.get();
        return all.subList(0, Math.min(count, all.size()));
    }
}
