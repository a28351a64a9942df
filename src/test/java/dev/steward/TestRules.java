package dev.steward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder in which the application under test finds rules of its own: empty unless a test writes some. */
public final class TestRules {

    private static Path folder;

    private TestRules() {}

    /** The folder, the same for the whole JVM. */
    public static synchronized Path folder() {
        if (folder == null) {
            try {
                folder = Files.createDirectories(Path.of(
                        "target",
                        "rules",
                        String.valueOf(ProcessHandle.current().pid())));
                clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** Writes a rule file. */
    public static void write(String name, String text) {
        try {
            Files.writeString(folder().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes all files away. */
    public static void clear() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
