package dev.steward.dispatch;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.estate.Category;
import dev.steward.estate.Category.Required;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the report of a visit has to say, by its result; all that is wrong is told at once. */
final class HomeVisitRules {

    /** Nobody agrees on an appointment further away than this. */
    static final Duration FURTHEST = Duration.ofDays(366);

    private static final Set<VisitResult> NEXT_VISIT_MAY_BE_AGREED = EnumSet.of(
            VisitResult.MADE_SAFE,
            VisitResult.PARTIAL,
            VisitResult.DIAGNOSED,
            VisitResult.NEEDS_NEIGHBOUR,
            VisitResult.MISSED_BY_US);

    private final VisitReport report;
    private final WorkOrder order;
    private final boolean home;
    private final Required signature;
    private final boolean clearance;
    private final Instant now;
    private final ZoneId zone;
    private final List<Fault> faults = new ArrayList<>();

    private HomeVisitRules(
            VisitReport report, WorkOrder order, boolean home, @Nullable Category category, Instant now, ZoneId zone) {
        this.report = report;
        this.order = order;
        this.home = home;
        this.signature = category == null ? Required.WHEN_CHARGED : category.signatureRequired();
        this.clearance = category != null && category.clearanceRequired();
        this.now = now;
        this.zone = zone;
    }

    /**
     * Refuses a report that breaks a rule.
     *
     * @param home whether it is somebody's home, rather than a shared area
     * @param category of the catalogue; its defaults where the catalogue does not know it any more
     * @param zone of the site, for the times in what is said
     */
    static void check(
            VisitReport report, WorkOrder order, boolean home, @Nullable Category category, Instant now, ZoneId zone) {
        HomeVisitRules rules = new HomeVisitRules(report, order, home, category, now, zone);
        rules.check();
        if (!rules.faults.isEmpty()) {
            throw Refusal.invalid(rules.faults);
        }
    }

    /** The instant at which somebody arrived: as reported, as the first photo told, or now. */
    static Instant arrival(VisitReport report, WorkOrder order, Instant now) {
        return report.arrivedAt() != null ? report.arrivedAt() : order.arrivedAt() != null ? order.arrivedAt() : now;
    }

    private void check() {
        switch (report.result()) {
            case DONE -> need("workDone", report.workDone(), "say what was done");
            case NO_FAULT -> need("workDone", report.workDone(), "say what was checked and explained to the resident");
            case MADE_SAFE, PARTIAL -> {
                if (report.next() == null) {
                    need("plan", report.plan(), "the next visit is planned now: say what it does, or agree its slot");
                }
            }
            case DIAGNOSED -> {
                need("diagnosis", report.diagnosis(), "say what causes it");
                need("plan", report.plan(), "say what the next visit does");
            }
            case ABSENT -> absent();
            case MISSED_BY_US -> {
                check(order.slot() != null, "result", "no appointment was agreed that could be missed");
                check(report.arrivedAt() == null, "arrivedAt", "whoever missed the appointment did not arrive");
            }
            case NEEDS_PARTS -> {
                need("promisedAt", report.promisedAt(), "say when the parts are promised; the resident is told");
                check(
                        report.promisedAt() == null || report.promisedAt().isAfter(now),
                        "promisedAt",
                        "must be in the future");
            }
            case NEEDS_QUOTE -> {
                need("quoteAmount", report.quoteAmount(), "say what it costs");
                need("quoteText", report.quoteText(), "say what is offered");
                check(
                        report.quoteAmount() == null || report.quoteAmount().signum() > 0,
                        "quoteAmount",
                        "a quote is about money; without a charge no decision is needed");
                check(!order.free(), "result", "the resident pays nothing here: rework, or the same fault again");
                check(order.provider() != Provider.DEVELOPER, "result", "the developer repairs at its own cost");
            }
            case NEEDS_NEIGHBOUR -> need("neighbourHome", report.neighbourHome(), "say which home must be opened");
            case NEXT_TRADE -> need("skill", report.skill(), "say which trade goes on");
            case REFUSED -> {}
        }
        rework();
        only(VisitResult.NEEDS_PARTS, "promisedAt", report.promisedAt());
        only(VisitResult.NEEDS_QUOTE, "quoteAmount", report.quoteAmount());
        only(VisitResult.NEEDS_QUOTE, "quoteText", report.quoteText());
        only(VisitResult.NEEDS_NEIGHBOUR, "neighbourHome", report.neighbourHome());
        only(VisitResult.NEXT_TRADE, "skill", report.skill());
        only(VisitResult.ABSENT, "noticePhoto", report.noticePhoto());
        arrival();
        nextSlot();
        charge();
        if (report.result().endsOrder() && clearance) {
            need("clearance", report.clearance(), "name the document that releases it; without it nothing is closed");
        }
    }

