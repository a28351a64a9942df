package dev.steward.dispatch;

import static dev.steward.ticket.Saying.fact;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Category;
import dev.steward.estate.Category.Required;
import dev.steward.estate.Homes;
import dev.steward.estate.PriceList;
import dev.steward.estate.Sites;
import dev.steward.estate.Warranty;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.sla.PauseReason;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Saying;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.Timeline;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reports of visits: checks them, keeps them with their evidence, and lets follow what follows: the clocks, the resident's
 * wait, the notice, the charge, the next step of the order.
 */
@Service
@Transactional
public class HomeVisits {

    private final Orders orders;
    private final HomeVisitRepository visits;
    private final PhotoRepository photos;
    private final OrderNews news;
    private final Waits waits;
    private final LinkedTickets linkedTickets;
    private final Tickets tickets;
    private final Timeline timeline;
    private final Clocks clocks;
    private final Catalogue catalogue;
    private final PriceList priceList;
    private final Sites sites;
    private final Homes homes;
    private final Actors actors;
    private final Clock clock;

    HomeVisits(
            Orders orders,
            HomeVisitRepository visits,
            PhotoRepository photos,
            OrderNews news,
            Waits waits,
            LinkedTickets linkedTickets,
            Tickets tickets,
            Timeline timeline,
            Clocks clocks,
            Catalogue catalogue,
            PriceList priceList,
            Sites sites,
            Homes homes,
            Actors actors,
            Clock clock) {
        this.orders = orders;
        this.visits = visits;
        this.photos = photos;
        this.news = news;
        this.waits = waits;
        this.linkedTickets = linkedTickets;
        this.tickets = tickets;
        this.timeline = timeline;
        this.clocks = clocks;
        this.catalogue = catalogue;
        this.priceList = priceList;
        this.sites = sites;
        this.homes = homes;
        this.actors = actors;
        this.clock = clock;
    }

    /** What is owed for a visit, and by whom. */
    private record Bill(List<Material> materials, Charge.@Nullable Payer payer) {}

    /** A visit is reported. */
    public Work report(String number, VisitReport report) {
        Ticket ticket = tickets.held(number);
        WorkOrder order = orders.current(number);
        requireVisitor(ticket, order);
        Instant now = clock.instant();
        Category category = catalogue.find(ticket.category()).orElse(null);
        HomeVisitRules.check(report, order, !ticket.isShared(), category, now, news.zone(ticket));
        check(report, ticket);
        if (report.charged() && !order.recharge() && report.signature() != null) {
            orders.requirePayer(number, "signature", report.signature().strip());
        }
        Bill bill = bill(report, ticket, order);
        Set<String> evidence = report.result().attended() ? evidence(report, order, ticket, category, now) : Set.of();

        Instant arrived = report.result().attended() ? HomeVisitRules.arrival(report, order, now) : null;
        WorkOrder after = order.visited(report, !ticket.isShared(), now);
        String linked = report.neighbourHome() == null
                ? null
                : linkedTickets.atNeighbour(ticket, report.neighbourHome(), report.plan());
        long visit = visits.add(order, report, bill.materials(), arrived, linked, actor().user(), now);
        if (!evidence.isEmpty()) {
            photos.use(evidence, visit);
        }
        if (bill.payer() != null && report.charge() != null) {
            visits.charge(order, visit, report.charge(), currency(ticket), bill.payer(), report.chargeReason(), now);
        }
        attend(report, ticket, order, arrived, now);
        if (!report.result().endsOrder()) {
            timeline.tell(
                    ticket, Saying.VISITED_HOME.of(fact("result", report.result()), fact("words", words(report))));
        }
        if (report.furtherRequest() != null) {
            linkedTickets.furtherRequest(ticket, report.furtherRequest(), report.furtherRequestCategory());
        }
        return follow(report, ticket, after, now);
    }

    private void requireVisitor(Ticket ticket, WorkOrder order) {
        Actor actor = actor();
        Tickets.requireApart(ticket, actor.user());
        if (!actor.belongsTo(ticket.site())) {
            throw Refusal.notFound("There is no ticket {0}", ticket.number());
        }
        if (!OrderStep.VISIT.allows(actor, ticket, order, false)) {
            throw Refusal.forbidden("This is for {0}", OrderStep.VISIT.who(order));
        }
        if (!order.accepted() || !order.slotAgreed()) {
            throw Refusal.conflict("The order is {0}; no visit is agreed", order.status());
        }
    }

