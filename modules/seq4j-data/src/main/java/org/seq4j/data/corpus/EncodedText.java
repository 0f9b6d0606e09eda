package org.seq4j.data.corpus;

/**
 * The ids of a continuous text.
 *
 * @param ids N token ids, in the order of the text
 * @param unknown how many of them are {@code <unk>}
 * @param characters code points of the text that the tokens join to, line breaks included (for bits per character)
 */
@SuppressWarnings("ArrayRecordComponent") // a text may have a thousand million tokens; nobody compares two
public record EncodedText(int[] ids, long unknown, long characters) {}
