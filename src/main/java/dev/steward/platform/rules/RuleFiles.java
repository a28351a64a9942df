package dev.steward.platform.rules;

import dev.steward.platform.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The files of the company's rules: those of its own folder ({@code steward.rules.dir}), and of what the folder lacks the
 * shipped ones.
 */
@Component
public class RuleFiles {

    private static final String DMN = ".dmn";

    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("calendars.yaml", "ladders.yaml", "service-level.dmn", "triage.dmn"));

    private final String folder;

    public RuleFiles(@Value("${steward.rules.dir:}") String folder) {
        this.folder = folder.strip();
        if (!this.folder.isEmpty() && !Files.isDirectory(Path.of(this.folder))) {
            throw new CannotStart("steward.rules.dir is " + this.folder + ", where there is no folder");
        }
    }

    /** A file by its name. */
    public Resource of(String name) {
        if (!folder.isEmpty()) {
            Path own = Path.of(folder, name);
            if (Files.isRegularFile(own)) {
                return new FileSystemResource(own);
            }
        }
        return new ClassPathResource(name.endsWith(DMN) ? "bpmn/" + name : name);
    }

    /** Where a file is, for people. */
    public String name(String name) {
        Resource file = of(name);
        return file instanceof FileSystemResource own ? own.getPath() : "shipped " + name;
    }

    /**
     * The text of a file.
     *
     * @throws WrongRules when it cannot be read, or is not UTF-8
     */
    public String text(String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(of(name).getContentAsByteArray()))
                    .toString();
        } catch (IOException e) {
            throw new WrongRules(name(name), "", "the file cannot be read as UTF-8");
        }
    }

    /**
     * A misspelt name must not leave the shipped file in force without a word.
     *
     * @throws WrongRules when the folder holds a file that nobody would read, or is gone
     */
    void refuseStrangers() {
        if (folder.isEmpty()) {
            return;
        }
        List<WrongRules.Fault> strangers;
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            strangers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(?i)[^.].*\\.(ya?ml|dmn|xml|json)") && !KNOWN.contains(name))
                    .sorted()
                    .map(name -> new WrongRules.Fault(
                            Path.of(folder, name).toString(),
                            "",
                            "nobody reads this file; known are " + String.join(", ", KNOWN)))
                    .toList();
        } catch (IOException | UncheckedIOException gone) {
            throw new WrongRules(folder, "", "the folder named by steward.rules.dir cannot be read");
        }
        if (!strangers.isEmpty()) {
            throw new WrongRules(strangers);
        }
    }
}
