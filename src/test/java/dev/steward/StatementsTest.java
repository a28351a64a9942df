package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** After all stories: what each step that people or systems take cost at most, in statements; a batch is one. */
@Order(Integer.MAX_VALUE)
@DisplayName("The steps of all stories")
class StatementsTest {

    private static final Path HELD = Path.of("src", "test", "resources", "statements.txt");

    @Test
    @DisplayName("take no more statements than statements.txt allows for each")
    void everyStep() throws IOException {
        ModelCoverageTest.whenAllStoriesAreTold();
        Map<String, Integer> found = new TreeMap<>(Statements.ofEachStep());
        Files.write(
                Files.createDirectories(Path.of("target")).resolve("statements.txt"),
                found.entrySet().stream()
                        .map(step -> step.getKey() + ": " + step.getValue())
                        .toList(),
                StandardCharsets.UTF_8);
        Map<String, Integer> held = held();
        assertThat(found.keySet()).as("steps that are taken").isEqualTo(held.keySet());
        assertThat(found)
                .allSatisfy((step, statements) ->
                        assertThat(statements).as("statements of %s", step).isLessThanOrEqualTo(held.get(step)));
    }

    private static Map<String, Integer> held() throws IOException {
        Map<String, Integer> held = new TreeMap<>();
        for (String line : Files.readAllLines(HELD, StandardCharsets.UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] step = line.split(": ");
                held.put(step[0], Integer.valueOf(step[1].strip()));
            }
        }
        return held;
    }
}
