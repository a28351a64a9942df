package dev.steward.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.dispatch.VisitResult;
import dev.steward.language.Language;
import dev.steward.language.Sentence;
import dev.steward.platform.Role;
import dev.steward.ticket.Priority;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Saying;
import dev.steward.ticket.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The trade's words are the same wherever staff read them")
class TradeWordsTest {

    private static final Path CODES =
            Path.of("src/main/resources/META-INF/resources/webjars/camunda/assets/steward/codes.js");
    private static final Path SAYINGS = CODES.resolveSibling("sayings.js");
    private static final Pattern SENTENCE = Pattern.compile("(?m)^  ([A-Z_]+): (?:\\(|facts)");
    private static final Pattern WORD = Pattern.compile("'?([\\w-]+)'?: \\['[^']*', '([^']*)'\\]");
    private static final Pattern NAME =
            Pattern.compile("<(?:bpmn:)?(?:userTask|process) (?:[^>]*\\s)?name=\"([^\"]*)\"");
    private static final Pattern BILINGUAL = Pattern.compile("\\p{IsHan}+ · [A-Z][a-z -]+|[A-Z][a-z -]+ · \\p{IsHan}+");

    /** Roles that read no forms. */
    private static final Set<Role> NO_STAFF = Set.of(Role.INTEGRATION, Role.ADMINISTRATOR);

    /** A list of codes.js and the codes that it names. */
    record Words(String list, List<? extends Enum<?>> codes) {

        @Override
        public String toString() {
            return list;
        }
    }

    static Stream<Words> lists() {
        return Stream.of(
                new Words("status", List.of(Status.values())),
                new Words("priority", List.of(Priority.values())),
                new Words("provider", List.of(Provider.values())),
                new Words("result", List.of(VisitResult.values())),
                new Words(
                        "role",
                        Stream.of(Role.values())
                                .filter(role -> !NO_STAFF.contains(role))
                                .toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    @DisplayName("in a form and in a refusal")
    void inFormsAndRefusals(Words words) throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (Enum<?> code : words.codes) {
            told.put(
                    code instanceof Role role ? role.group() : code.name(),
                    Sentence.words(List.of(code)).in(Language.CHINESE));
        }
        assertThat(shown(words.list)).isEqualTo(told);
    }

    @Test
    @DisplayName("and whatever the house says in a timeline has its sentence there in both languages")
    void sayings() throws IOException {
        Matcher sentence = SENTENCE.matcher(Files.readString(SAYINGS));
        List<String> told = new ArrayList<>();
        while (sentence.find()) {
            told.add(sentence.group(1));
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Saying.values()).map(Saying::name).toList());
    }

    @Test
    @DisplayName("and every task and process has its name in both languages")
    void names() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
            for (Path model :
                    models.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                Matcher name = NAME.matcher(Files.readString(model));
                while (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(20)
                .allMatch(name -> BILINGUAL.matcher(name).matches());
    }

    /** Words that the glossary forbids whatever they are about. */
    private static List<String> forbidden() throws IOException {
        return Files.readAllLines(Path.of("src/docs/decisions/languages.md")).stream()
                .filter(line -> line.startsWith("| ") && line.split("\\|").length > 3)
                .flatMap(line -> Stream.of(line.split("\\|")[3].split(";")))
                .filter(words -> !words.matches(".*[a-z].*")) // under a condition
                .flatMap(words -> Stream.of(words.split(",")))
                .map(String::strip)
                .filter(word -> word.matches("\\p{IsHan}+"))
                .toList();
    }

    @Test
    @DisplayName("and none of those that the glossary forbids stands in a form, a script or a filter")
    void glossary() throws IOException {
        List<String> forbidden = forbidden();
        assertThat(forbidden).contains("小区", "维修单", "移交", "逾期").doesNotContain("认领", "接受", "报修");
        List<Path> read = new ArrayList<>(List.of(Path.of("src/main/resources/filters.yaml")));
        for (Path folder : List.of(Path.of("forms"), CODES.getParent())) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().matches(".*\\.(html|js)")).forEach(read::add);
            }
        }
        assertThat(read).hasSizeGreaterThan(40);
        for (Path file : read) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain(forbidden);
        }
    }

    private static Map<String, String> shown(String list) throws IOException {
        String codes = Files.readString(CODES);
        int from = codes.indexOf("\n  " + list + ": {");
        Matcher word = WORD.matcher(codes.substring(from, codes.indexOf("\n  }", from)));
        Map<String, String> shown = new TreeMap<>();
        while (word.find()) {
            shown.put(word.group(1), word.group(2));
        }
        return shown;
    }
}
