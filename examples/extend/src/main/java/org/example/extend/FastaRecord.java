package org.example.extend;

import org.seq4j.data.text.Place;

/**
 * A record of a FASTA file.
 *
 * @param id the first word of its header
 * @param label what the header says of it: {@code [class=NAME]}
 * @param residues the letters of all its lines, in upper case; at least one
 * @param place where its header stands
 */
public record FastaRecord(String id, String label, String residues, Place place) {}
