package dev.steward.sla;

import dev.steward.calendar.Counted;
import dev.steward.calendar.Span;
import dev.steward.sla.ServiceClock.Hold;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words how a clock came to its due: what was promised, every interval, every pause, every rung. */
final class Explanation {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final String STEWARD = "steward";

    private final ServiceClock clock;
    private final Instant now;
    private final Locale locale;
    private final boolean chinese;
    private final List<Explained> lines = new ArrayList<>();

    Explanation(ServiceClock clock, Instant now, Locale locale) {
        this.clock = clock;
        this.now = now;
        this.locale = locale;
        this.chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /** In order of time; what happened at an instant comes before the stretch that begins there. */
    List<Explained> lines() {
        clock.due(now).ifPresent(due -> event(due, due(due)));
        facts();
        intervals();
        lines.sort(Comparator.comparing(Explained::from)
                .thenComparing(line -> !line.from().equals(line.to())));
        return lines;
    }

    private void facts() {
        for (Fact fact : clock.facts()) {
            if (fact instanceof Fact.Started start) {
                event(start.at(), say("the clock starts; promised: ", "开始计时，承诺：") + terms(start.terms()));
            } else if (fact instanceof Fact.Paused pause) {
                event(
                        pause.at(),
                        say("paused by ", "暂停，经办人 ")
                                + who(pause.actor())
                                + say(" because ", "，原因：")
                                + pause.reason().inWords(locale)
                                + say("; ends by itself at the latest on ", "；最迟自动恢复时间 ")
                                + local(pause.until()));
            } else if (fact instanceof Fact.Resumed resumed) {
                event(
                        fact.at(),
                        resumed.actor().equals(STEWARD)
                                ? say("the pause reached its bound and ended by itself", "暂停已到期限，自动恢复计时")
                                : say("resumed by ", "恢复计时，经办人 ") + resumed.actor());
            } else if (fact instanceof Fact.Retargeted change) {
                event(
                        change.at(),
                        say("promise changed by ", "承诺变更，经办人 ")
                                + who(change.actor())
                                + reason(change.reason())
                                + say("; counted from the start, pauses kept: ", "；自起点重新计算，暂停保留：")
                                + terms(change.terms())
                                + oldDue(change.oldDue()));
            } else if (fact instanceof Fact.DueSet set) {
                event(
                        set.at(),
                        say("due fixed at ", "到期时间定为 ")
                                + local(set.due())
                                + say(" by ", "，经办人 ")
                                + who(set.actor())
                                + reason(set.reason())
                                + say("; no pause moves it", "；暂停不使其顺延"));
            } else if (fact instanceof Fact.RungClimbed rung) {
                event(rung.due(), rung(rung));
            } else if (fact instanceof Fact.Met) {
                event(fact.at(), done(fact.at()));
            } else if (fact instanceof Fact.Reopened) {
                event(fact.at(), say("the resident objected; the clock runs on", "住户有异议，继续计时"));
            } else if (fact instanceof Fact.Cancelled) {
                event(fact.at(), say("not needed any more; this promise is not judged", "已不再需要，此项承诺不予考核"));
            } else if (fact instanceof Fact.CauseStated stated) {
                event(
                        stated.at(),
                        say("cause of the breach, by ", "超时原因，填写人 ")
                                + who(stated.actor())
                                + say(": ", "：")
                                + stated.cause().inWords(locale)
                                + say(": ", "：")
                                + stated.reason());
            }
        }
    }

    /** The due, and how it came about: the promise, and what the pauses added. */
    private String due(Instant due) {
        if (clock.isFixed()) {
            return clock.isMovedByObjection()
                    ? say(
                            "due, as fixed, later by the time from the solution to the objection",
                            "到期（指定时间，解决后至提出异议的时间不计入，相应顺延）")
                    : say("due, as fixed", "到期（指定时间）");
        }
        Duration paused = clock.paused(now);
        String how = paused.isZero()
                ? say("due: the promised time is used up", "到期：承诺时限用完")
                : say("due: the promised time is used up, ", "到期：承诺时限用完，暂停的 ")
                        + duration(paused)
                        + say(" of business time in pauses not counted", "工作时间不计入");
        return how + (clock.isProvisional(now) ? provisional() : "");
    }

    /** Only the last solution is judged; what was objected to was none. */
    private String done(Instant at) {
        if (!clock.metAt().equals(Optional.of(at))) {
            return say("solved", "已解决");
        }
        Duration over = clock.overrun(now);
        if (!clock.isBreached(now)) {
            return say("done, in time", "完成，未超时");
        }
        return over.isZero()
                ? say("done, too late", "完成，已超时")
                : say("done, ", "完成，超时 ") + duration(over) + say(" of business time too late", "（工作时间）");
    }

    private String rung(Fact.RungClimbed rung) {
        Rung.Point point = Rung.Point.parse(rung.rung());
        String what;
        if (point instanceof Rung.Percent percent) {
            what = percent.percent() == 100
                    ? say("not kept: the breach is recorded", "未兑现，记录为超时")
                    : say("reminder at ", "提醒：已用时限 ") + percent.percent() + say(" % of the time", "%");
        } else if (point instanceof Rung.After after) {
            what = say("escalated ", "升级：超时后 ") + words(after.time()) + say(" after the due", "");
        } else if (point instanceof Rung.Before before) {
            what = say("reminder ", "提醒：到期前 ") + duration(before.time()) + say(" before the due", "");
        } else if (point instanceof Rung.SinceStart since) {
            what = say("called ", "呼叫：开始后 ") + duration(since.time()) + say(" after the start", "");
        } else {
            what = rung.rung();
        }
        return what
                + say("; told: ", "；通知：")
                + rung.told().stream().map(told -> told.inWords(locale)).collect(Collectors.joining(say(", ", "、")));
    }

    private void intervals() {
        Instant end = end();
        for (Counted stretch : clock.terms().calendar().calendar().explain(clock.startedAt(), end)) {
            Instant from = stretch.from();
            for (Hold hold : clock.holds()) {
                Instant holdEnd = hold.end(now);
                if (holdEnd.isAfter(from) && hold.from().isBefore(stretch.to())) {
                    add(from, hold.from(), stretch.counted(), stretch.inWords(locale));
                    from = earlier(holdEnd, stretch.to());
                }
            }
            add(from, stretch.to(), stretch.counted(), stretch.inWords(locale));
        }
        for (Hold hold : clock.holds()) {
            add(hold.from(), hold.end(now), false, held(hold));
        }
    }

    /** Up to the due where it is still ahead, so that the due is explained; otherwise as far as the clock went. */
    private Instant end() {
        Instant stop = clock.metAt().or(clock::cancelledAt).orElse(now);
        Instant due = clock.isOpen() ? clock.due(now).orElse(stop) : stop;
        return due.isAfter(stop) ? due : stop;
    }

    private void add(Instant from, Instant to, boolean counted, String why) {
        if (from.isBefore(to)) {
            lines.add(new Explained(from, to, counted, why));
        }
    }

    private void event(Instant at, String why) {
        lines.add(new Explained(at, at, false, why));
    }

    /** A pause, and what it is worth: outside hours and on holidays nothing counts anyway. */
    private String held(Hold hold) {
        PauseReason reason = hold.reason();
        if (reason == null) {
            return say("solved, until the resident objected", "已解决，直至住户提出异议");
        }
        Duration worth = clock.terms().calendar().calendar().between(hold.from(), hold.end(now));
        return say("paused, ", "暂停，")
                + reason.inWords(locale)
                + say(": ", "：")
                + duration(worth)
                + say(" of business time not counted", "工作时间不计入");
    }

    private String terms(Terms terms) {
        Span span = terms.span();
        String promise = span == null ? say("by the slot agreed with the resident", "以与住户约定的时段为准") : words(span);
        return promise
                + say(" by the calendar “", "，按日历“")
                + terms.calendar().key()
                + say("” (version ", "”（第 ")
                + terms.calendar().version()
                + say("), rule “", " 版），规则“")
                + terms.policyRow()
                + "”";
    }

    private String who(String actor) {
        return actor.equals(STEWARD) ? say("the system", "系统") : actor;
    }

    private String reason(String stated) {
        Matcher recomputed = Fact.Retargeted.RECOMPUTED.matcher(stated);
        String reason = chinese && recomputed.matches()
                ? "按现行规则重新计算"
                        + (recomputed.group("before") == null
                                ? ""
                                : "：" + recomputed.group("before") + " 改为 " + recomputed.group("after"))
                : stated;
        return reason.isBlank() ? "" : say(" (", "（") + reason + say(")", "）");
    }

    private String words(Span span) {
        Duration time = span.time();
        if (time != null) {
            return duration(time) + say(" of business time", "（工作时间）");
        }
        String days = chinese
                ? span.days() + " 个工作日"
                : span.days() == 0
                        ? "the same working day"
                        : span.days() + (span.days() == 1 ? " working day" : " working days");
        return days + (span.closeOfBusiness() ? say(", by close of business", "，下班前") : "");
    }

    private String duration(Duration time) {
        List<String> parts = new ArrayList<>();
        if (time.toHours() > 0) {
            parts.add(time.toHours() + say(" h", " 小时"));
        }
        if (time.toMinutesPart() > 0 || (time.toHours() == 0 && time.toSecondsPart() == 0)) {
            parts.add(time.toMinutesPart() + say(" min", " 分钟"));
        }
        if (time.toSecondsPart() > 0) {
            parts.add(time.toSecondsPart() + say(" s", " 秒"));
        }
        return String.join(" ", parts);
    }

    private String oldDue(@Nullable Instant due) {
        return due == null ? "" : say("; it was due on ", "；原到期时间 ") + local(due);
    }

    private String provisional() {
        return say(" (provisional: the holidays of that year are not known yet)", "（暂定：该年度的假日安排尚未公布）");
    }

    private String local(Instant instant) {
        return ZonedDateTime.ofInstant(
                        instant, clock.terms().calendar().calendar().zone())
                .format(TIME);
    }

    private String say(String english, String inChinese) {
        return chinese ? inChinese : english;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