    private void absent() {
        check(home, "result", "in a shared area nobody can be absent");
        Slot slot = order.slot();
        check(slot != null, "result", "nobody is absent without an agreed appointment");
        if (slot != null) {
            // what others did is recorded afterwards, so there the reported arrival counts
            Instant there = order.isExternal() && report.arrivedAt() != null ? report.arrivedAt() : now;
            check(
                    !there.isBefore(slot.from()) && !there.isAfter(slot.to()),
                    "result",
                    "absent only inside the agreed appointment, from {0} to {1}",
                    slot.from().atZone(zone),
                    slot.to().atZone(zone));
        }
        need("noticePhoto", report.noticePhoto(), "upload a photo of the notice card (stage EVIDENCE) and name it");
    }

    private void rework() {
        boolean explains = report.result().endsOrder() || report.result() == VisitResult.PARTIAL;
        if (order.rework() && explains) {
            need("diagnosis", report.diagnosis(), "it was objected to: say why it failed before");
        }
    }

    private void arrival() {
        Instant at = report.arrivedAt();
        if (at != null) {
            check(!at.isAfter(now), "arrivedAt", "must not be in the future");
            check(
                    order.assignedAt() == null || !at.isBefore(order.assignedAt()),
                    "arrivedAt",
                    "must not be before the order was assigned");
        }
    }

    private void nextSlot() {
        Slot next = report.next();
        if (next != null) {
            check(
                    NEXT_VISIT_MAY_BE_AGREED.contains(report.result()),
                    "nextFrom",
                    "with the result {0} no next visit is agreed yet",
                    report.result());
            check(home, "nextFrom", "in a shared area nobody needs an appointment");
            check(!next.from().isBefore(now), "nextFrom", "must not be in the past");
            check(next.to().isBefore(now.plus(FURTHEST)), "nextTo", "more than a year ahead");
        }
    }

    private void charge() {
        if (report.charged()) {
            check(report.result().chargeable(), "charge", "with the result {0} nothing is charged", report.result());
            if (!order.recharge()) {
                check(home, "charge", "work in a shared area is charged to nobody");
                check(!order.free(), "charge", "the resident pays nothing here: rework, or the same fault again");
                check(order.provider() != Provider.DEVELOPER, "charge", "the developer repairs at its own cost");
            }
        }
        boolean payer = report.charged() && !order.recharge();
        boolean finished = report.result() == VisitResult.DONE;
        if (home && (finished || payer) && signature.when(payer)) {
            need("signature", report.signature(), payer ? "the resident signs for a charge" : "the resident signs");
        }
    }

    private void only(VisitResult result, String field, @Nullable Object value) {
        check(value == null || report.result() == result, field, "only together with the result {0}", result);
    }

    private void need(String field, @Nullable Object value, @CompileTimeConstant String message) {
        check(value != null, field, message);
    }

    private void check(boolean holds, String field, @CompileTimeConstant String template, Object... parameters) {
        if (!holds) {
            faults.add(new Fault(field, template, parameters));
        }
    }
}
