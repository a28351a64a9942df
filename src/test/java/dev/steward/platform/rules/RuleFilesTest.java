package dev.steward.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The files of the company's rules")
class RuleFilesTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("are those of its folder, and of what the folder lacks the shipped ones")
    void ownOrShipped() throws IOException {
        Files.writeString(folder.resolve("calendars.yaml"), "steward: {}");
        var files = new RuleFiles(folder.toString());

        assertThat(files.text("calendars.yaml")).isEqualTo("steward: {}");
        assertThat(files.name("calendars.yaml"))
                .isEqualTo(folder.resolve("calendars.yaml").toString());
        assertThat(files.text("triage.dmn")).contains("decision id=\"triage\"");
        assertThat(files.name("triage.dmn")).isEqualTo("shipped triage.dmn");
        assertThat(new RuleFiles("").text("ladders.yaml")).contains("standard:");
    }

    @Test
    @DisplayName("that nobody would read are refused: a misspelt name changes nothing without a word")
    void strangers() throws IOException {
        Files.writeString(folder.resolve("service-levels.dmn"), "");
        Files.writeString(folder.resolve("Calendars.yaml"), "");
        Files.writeString(folder.resolve("hamburg.ics"), "");
        Files.writeString(folder.resolve("README.txt"), "");
        var files = new RuleFiles(folder.toString());

        assertThat(files.name("ladders.yaml")).isEqualTo("shipped ladders.yaml");
        assertThatThrownBy(files::refuseStrangers)
                .isInstanceOf(WrongRules.class)
                .hasMessageContaining("service-levels.dmn: nobody reads this file; known are calendars.yaml")
                .hasMessageContaining("Calendars.yaml: nobody")
                .hasMessageNotContaining("ics")
                .hasMessageNotContaining("README");
    }

    @Test
    @DisplayName("are refused when the folder is missing, or goes later, or a file is not text")
    void unreadable() throws IOException {
        assertThatThrownBy(() -> new RuleFiles(folder.resolve("none").toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("there is no folder");
        Files.write(folder.resolve("triage.dmn"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> new RuleFiles(folder.toString()).text("triage.dmn"))
                .isInstanceOf(WrongRules.class)
                .hasMessageContaining("triage.dmn: the file cannot be read as UTF-8");

        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        var files = new RuleFiles(mounted.toString());
        files.refuseStrangers();
        Files.delete(mounted);
        assertThat(files.name("triage.dmn")).isEqualTo("shipped triage.dmn");
        assertThatThrownBy(files::refuseStrangers)
                .isInstanceOf(WrongRules.class)
                .hasMessageContaining("mounted: the folder named by steward.rules.dir cannot be read");
    }
}
