package dev.steward.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whatever the code says to a person, it says in Chinese too")
class PhrasesTest {

    private static final String FILE = "src/main/resources/language/zh.txt";
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern CODE = Pattern.compile("(?:[A-Z]\\w+\\.)+[A-Z][A-Z0-9_]*");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static SaidInCode said;
    private static Map<String, String> chinese;

    @BeforeAll
    static void read() throws IOException {
        said = SaidInCode.read();
        chinese = Phrases.CHINESE.all();
    }

    @Test
    @DisplayName("Every sentence is a constant, so that its translation can be found")
    void constants() {
        assertThat(said.unknown).isEmpty();
    }

    @Test
    @DisplayName("Every sentence has its Chinese one")
    void translated() {
        Set<String> missing = new LinkedHashSet<>();
        said.templates.stream()
                .filter(each -> !chinese.containsKey(each.template()))
                .forEach(each -> missing.add("%n%s says it; add to %s, below \"# %s\", these two lines:%n%s%n    …"
                        .formatted(each.place(), FILE, each.feature(), each.template())));
        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("Nothing is translated that nobody says any more")
    void said() {
        Set<String> spoken =
                said.templates.stream().map(SaidInCode.Template::template).collect(Collectors.toSet());
        List<String> unsaid = chinese.keySet().stream()
                .filter(template -> !CODE.matcher(template).matches() && !spoken.contains(template))
                .map(template ->
                        "%nno code says it; take it and the line below it out of %s:%n%s".formatted(FILE, template))
                .toList();
        assertThat(unsaid).isEmpty();
    }

    @Test
    @DisplayName("The parameters of a sentence are those that it is given, and the same in both languages")
    void parameters() {
        List<String> faults = new ArrayList<>();
        for (SaidInCode.Template each : said.templates) {
            Set<String> expected = IntStream.range(0, Math.max(0, each.parameters()))
                    .mapToObj(index -> "{" + index + "}")
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> places = places(each.template());
            if (each.parameters() >= 0 && !places.equals(expected)) {
                faults.add("%n%s gives %s to: %s".formatted(each.place(), expected, each.template()));
            }
            String translation = chinese.get(each.template());
            if (translation != null && !places(translation).equals(places)) {
                faults.add("%n%s: %s has %s, %s has %s"
                        .formatted(FILE, each.template(), places, translation, places(translation)));
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("Every code that stands in a sentence has its word, and no word is without a code")
    void codes() throws ReflectiveOperationException {
        Set<String> expected = new TreeSet<>();
        for (String type : said.codes) {
            for (Object constant : Class.forName(type).getEnumConstants()) {
                expected.add(Phrases.key((Enum<?>) constant));
            }
        }
        Set<String> words = new TreeSet<>(chinese.keySet());
        words.removeIf(template -> !CODE.matcher(template).matches());
        assertThat(words).as("the lines of codes in " + FILE).isEqualTo(expected);
    }

    @Test
    @DisplayName("A translation is Chinese")
    void chinese() {
        List<Map.Entry<String, String>> english = chinese.entrySet().stream()
                .filter(each ->
                        PLACE.matcher(each.getKey()).replaceAll("").chars().anyMatch(Character::isLetter))
                .filter(each -> !HAN.matcher(each.getValue()).find())
                .toList();
        assertThat(english).isEmpty();
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }
}
