package org.example.extend;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seq4j.data.reader.ExampleSequenceReader;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/**
 * The records of a FASTA text with labels, one at a time:
 *
 * <pre>
 * >P1 [class=promoter] somewhere in a genome
 * ACGTTATAAT
 * GCCGT
 * </pre>
 *
 * <p>Every fault of the text is a {@link org.seq4j.data.DataException} whose sentence begins with file and line.
 */
public final class FastaRecords implements ExampleSequenceReader.Examples<FastaRecord> {
    private static final Pattern HEADER = Pattern.compile(">\\s*(\\S+).*?\\[class=([^\\]]+)].*");
    private static final Pattern NO_RESIDUE = Pattern.compile("[^A-Za-z*-]");

    private final Utf8Lines lines;
    private final String name;
    private String header; // of the next record; null: not read yet, or none
    private long headerLine;

    /** The records of these lines, which {@link #close} closes; the name is for messages. */
    public FastaRecords(Utf8Lines lines, String name) {
        this.lines = lines;
        this.name = name;
    }

    @Override
    public FastaRecord next() {
        if (header == null) {
            readHeader();
        }
        if (header == null) {
            return null; // the end of the text
        }
        Place place = new Place(name, headerLine);
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw place.fault("expected a header such as '>P1 [class=promoter]', found '" + header
                    + "'; write the label behind the identifier");
        }
        String residues = readResidues();
        if (residues.isEmpty()) {
            throw place.fault("the record '" + parts.group(1)
                    + "' has no residues; remove it, or write them below its header");
        }
        return new FastaRecord(parts.group(1), parts.group(2), residues, place);
    }

    private void readHeader() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith(">")) {
                header = line;
                headerLine = lines.lineNumber();
                return;
            }
            if (!line.isBlank()) {
                throw new Place(name, lines.lineNumber())
                        .fault("expected a header, which begins with '>', found '" + line
                                + "'; check whether this is a FASTA file");
            }
        }
    }

    /** The lines up to the next header, which is kept, or the end. */
    private String readResidues() {
        header = null;
        StringBuilder residues = new StringBuilder();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith(">")) {
                header = line;
                headerLine = lines.lineNumber();
                break;
            }
            String letters = line.strip();
            Matcher other = NO_RESIDUE.matcher(letters);
            if (other.find()) {
                throw new Place(name, lines.lineNumber())
                        .fault("expected letters, '-' or '*', found '" + other.group() + "'; correct the line");
            }
            residues.append(letters.toUpperCase(Locale.ROOT));
        }
        return residues.toString();
    }

    @Override
    public void close() {
        lines.close();
    }
}
