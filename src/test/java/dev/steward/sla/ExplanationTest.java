package dev.steward.sla;

import static dev.steward.sla.Hours.OFFICE;
import static dev.steward.sla.Hours.at;
import static dev.steward.sla.Hours.bySlot;
import static dev.steward.sla.Hours.clock;
import static dev.steward.sla.Hours.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A clock explains")
class ExplanationTest {

    private static List<String> words(ServiceClock clock, String now, Locale language) {
        return clock.explain(at(now), language).stream()
                .map(line -> line.from()
                                .atZone(Hours.SHANGHAI)
                                .toLocalDateTime()
                                .toString()
                                .substring(5)
                        + (line.from().equals(line.to())
                                ? ""
                                : "/"
                                        + line.to()
                                                .atZone(Hours.SHANGHAI)
                                                .toLocalDateTime()
                                                .toString()
                                                .substring(5))
                        + (line.counted() ? " + " : " - ")
                        + line.why())
                .toList();
    }

    @Test
    @DisplayName("every interval up to its due, and why the others do not count")
    void everyInterval() {
        var clock = clock(terms("PT4H", OFFICE), "04-03T16:30");

        assertThat(words(clock, "04-03T16:40", Locale.ENGLISH))
                .containsExactly(
                        "04-03T16:30 - promised: 4 h of business time, calendar office version 1, row test",
                        "04-03T16:30/04-03T17:30 + working hours",
                        "04-03T17:30/04-04T00:00 - outside hours",
                        "04-04T00:00/04-07T00:00 - holiday: 清明节",
                        "04-07T00:00/04-07T08:30 - outside hours",
                        "04-07T08:30/04-07T11:30 + working hours",
                        "04-07T11:30 - due");
    }

    @Test
    @DisplayName("every pause, rung, change and objection, in order of time")
    void everythingThatHappened() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T09:00")
                .with(new Fact.Paused(at("03-02T10:00"), PauseReason.RESIDENT_ABSENT, at("03-02T11:00"), "li"))
                .with(new Fact.Resumed(at("03-02T11:00"), "steward"))
                .with(new Fact.RungClimbed(
                        at("03-02T14:00"), "75%", at("03-02T14:00"), List.of(Told.of(Told.Whom.OWNER))))
                .with(new Fact.Met(at("03-02T14:30")))
                .with(new Fact.Reopened(at("03-02T15:00")))
                .with(new Fact.Retargeted(
                        at("03-02T15:10"), terms("P1D", OFFICE), "wang", "not urgent", at("03-02T15:30")));

        assertThat(words(clock, "03-02T15:20", Locale.ENGLISH))
                .containsExactly(
                        "03-02T09:00 - promised: 4 h of business time, calendar office version 1, row test",
                        "03-02T09:00/03-02T10:00 + working hours",
                        "03-02T10:00/03-02T11:00 - paused: the resident was not at home",
                        "03-02T11:00 - the pause reached its bound and ended by itself",
                        "03-02T11:00/03-02T12:00 + working hours",
                        "03-02T12:00/03-02T13:00 - break",
                        "03-02T13:00/03-02T14:30 + working hours",
                        "03-02T14:00 - rung 75%, told: OWNER",
                        "03-02T14:30 - done",
                        "03-02T14:30/03-02T15:00 - solved, until the resident objected",
                        "03-02T15:00 - the resident objected; the clock runs on",
                        "03-02T15:00/03-02T17:30 + working hours",
                        "03-02T15:10 - changed by wang (not urgent), counted from the start: 1 working day,"
                                + " calendar office version 1, row test; it was due 2026-03-02 15:30",
                        "03-02T17:30/03-03T08:30 - outside hours",
                        "03-03T08:30/03-03T10:30 + working hours",
                        "03-03T10:30 - due");
    }

    @Test
    @DisplayName("itself in Chinese")
    void inChinese() {
        var clock = clock(terms("P1D by close-of-business", OFFICE), "03-02T09:00")
                .with(new Fact.DueSet(at("03-02T09:10"), at("03-02T11:00"), "wang", "约定"))
                .with(new Fact.RungClimbed(
                        at("03-02T09:45"),
                        "75%",
                        at("03-02T09:45"),
                        List.of(Told.of(Told.Whom.OWNER), new Told(Told.Whom.ON_CALL, 2))))
                .with(new Fact.Paused(at("03-02T10:00"), PauseReason.FORCE_MAJEURE, at("03-02T11:00"), "li"));

        assertThat(words(clock, "03-02T10:30", Locale.SIMPLIFIED_CHINESE))
                .containsExactly(
                        "03-02T09:00 - 承诺：1 个工作日，下班前，日历 office 第 1 版，规则 test",
                        "03-02T09:00/03-02T10:00 + 工作时间",
                        "03-02T09:10 - 到期时间定为 2026-03-02 11:00，经办人 wang（约定）",
                        "03-02T09:45 - 升级 75%，通知：负责人、值班人员 2",
                        "03-02T10:00/03-02T10:30 - 暂停：不可抗力");
    }

    @Test
    @DisplayName("that it waits for a slot, that it was cancelled, that its due is provisional")
    void theRest() {
        assertThat(words(
                        clock(bySlot(), "03-02T09:00").with(new Fact.Cancelled(at("03-02T09:30"))),
                        "03-02T10:30",
                        Locale.GERMAN))
                .containsExactly(
                        "03-02T09:00 - promised: by the slot agreed with the resident, calendar office version 1, row"
                                + " normal-repair",
                        "03-02T09:00/03-02T09:30 + working hours",
                        "03-02T09:30 - not needed any more");
        assertThat(words(clock(terms("P1D", OFFICE), "12-31T09:00"), "12-31T10:00", Locale.ENGLISH))
                .anyMatch(line -> line.contains("due (provisional: the holidays of that year are not known yet)"));
    }

    @Test
    @DisplayName("as much counted time as it has used")
    void addsUp() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T09:00")
                .with(new Fact.Paused(at("03-02T10:00"), PauseReason.RESIDENT_ABSENT, at("03-03T11:15"), "li"))
                .with(new Fact.Resumed(at("03-03T10:10"), "li"))
                .with(new Fact.Met(at("03-05T14:30")));

        var counted = clock.explain(at("03-20T10:00"), Locale.ENGLISH).stream()
                .filter(Explained::counted)
                .map(line -> Duration.between(line.from(), line.to()))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(counted).isEqualTo(clock.businessElapsed(at("03-20T10:00")));
    }

    @Test
    @DisplayName("durations and days as people say them")
    void durations() {
        assertThat(first("PT30M")).contains("promised: 30 min of business time");
        assertThat(first("PT1H30M")).contains("1 h 30 min");
        assertThat(first("PT45S")).contains("promised: 45 s of");
        assertThat(first("P3D")).contains("3 working days,");
        assertThat(first("P0D by close-of-business")).contains("the same working day, by close of business");
    }

    private static String first(String span) {
        return words(clock(terms(span, OFFICE), "03-02T09:00"), "03-02T09:00", Locale.ENGLISH)
                .get(0);
    }
}
