package dev.steward.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.TestDatabase;
import dev.steward.platform.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("The handbook")
class HandbookTest {

    static Handbook handbook;

    @BeforeAll
    static void load() throws Exception {
        handbook = loaded();
    }

    private static Handbook loaded() throws Exception {
        var handbook = new Handbook(
                JdbcClient.create(TestDatabase.migrated()),
                new Catalogue(TestEstate.text("catalogue.yaml")),
                new TestEstate.MovedClock(),
                new ClassPathResource("handbook.yaml"));
        handbook.run(null);
        return handbook;
    }

    @Test
    @DisplayName("has thirty replies and more, each in both languages")
    void shipped() {
        assertThat(handbook.search(null, null, 200))
                .hasSizeGreaterThanOrEqualTo(30)
                .allSatisfy(entry -> {
                    assertThat(entry.answer().zh()).matches("(?s).*[\\u4e00-\\u9fff]{4}.*");
                    assertThat(entry.answer().en()).isNotEqualTo(entry.answer().zh());
                    assertThat(entry.when().in("zh-CN")).isEqualTo(entry.when().zh());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "access card, access-card",
        "门禁卡, access-card",
        "LEAKING first, leak-first-aid",
        "装修 时间, building-work-noise",
    })
    @DisplayName("is searched in either language, by all the words, and the question counts most")
    void search(String q, String key) {
        assertThat(handbook.search(q, null, 10).get(0).key()).isEqualTo(key);
    }

    @Test
    @DisplayName("finds by category, and nothing for a wildcard")
    void categories() {
        assertThat(handbook.search(null, "billing", 10)).hasSize(3);
        assertThat(handbook.search("%_%", null, 10)).isEmpty();
    }

    @Test
    @DisplayName("keeps what the company has edited or deleted when it is loaded again")
    void edited() throws Exception {
        Handbook handbook = loaded();
        var own = new HandbookEntry(
                "pests", "pests", new Names("Rats?", "老鼠？"), new Names("We come.", "我们来。"), new Names("Rats", "老鼠"));
        handbook.put(TestEstate.SUPERVISOR, own);
        handbook.delete(TestEstate.SUPERVISOR, "theft");
        handbook.run(null);
        assertThat(handbook.find("pests")).contains(own);
        assertThat(handbook.find("theft")).isEmpty();
        assertThatThrownBy(() -> handbook.delete(TestEstate.SUPERVISOR, "theft"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    @DisplayName("is kept by supervisors and managers, and refuses what is incomplete")
    void rules() {
        var entry =
                new HandbookEntry("Taps!", "magic", new Names("", "水"), new Names("\u0000", "水"), new Names("w", "w"));
        assertThatThrownBy(() -> handbook.put(TestEstate.FRONT_DESK, entry))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> handbook.put(TestEstate.SUPERVISOR, entry))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::field)
                        .containsExactly("key", "category", "question.en", "answer.en"));
    }
}
