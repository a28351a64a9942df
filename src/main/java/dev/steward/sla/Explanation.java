package dev.steward.sla;

import dev.steward.calendar.Counted;
import dev.steward.calendar.Span;
import dev.steward.language.Language;
import dev.steward.language.Sentence;
import dev.steward.sla.ServiceClock.Hold;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words how a clock came to its due: what was promised, every interval, every pause, every rung. */
final class Explanation {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

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
        facts();
        clock.due(now).ifPresent(due -> event(due, say("due", "到期") + (clock.isProvisional(now) ? provisional() : "")));
        intervals();
        lines.sort(Comparator.comparing(Explained::from)
                .thenComparing(line -> !line.from().equals(line.to())));
        return lines;
    }

    private void facts() {
        for (Fact fact : clock.facts()) {
            if (fact instanceof Fact.Started start) {
                event(start.at(), say("promised: ", "承诺：") + terms(start.terms()));
            } else if (fact instanceof Fact.Retargeted change) {
                event(
                        change.at(),
                        say("changed by ", "变更，经办人 ")
                                + change.actor()
                                + say(" (", "（")
                                + change.reason()
                                + say(")", "）")
                                + say(", counted from the start: ", "，自起点重新计算：")
                                + terms(change.terms())
                                + oldDue(change.oldDue()));
            } else if (fact instanceof Fact.DueSet set) {
                event(
                        set.at(),
                        say("due set to ", "到期时间定为 ")
                                + local(set.due())
                                + say(" by ", "，经办人 ")
                                + set.actor()
                                + say(" (", "（")
                                + set.reason()
                                + say(")", "）"));
            } else if (fact instanceof Fact.RungClimbed rung) {
                event(
                        rung.due(),
                        say("rung ", "升级 ")
                                + rung.rung()
                                + say(", told: ", "，通知：")
                                + rung.told().stream().map(this::told).collect(Collectors.joining(say(", ", "、"))));
            } else if (fact instanceof Fact.Met) {
                event(fact.at(), say("done", "完成"));
            } else if (fact instanceof Fact.Reopened) {
                event(fact.at(), say("the resident objected; the clock runs on", "住户有异议，继续计时"));
            } else if (fact instanceof Fact.Cancelled) {
                event(fact.at(), say("not needed any more", "已取消"));
            } else if (fact instanceof Fact.Resumed resumed && resumed.actor().equals("steward")) {
                event(fact.at(), say("the pause reached its bound and ended by itself", "暂停到期，自动恢复计时"));
            }
        }
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
            add(hold.from(), hold.end(now), false, reason(hold));
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

    private String reason(Hold hold) {
        PauseReason reason = hold.reason();
        return reason == null
                ? say("solved, until the resident objected", "已解决，直至住户提出异议")
                : say("paused: ", "暂停：") + reason.inWords(locale);
    }

    private String told(Told told) {
        if (!chinese) {
            return told.toString();
        }
        String who = Sentence.words(List.of(told.whom())).in(Language.CHINESE);
        return told.rank() == 0 ? who : who + " " + told.rank();
    }

    private String terms(Terms terms) {
        Span span = terms.span();
        String promise = span == null ? say("by the slot agreed with the resident", "以与住户约定的时段为准") : words(span);
        return promise
                + say(", calendar ", "，日历 ")
                + terms.calendar().key()
                + say(" version ", " 第 ")
                + terms.calendar().version()
                + say("", " 版")
                + say(", row ", "，规则 ")
                + terms.policyRow();
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
        return due == null ? "" : say("; it was due ", "；原到期时间 ") + local(due);
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