    private void check(VisitReport report, Ticket ticket) {
        if (report.skill() != null && !catalogue.trades().containsKey(report.skill())) {
            throw Refusal.invalid(
                    "skill",
                    "no trade of the catalogue; there are {0}",
                    catalogue.trades().keySet());
        }
        if (report.neighbourHome() != null
                && (report.neighbourHome().equals(ticket.home())
                        || homes.find(ticket.site(), report.neighbourHome()).isEmpty())) {
            throw Refusal.invalid("neighbourHome", "no other home of this site");
        }
        if (report.furtherRequestCategory() != null) {
            if (report.furtherRequest() == null) {
                throw Refusal.invalid("furtherRequest", "say what the resident asks for");
            }
            if (catalogue.find(report.furtherRequestCategory()).isEmpty()) {
                throw Refusal.invalid(
                        "furtherRequestCategory", "\"{0}\" is not in the catalogue", report.furtherRequestCategory());
            }
        }
    }

    /** Nothing is charged that was not agreed before the work: by the price list, or by an accepted quote. */
    private Bill bill(VisitReport report, Ticket ticket, WorkOrder order) {
        List<Material> materials =
                report.materials() == null ? List.of() : Material.read(report.materials(), priceList.of(ticket.site()));
        BigDecimal charge = report.charge();
        if (!report.charged() || charge == null) {
            return new Bill(materials, null);
        }
        Warranty warranty = news.warranty(ticket).orElse(null);
        if (order.recharge()) {
            return new Bill(materials, payer(warranty));
        }
        if (warranty != null) {
            throw Refusal.invalid(
                    "charge",
                    "the resident pays nothing here: {0} under warranty until {1}",
                    warranty.item(),
                    warranty.until());
        }
        BigDecimal listed = Material.listed(materials);
        if (charge.compareTo(listed) == 0) {
            return new Bill(materials, Charge.Payer.RESIDENT);
        }
        BigDecimal agreed = listed.add(visits.agreed(order).max(BigDecimal.ZERO));
        if (charge.compareTo(agreed) > 0) {
            throw Refusal.invalid(
                    "charge",
                    "{0} was not agreed before the work: the price list gives {1} for the items named in"
                            + " materials, and {2} of accepted quotes is left; offer a quote first (NEEDS_QUOTE)",
                    charge,
                    listed,
                    agreed.subtract(listed));
        }
        if (charge.compareTo(listed) < 0 && report.chargeReason() == null) {
            throw Refusal.invalid("chargeReason", "less than the price list gives ({0}); say why", listed);
        }
        return new Bill(materials, Charge.Payer.RESIDENT);
    }

    private static Charge.Payer payer(@Nullable Warranty warranty) {
        return warranty == null
                ? Charge.Payer.DEVELOPER
                : Charge.Payer.valueOf(warranty.provider().name());
    }

    private String currency(Ticket ticket) {
        return sites.find(ticket.site()).orElseThrow().currency();
    }

    /** The photos that belong to the visit; each is evidence of one visit only. */
    private Set<String> evidence(
            VisitReport report, WorkOrder order, Ticket ticket, @Nullable Category category, Instant now) {
        Evidence evidence = new Evidence(photos.of(ticket.number()), order.openedAt());
        Required required = category == null ? Required.WHEN_CHARGED : category.photosRequired();
        boolean charged = report.charged() && !order.recharge();
        boolean needed = (report.result() == VisitResult.DONE || charged) && required.when(charged);
        evidence.take("photosBefore", report.photosBefore(), Photo.Stage.BEFORE, needed);
        evidence.take("photosAfter", report.photosAfter(), Photo.Stage.AFTER, needed);
        if (report.noticePhoto() != null) {
            evidence.takeNotice(
                    report.noticePhoto(), Objects.requireNonNull(order.slot()).from());
        }
        evidence.takePicture(report.signature());
        return evidence.taken();
    }

