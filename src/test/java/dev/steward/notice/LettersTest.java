package dev.steward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A letter")
class LettersTest {

    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> ${7*7} {{7*7}} [[${7*7}]] [(${7*7})] __${7*7}__ #{greeting} {0} '{1}' =HYPERLINK(\"x\")";
    private static final Instant DUE = Instant.parse("2026-06-05T06:30:00Z");

    private final Letters letters = new Letters(Mailroom.DESKS);

    private static Properties words(String language) {
        Properties words = new Properties();
        try (var in = LettersTest.class.getResourceAsStream("/mail/messages_" + language + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static Map<String, Object> everyFact(Occasion occasion, String text) {
        Map<String, Object> facts = new HashMap<>();
        for (Field field : occasion.fields()) {
            facts.put(
                    field.name(),
                    switch (field.type()) {
                        case TEXT, CATEGORY, PERSON -> text;
                        case CODE ->
                            field.choices().stream().sorted().findFirst().orElse(text);
                        case TIME -> DUE;
                        case LINK -> "https://desk.example/t/1?a=1&b=2";
                    });
        }
        return facts;
    }

    private static Envelope envelope(Occasion occasion, Map<String, ?> facts) {
        return new Envelope(
                1,
                "sunshine",
                "ST-2026-000042",
                occasion,
                "wang@example.org",
                null,
                null,
                Model.of(occasion, facts),
                1,
                DUE,
                "<x@steward.example>");
    }

    private Letter write(Occasion occasion, Map<String, ?> facts, String... languages) {
        List<String> preferred = new ArrayList<>(List.of(languages));
        return letters.write(
                envelope(occasion, facts), Mailroom.desk("sunshine").orElseThrow(), preferred, null);
    }

    static Stream<Occasion> occasions() {
        return Stream.concat(Stream.of(Stage.values()), Stream.of(StaffStage.values()));
    }

    static Stream<Map.Entry<Occasion, String>> lettersInEachLanguage() {
        return occasions().flatMap(occasion -> Stream.of(Map.entry(occasion, "en"), Map.entry(occasion, "zh")));
    }

    @Test
    @DisplayName("has the same wording keys in both languages, and none of them is empty")
    void sameKeys() {
        Properties english = words("en");
        Properties chinese = words("zh");
        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(english.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
        assertThat(chinese.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
        assertThat(Stream.concat(english.values().stream(), chinese.values().stream()))
                .as("a straight apostrophe is a quote to MessageFormat")
                .noneMatch(text -> text.toString().contains("'"));
    }

    @ParameterizedTest
    @MethodSource("occasions")
    @DisplayName("has a name for every fact it may carry")
    void namesForFacts(Occasion occasion) {
        Properties english = words("en");
        assertThat(occasion.fields())
                .filteredOn(field -> !field.name().equals("name")
                        && !field.name().equals("rung")
                        && !field.name().equals("appointmentTo"))
                .allSatisfy(field -> assertThat(english).containsKey("field." + field.name()));
    }

    @ParameterizedTest
    @MethodSource("lettersInEachLanguage")
    @DisplayName("is complete in each language: nothing unresolved, no word of the other language")
    void complete(Map.Entry<Occasion, String> which) {
        Letter letter = write(which.getKey(), everyFact(which.getKey(), "X-1"), which.getValue());
        for (String part : List.of(letter.subject(), letter.text(), letter.html())) {
            assertThat(part)
                    .isNotBlank()
                    .doesNotContain("??", "${", "#{", "[[", "[(", " th:", "null", "{0}", "{1}", "{2}", "{3}");
        }
        assertThat(letter.text()).contains("ST-2026-000042", "X-1", "https://desk.example/t/1?a=1&b=2");
        assertThat(letter.html()).contains("ST-2026-000042", "X-1", "href=\"https://desk.example/t/1?a=1&amp;b=2\"");
        boolean chinese =
                letter.text().codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        assertThat(chinese).isEqualTo(which.getValue().equals("zh"));
        assertThat(letter.html()).contains("lang=\"" + which.getValue() + "\"");
    }

    @ParameterizedTest
    @MethodSource("lettersInEachLanguage")
    @DisplayName("shows what people wrote literally: markup, expressions and placeholders do nothing")
    void literal(Map.Entry<Occasion, String> which) {
        Letter letter = write(which.getKey(), everyFact(which.getKey(), HOSTILE), which.getValue());
        assertThat(letter.text()).contains(HOSTILE);
        assertThat(letter.html())
                .doesNotContain("<img", "alert(1)>")
                .contains(
                        "&lt;img src=x onerror=alert(1)&gt; ${7*7} {{7*7}} [[${7*7}]] [(${7*7})] __${7*7}__ #{greeting} {0}");
        assertThat(letter.subject() + letter.text() + letter.html()).doesNotContain("49");
    }

    @Test
    @DisplayName("keeps line breaks, control and direction characters out of its subject")
    void subject() {
        String title = "a\r\nBcc: x@example.org\u2028b\u0000\u202Egnp.exe\u0085c";
        Letter letter = write(Stage.REGISTERED, Map.of("title", title), "en");
        assertThat(letter.subject().codePoints())
                .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202E);
        assertThat(write(Stage.REGISTERED, Map.of("title", "龙".repeat(300)), "en")
                        .subject())
                .hasSizeLessThan(150)
                .endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({
        "sunshine, zh-CN, zh",
        "sunshine, zh_Hant_TW, zh",
        "sunshine, en-GB, en",
        "sunshine, fr, zh",
        "sunshine, '', zh",
        "sunshine, not a language!, zh",
        "harbour, fr, en",
        "harbour, zh, zh"
    })
    @DisplayName("is written in the recipient's language, else the site's, else English")
    void language(String site, String tag, String expected) {
        Letter letter = letters.write(
                envelope(Stage.CLOSED, Map.of("title", "Tap")),
                Mailroom.desk(site).orElseThrow(),
                List.of(tag),
                null);
        assertThat(letter.language()).isEqualTo(Locale.forLanguageTag(expected));
    }

    @Test
    @DisplayName("tells times in the zone of the site and the manner of the language")
    void times() {
        Map<String, Object> slot = Map.of(
                "title", "Tap",
                "appointmentFrom", Instant.parse("2026-06-05T06:00:00Z"),
                "appointmentTo", Instant.parse("2026-06-05T08:00:00Z"));
        assertThat(write(Stage.APPOINTMENT, slot, "en").text())
                .contains("Appointment: Friday, 5 June 2026, 14:00–16:00");
        assertThat(write(Stage.APPOINTMENT, slot, "zh").text()).contains("上门时间：2026年6月5日 星期五 14:00–16:00");
        Letter berlin = letters.write(
                envelope(Stage.APPOINTMENT, slot), Mailroom.desk("harbour").orElseThrow(), List.of("en"), null);
        assertThat(berlin.text()).contains("Friday, 5 June 2026, 08:00–10:00");
        Map<String, Object> night = new HashMap<>(slot);
        night.put("appointmentTo", Instant.parse("2026-06-05T17:00:00Z"));
        assertThat(write(Stage.APPOINTMENT, night, "en").text())
                .contains("Friday, 5 June 2026, 14:00 – Saturday, 6 June 2026, 01:00");
    }

    @Test
    @DisplayName("says that an appointment has changed when there is a reason")
    void changed() {
        Map<String, Object> slot =
                new HashMap<>(Map.of("title", "Tap", "appointmentFrom", DUE, "appointmentTo", DUE.plusSeconds(3600)));
        assertThat(write(Stage.APPOINTMENT, slot, "en").subject()).contains("your appointment –");
        slot.put("reason", "MISSED_BY_US");
        Letter changed = write(Stage.APPOINTMENT, slot, "en");
        assertThat(changed.subject()).contains("has changed");
        assertThat(changed.text()).contains("Reason: We missed the appointment");
        slot.put("reason", "the lift is out of order");
        assertThat(write(Stage.APPOINTMENT, slot, "en").text()).contains("Reason: the lift is out of order");
    }

    @Test
    @DisplayName("calls a category by its name")
    void category() {
        Map<String, Object> page = Map.of("title", "Stuck", "category", "lifts");
        assertThat(write(StaffStage.PAGE, page, "en").text()).contains("Category: Lifts");
        assertThat(write(StaffStage.PAGE, page, "zh").text()).contains("类别：电梯");
    }

    @Test
    @DisplayName("calls members of staff by their names, as the site's contact cards have them")
    void person() {
        Map<String, Object> handover = Map.of("title", "Tap", "from", "frontdesk");
        assertThat(write(StaffStage.HANDOVER, handover, "en").text()).contains("From: Zhou Min");
        assertThat(write(StaffStage.HANDOVER, handover, "zh").text()).contains("交接人：前台小周");
        assertThat(write(StaffStage.HANDOVER, Map.of("title", "Tap", "from", "old-account"), "en")
                        .text())
                .contains("From: old-account");
    }

    @ParameterizedTest
    @CsvSource({"en, the resident asks again – Tap", "zh, 住户再次催办 – Tap"})
    @DisplayName("tells staff that the resident asks again, with when the solution is due while there is none")
    void urged(String language, String subject) {
        assertThat(write(StaffStage.URGED, Map.of("title", "Tap", "due", DUE), language)
                        .subject())
                .contains("ST-2026-000042", subject);
        assertThat(write(StaffStage.URGED, Map.of("title", "Tap"), "en").text()).doesNotContain("Due");
    }

    @ParameterizedTest
    @CsvSource({"REMINDER, is due", "BREACH, is late", "ESCALATION, needs you"})
    @DisplayName("tells staff of a rung the ticket, the promise, when it is due and what to do")
    void rungs(String rung, String subject) {
        Letter letter =
                write(StaffStage.RUNG, Map.of("title", "Tap", "rung", rung, "target", "RESPONSE", "due", DUE), "en");
        assertThat(letter.subject()).contains("ST-2026-000042", "the answer to the resident", subject);
        assertThat(letter.text()).contains("Due: Friday, 5 June 2026, 14:30", "What to do:");
    }
}
