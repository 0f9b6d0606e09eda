package org.example.extend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LearnedTextTest {
    /** The letters after "she s" and "the s" and "sea sh" depend on what stands before them, also in the window before. */
    @Test
    void itKnowsTheTextByHeart() {
        String text = "she sells sea shells by the sea shore; ";
        LearnedText model = new LearnedText(text);
        model.train(60);
        assertEquals(text.substring(5) + text, model.say("she s", 2 * text.length() - 5));
    }
}