    /** Arrival and safety are promises of their own; whoever was met is not waited for any more. */
    private void attend(VisitReport report, Ticket ticket, WorkOrder order, @Nullable Instant arrived, Instant now) {
        var policy = orders.policy(ticket);
        if (arrived != null && policy.promise(Target.ATTENDANCE).isPresent()) {
            clocks.met(ticket.number(), Target.ATTENDANCE, arrived);
        }
        if (report.result().safe() && policy.promise(Target.MADE_SAFE).isPresent()) {
            clocks.met(ticket.number(), Target.MADE_SAFE, now);
        }
    }

    private Work follow(VisitReport report, Ticket before, WorkOrder after, Instant now) {
        Ticket ticket = report.result().metResident() ? waits.end(before) : before;
        String number = ticket.number();
        return switch (report.result()) {
            case DONE, NO_FAULT -> {
                WorkOrder saved = orders.save(after);
                yield new Work(tickets.workDone(number, Objects.requireNonNull(report.workDone())), saved);
            }
            case MADE_SAFE, PARTIAL, DIAGNOSED, NEEDS_NEIGHBOUR ->
                new Work(ticket, orders.goesOn(ticket, after, null, now));
            case ABSENT -> {
                WorkOrder saved = orders.save(delay(after));
                news.delayed(ticket, saved, VisitResult.ABSENT, null);
                // after the last absence the owner decides; nobody waits for the resident then
                yield new Work(
                        saved.next() == Next.DECIDE ? ticket : waits.begin(ticket, PauseReason.RESIDENT_ABSENT), saved);
            }
            case MISSED_BY_US -> missed(ticket, after, now);
            case NEEDS_PARTS -> {
                WorkOrder saved = orders.save(delay(after));
                news.delayed(ticket, saved, VisitResult.NEEDS_PARTS, report.promisedAt());
                yield new Work(ticket, saved);
            }
            case NEEDS_QUOTE -> {
                WorkOrder saved = orders.save(delay(after));
                visits.offer(
                        saved,
                        Objects.requireNonNull(report.quoteAmount()),
                        currency(ticket),
                        Objects.requireNonNull(report.quoteText()),
                        actor().user(),
                        now);
                news.delayed(ticket, saved, VisitResult.NEEDS_QUOTE, null);
                // in a shared area it is not the resident who decides
                yield new Work(
                        ticket.isShared() ? ticket : waits.begin(ticket, PauseReason.RESIDENT_DECIDES_QUOTE), saved);
            }
            case NEXT_TRADE -> new Work(ticket, orders.sendAgain(ticket, after, now));
            case REFUSED -> new Work(ticket, orders.save(after));
        };
    }

    /** Nothing pauses; a developer who let two dates pass loses the order and pays for it. */
    private Work missed(Ticket ticket, WorkOrder after, Instant now) {
        WorkOrder told = delay(after);
        if (after.next() != Next.DISPATCH) {
            WorkOrder saved = orders.goesOn(ticket, told, VisitResult.MISSED_BY_US.name(), now);
            news.delayed(
                    ticket,
                    saved,
                    VisitResult.MISSED_BY_US,
                    saved.slot() == null ? null : saved.slot().from());
            return new Work(ticket, saved);
        }
        Ticket own = tickets.providedBy(
                ticket.number(),
                Provider.OWN,
                "the developer missed " + WorkOrder.MOST_MISSED_DATES + " dates and is recharged");
        WorkOrder saved = orders.sendAgain(own, told, now);
        news.delayed(own, saved, VisitResult.MISSED_BY_US, null);
        return new Work(own, saved);
    }

    private static WorkOrder delay(WorkOrder order) {
        return order.change().tallies(order.tallies().delay()).done();
    }

    /** For the timeline: the result, and what was found and is planned. */
    private static @Nullable String words(VisitReport report) {
        List<String> words = new ArrayList<>();
        for (String part : new String[] {report.diagnosis(), report.workDone(), report.plan(), report.quoteText()}) {
            if (part != null) {
                words.add(part);
            }
        }
        if (report.quoteAmount() != null) {
            words.add(report.quoteAmount().toPlainString());
        }
        return words.isEmpty() ? null : String.join(" – ", words);
    }

    private Actor actor() {
        return actors.current();
    }
}
