package dev.steward.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.Role;
import dev.steward.ticket.Priority;
import dev.steward.ticket.Status;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sentence")
class SentenceTest {

    @Test
    @DisplayName("is told in English where the code says it, and in Chinese to whoever reads Chinese")
    void bothLanguages() {
        Sentence sentence = Sentence.of("Ticket {0} has no owner yet; legal now: own", "ST-1");
        assertThat(sentence.english()).isEqualTo("Ticket ST-1 has no owner yet; legal now: own");
        assertThat(sentence.in(Language.CHINESE)).isEqualTo("工单 ST-1 还没有负责人，目前只能受理");
    }

    @Test
    @DisplayName("stays English where nobody has translated it")
    void untranslated() {
        assertThat(Sentence.verbatim("Cannot deploy").in(Language.CHINESE)).isEqualTo("Cannot deploy");
    }

    @Test
    @DisplayName("never takes what somebody sent for a template")
    void dataIsNoTemplate() {
        Sentence sentence = Sentence.of("Ticket {0} has {1} photos already", "{1} {0} $1 \\{0}", 3);
        assertThat(sentence.english()).isEqualTo("Ticket {1} {0} $1 \\{0} has 3 photos already");
        assertThat(sentence.in(Language.CHINESE)).contains("{1} {0} $1 \\{0}").doesNotContain("{2}");
        assertThat(Sentence.verbatim("say what was done").in(Language.CHINESE)).isEqualTo("say what was done");
    }

    @Test
    @DisplayName("tells codes as the trade's words, and values to send letter by letter")
    void codes() {
        assertThat(Sentence.of("Ticket {0} is {1}; legal now: none", "ST-1", Status.WITHDRAWN)
                        .in(Language.CHINESE))
                .isEqualTo("工单 ST-1 的状态为“已撤单”，已不能再操作");
        assertThat(Sentence.of("not one of {0}", List.of(Priority.URGENT, Priority.LOW))
                        .in(Language.CHINESE))
                .isEqualTo("应为下列之一：URGENT、LOW");
        Sentence taken = Sentence.of(
                "This ticket is taken by {0} or a supervisor",
                Sentence.words(List.of(Role.FRONT_DESK, Role.HOUSEKEEPER)));
        assertThat(taken.english()).isEqualTo("This ticket is taken by front desk, housekeeper or a supervisor");
        assertThat(taken.in(Language.CHINESE)).isEqualTo("此工单由前台、管家或主管受理");
    }

    @Test
    @DisplayName("inside another is told in the same language")
    void nested() {
        Sentence refused = Sentence.of("Only staff may {0} a ticket", Sentence.of("reprioritise"));
        assertThat(refused.english()).isEqualTo("Only staff may reprioritise a ticket");
        assertThat(refused.in(Language.CHINESE)).isEqualTo("只有员工可以对工单调整优先级");
    }

    @Test
    @DisplayName("about a field names it, several are separated as people do")
    void fields() {
        Sentence all = Sentence.all(List.of(
                Sentence.of("missing").about("title"),
                Sentence.of("must be text").about("home"),
                Sentence.of("read-only").about("")));
        assertThat(all.english()).isEqualTo("title: missing; home: must be text; read-only");
        assertThat(all.in(Language.CHINESE)).isEqualTo("title：不能为空；home：应为文本；只读，不能填写");
    }

    @Test
    @DisplayName("writes dates and times as its reader does")
    void dates() {
        ZonedDateTime at = ZonedDateTime.of(2026, 3, 1, 16, 5, 0, 0, ZoneId.of("Asia/Shanghai"));
        Sentence sentence = Sentence.of("the parts are promised for {0} only", at);
        assertThat(sentence.english()).isEqualTo("the parts are promised for 2026-03-01 16:05 only");
        assertThat(sentence.in(Language.CHINESE)).isEqualTo("配件承诺 2026年3月1日 16:05 才到货");
        assertThat(Sentence.of("the calendar has no working time within ten years of {0}", LocalDate.of(2026, 10, 1))
                        .in(Language.CHINESE))
                .isEqualTo("该日历在 2026年10月1日前后十年内没有工作时间");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                "'zh-CN,zh;q=0.9,en;q=0.8', CHINESE",
                "'en;q=0.5,zh;q=0.9', CHINESE",
                "'zh;q=0.3,en-GB;q=0.7', ENGLISH",
                "zh-Hans-CN, CHINESE",
                "zh_CN, ENGLISH",
                "'fr-FR,fr;q=0.9,zh;q=0.5', CHINESE",
                "'de,zh;q=0', ENGLISH",
                "fr, ENGLISH",
                "*, ENGLISH",
                "'zh;q=high', ENGLISH",
                "'', ENGLISH",
                "none, ENGLISH"
            })
    @DisplayName("is told in the language that a client likes best, in English where it likes none of ours")
    void accepted(String header, Language language) {
        assertThat(Language.accepted(header)).isEqualTo(language);
    }
}
