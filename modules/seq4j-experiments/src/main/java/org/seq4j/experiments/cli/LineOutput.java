package org.seq4j.experiments.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;

/** Where lines go: standard output, or a file that is written aside and takes its name when all lines are there. */
interface LineOutput extends AutoCloseable {
    /** Adds lines. */
    void write(List<String> lines);

    /** What is written so far can be seen. */
    void flush();

    /** All lines are there. */
    void finish();

    /** Removes what is not finished. */
    @Override
    void close();

    /** The file, or standard output for null. */
    static LineOutput to(@Nullable Path file) {
        return file == null ? new ToConsole(Console.out()) : ToFile.open(file);
    }

    /** Standard output. */
    record ToConsole(PrintStream out) implements LineOutput {
        @Override
        public void write(List<String> lines) {
            lines.forEach(line -> out.print(line + "\n"));
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void finish() {
            out.flush();
        }

        @Override
        public void close() {}
    }

    /** A file. */
    record ToFile(Path file, Path aside, BufferedWriter writer) implements LineOutput {
        static ToFile open(Path file) {
            Path aside = file.resolveSibling(file.getFileName() + ".partial");
            try {
                return new ToFile(file, aside, Files.newBufferedWriter(aside, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        @Override
        public void write(List<String> lines) {
            try {
                for (String line : lines) {
                    writer.write(line);
                    writer.write('\n');
                }
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        @Override
        public void flush() {
            try {
                writer.flush();
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        @Override
        public void finish() {
            try {
                writer.close();
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        @Override
        public void close() {
            try {
                writer.close();
                Files.deleteIfExists(aside);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        private static UserError cannotWrite(Path file, IOException e) {
            return new UserError(
                    "The file " + file + " cannot be written: " + e + "; name another one in --output.", e);
        }
    }
}
