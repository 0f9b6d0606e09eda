package org.seq4j.experiments.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureFileTest {

    @Test
    void wantOfFontsIsSaidInASentence() {
        List<Throwable> failures = List.of(
                new Error("Probable fatal error: No physical fonts found."),
                new UnsatisfiedLinkError("libfontmanager.so: libfreetype.so.6: cannot open shared object file"),
                new NoClassDefFoundError("Could not initialize class sun.awt.X11FontManager"),
                new InternalError("java.lang.reflect.InvocationTargetException"),
                new NullPointerException());
        for (Throwable failure : failures) {
            assertThatThrownBy(() -> PictureFile.requireFonts(() -> sneak(failure)))
                    .isInstanceOf(PictureException.class)
                    .hasCause(failure)
                    .hasMessageContaining("Java finds none on this machine. Install one");
        }
    }

    private static void sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
