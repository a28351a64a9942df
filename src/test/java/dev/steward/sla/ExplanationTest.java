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
import java.util.Map;
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
                        "04-03T16:30 - the clock starts; promised: 4 h of business time by the calendar “office” (version 1), rule “test”",
                        "04-03T16:30/04-03T17:30 + working hours",
                        "04-03T17:30/04-04T00:00 - outside hours",
                        "04-04T00:00/04-07T00:00 - holiday: 清明节",
                        "04-07T00:00/04-07T08:30 - outside hours",
                        "04-07T08:30/04-07T11:30 + working hours",
                        "04-07T11:30 - due: the promised time is used up");
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
                        "03-02T09:00 - the clock starts; promised: 4 h of business time by the calendar “office” (version 1), rule “test”",
                        "03-02T09:00/03-02T10:00 + working hours",
                        "03-02T10:00 - paused by li because the resident was not at home; ends by itself at the latest"
                                + " on 2026-03-02 11:00",
                        "03-02T10:00/03-02T11:00 - paused, the resident was not at home: 1 h of business time not counted",
                        "03-02T11:00 - the pause reached its bound and ended by itself",
                        "03-02T11:00/03-02T12:00 + working hours",
                        "03-02T12:00/03-02T13:00 - break",
                        "03-02T13:00/03-02T14:30 + working hours",
                        "03-02T14:00 - reminder at 75 % of the time; told: the owner",
                        "03-02T14:30 - solved",
                        "03-02T14:30/03-02T15:00 - solved, until the resident objected",
                        "03-02T15:00 - the resident objected; the clock runs on",
                        "03-02T15:00/03-02T17:30 + working hours",
                        "03-02T15:10 - promise changed by wang (not urgent); counted from the start, pauses kept: 1 working"
                                + " day by the calendar “office” (version 1), rule “test”; it was due on 2026-03-02 15:30",
                        "03-02T17:30/03-03T08:30 - outside hours",
                        "03-03T08:30/03-03T10:30 + working hours",
                        "03-03T10:30 - due: the promised time is used up, 1 h of business time in pauses not counted");
    }

    @Test
    @DisplayName("a due set by hand says that an objection has moved it")
    void movedByAnObjection() {
        var clock = clock(bySlot(), "03-02T09:00")
                .with(new Fact.DueSet(at("03-02T09:30"), at("03-02T12:00"), "li", "slot agreed"))
                .with(new Fact.Met(at("03-02T11:00")))
                .with(new Fact.Reopened(at("03-02T14:00")));

        assertThat(words(clock, "03-02T14:10", Locale.ENGLISH))
                .endsWith("03-02T15:00 - due, as fixed, later by the time from the solution to the objection");
        assertThat(words(clock, "03-02T14:10", Locale.SIMPLIFIED_CHINESE))
                .endsWith("03-02T15:00 - 到期（指定时间，解决后至提出异议的时间不计入，相应顺延）");
    }

    @Test
    @DisplayName(
            "a recomputation is told in the reader's language with both calendars; what people write stays as it is")
    void recomputed() {
        var clock = clock(terms("P3D", OFFICE), "04-02T10:00");
        Map<String, String> chinese = Map.of(
                Fact.Retargeted.recomputed("office 3", "office 4"),
                "（按现行规则重新计算：office 3 改为 office 4）",
                Fact.Retargeted.recomputed("office 3", "office 3"),
                "（按现行规则重新计算）",
                "recomputed because the resident insists",
                "（recomputed because the resident insists）");

        chinese.forEach((reason, told) -> {
            var changed = clock.with(new Fact.Retargeted(at("04-02T11:00"), terms("P2D", OFFICE), "li", reason, null));
            assertThat(words(changed, "04-02T12:00", Locale.SIMPLIFIED_CHINESE))
                    .anyMatch(line -> line.contains("承诺变更，经办人 li" + told));
            assertThat(words(changed, "04-02T12:00", Locale.ENGLISH))
                    .anyMatch(line -> line.contains("promise changed by li (" + reason + ")"));
        });
    }

    @Test
    @DisplayName("a pause over a holiday: only the business time in it moves the due")
    void pausedOverAHoliday() {
        // the evening before three free days, resumed at noon of the day after them; made urgent meanwhile
        var clock = clock(terms("P3D", OFFICE), "04-02T10:00")
                .with(new Fact.Paused(
                        at("04-03T16:30"), PauseReason.RESIDENT_ASKED_LATER, at("04-10T16:30"), "frontdesk"))
                .with(new Fact.Retargeted(
                        at("04-04T11:00"), terms("P2D", OFFICE), "supervisor", "water on the ceiling", null))
                .with(new Fact.Resumed(at("04-07T12:00"), "frontdesk"))
                .with(new Fact.RungClimbed(
                        at("04-07T15:30"),
                        "100%",
                        at("04-07T15:30"),
                        List.of(Told.of(Told.Whom.OWNER), Told.of(Told.Whom.SUPERVISOR))))
                .with(new Fact.Met(at("04-08T16:15")))
                .with(new Fact.CauseStated(at("04-08T17:00"), "The key was not at the desk", RootCause.STAFFING, "li"));

        assertThat(words(clock, "04-20T10:00", Locale.ENGLISH))
                .containsExactly(
                        "04-02T10:00 - the clock starts; promised: 3 working days by the calendar “office” (version 1), rule"
                                + " “test”",
                        "04-02T10:00/04-02T12:00 + working hours",
                        "04-02T12:00/04-02T13:00 - break",
                        "04-02T13:00/04-02T17:30 + working hours",
                        "04-02T17:30/04-03T08:30 - outside hours",
                        "04-03T08:30/04-03T12:00 + working hours",
                        "04-03T12:00/04-03T13:00 - break",
                        "04-03T13:00/04-03T16:30 + working hours",
                        "04-03T16:30 - paused by frontdesk because the resident asked for a later date; ends by itself at the"
                                + " latest on 2026-04-10 16:30",
                        "04-03T16:30/04-07T12:00 - paused, the resident asked for a later date: 4 h 30 min of business time"
                                + " not counted",
                        "04-04T11:00 - promise changed by supervisor (water on the ceiling); counted from the start, pauses"
                                + " kept: 2 working days by the calendar “office” (version 1), rule “test”",
                        "04-07T12:00 - resumed by frontdesk",
                        "04-07T12:00/04-07T13:00 - break",
                        "04-07T13:00/04-07T17:30 + working hours",
                        "04-07T15:30 - due: the promised time is used up, 4 h 30 min of business time in pauses not counted",
                        "04-07T15:30 - not kept: the breach is recorded; told: the owner, the supervisors",
                        "04-07T17:30/04-08T08:30 - outside hours",
                        "04-08T08:30/04-08T12:00 + working hours",
                        "04-08T12:00/04-08T13:00 - break",
                        "04-08T13:00/04-08T16:15 + working hours",
                        "04-08T16:15 - done, 8 h 45 min of business time too late",
                        "04-08T17:00 - cause of the breach, by li: staffing: The key was not at the desk");
        assertThat(words(clock, "04-20T10:00", Locale.SIMPLIFIED_CHINESE))
                .contains(
                        "04-02T10:00 - 开始计时，承诺：3 个工作日，按日历“office”（第 1 版），规则“test”",
                        "04-03T16:30 - 暂停，经办人 frontdesk，原因：住户要求改期；最迟自动恢复时间 2026-04-10 16:30",
                        "04-03T16:30/04-07T12:00 - 暂停，住户要求改期：4 小时 30 分钟工作时间不计入",
                        "04-04T11:00 - 承诺变更，经办人 supervisor（water on the ceiling）；自起点重新计算，暂停保留："
                                + "2 个工作日，按日历“office”（第 1 版），规则“test”",
                        "04-07T12:00 - 恢复计时，经办人 frontdesk",
                        "04-07T15:30 - 到期：承诺时限用完，暂停的 4 小时 30 分钟工作时间不计入",
                        "04-07T15:30 - 未兑现，记录为超时；通知：负责人、主管",
                        "04-08T16:15 - 完成，超时 8 小时 45 分钟（工作时间）",
                        "04-08T17:00 - 超时原因，填写人 li：人手不足：The key was not at the desk");
    }

    @Test
    @DisplayName("each rung in words, and a solution in time or objected to")
    void rungs() {
        var clock = clock(terms("PT4H", OFFICE), "03-02T09:00")
                .with(rung("PT5M", "03-02T09:05", new Told(Told.Whom.ON_CALL, 2)))
                .with(rung("-PT1H", "03-02T13:00", Told.of(Told.Whom.CANDIDATES)))
                .with(rung("+P1D", "03-03T14:00", Told.of(Told.Whom.MANAGER)))
                .with(rung("+PT10M", "03-03T14:00", Told.of(Told.Whom.MANAGER)))
                .with(new Fact.Met(at("03-02T10:00")));

        assertThat(words(clock, "03-04T10:00", Locale.ENGLISH))
                .contains(
                        "03-02T09:05 - called 5 min after the start; told: the technician on call, rank 2",
                        "03-02T13:00 - reminder 1 h before the due; told: everybody who could take it",
                        "03-03T14:00 - escalated 1 working day after the due; told: the managers",
                        "03-03T14:00 - escalated 10 min of business time after the due; told: the managers",
                        "03-02T10:00 - done, in time");
        assertThat(words(clock, "03-04T10:00", Locale.CHINESE))
                .contains(
                        "03-02T09:05 - 呼叫：开始后 5 分钟；通知：值班维修技工，顺位 2",
                        "03-02T13:00 - 提醒：到期前 1 小时；通知：所有可接单人员",
                        "03-03T14:00 - 升级：超时后 1 个工作日；通知：经理",
                        "03-02T10:00 - 完成，未超时");
        assertThat(words(
                        clock(terms("PT4H", OFFICE), "03-02T09:00").with(rung("75%", "03-02T13:00")),
                        "03-02T13:30",
                        Locale.CHINESE))
                .contains("03-02T13:00 - 提醒：已用时限 75%；通知：");
    }

    private static Fact rung(String key, String at, Told... told) {
        return new Fact.RungClimbed(at(at), key, at(at), List.of(told));
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
                        "03-02T09:00 - 开始计时，承诺：1 个工作日，下班前，按日历“office”（第 1 版），规则“test”",
                        "03-02T09:00/03-02T10:00 + 工作时间",
                        "03-02T09:10 - 到期时间定为 2026-03-02 11:00，经办人 wang（约定）；暂停不使其顺延",
                        "03-02T09:45 - 提醒：已用时限 75%；通知：负责人、值班维修技工，顺位 2",
                        "03-02T10:00 - 暂停，经办人 li，原因：不可抗力；最迟自动恢复时间 2026-03-02 11:00",
                        "03-02T10:00/03-02T10:30 - 暂停，不可抗力：30 分钟工作时间不计入");
    }

    @Test
    @DisplayName("that it waits for a slot, that it was cancelled, that its due is provisional")
    void theRest() {
        assertThat(words(
                        clock(bySlot(), "03-02T09:00").with(new Fact.Cancelled(at("03-02T09:30"))),
                        "03-02T10:30",
                        Locale.GERMAN))
                .containsExactly(
                        "03-02T09:00 - the clock starts; promised: by the slot agreed with the resident by the calendar “office”"
                                + " (version 1), rule “normal-repair”",
                        "03-02T09:00/03-02T09:30 + working hours",
                        "03-02T09:30 - not needed any more; this promise is not judged");
        assertThat(words(clock(terms("P1D", OFFICE), "12-31T09:00"), "12-31T10:00", Locale.ENGLISH))
                .anyMatch(line -> line.contains("(provisional: the holidays of that year are not known yet)"));
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
        assertThat(first("P3D")).contains("3 working days by");
        assertThat(first("P0D by close-of-business")).contains("the same working day, by close of business");
    }

    private static String first(String span) {
        return words(clock(terms(span, OFFICE), "03-02T09:00"), "03-02T09:00", Locale.ENGLISH)
                .get(0);
    }
}
