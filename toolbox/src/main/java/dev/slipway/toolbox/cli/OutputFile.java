package dev.slipway.toolbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the user asked for. */
final class OutputFile {

    private OutputFile() {}

    /** Writes the whole content, and creates the folder if it does not exist. */
    static void write(Path file, byte[] content) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
