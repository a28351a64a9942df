package dev.steward.dispatch;

import dev.steward.estate.Duty;
import dev.steward.estate.Roster;
import dev.steward.estate.Site;
import dev.steward.estate.Sites;
import dev.steward.estate.Staff;
import dev.steward.estate.Warranties;
import dev.steward.estate.Warranty;
import dev.steward.notice.Outbox;
import dev.steward.notice.StaffMessage;
import dev.steward.notice.StaffStage;
import dev.steward.platform.People;
import dev.steward.platform.Role;
import dev.steward.ticket.Person;
import dev.steward.ticket.ResidentNotices;
import dev.steward.ticket.Slot;
import dev.steward.ticket.StaffMessages;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.Timeline;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What residents and staff hear of an order, in the transaction that decided it. */
@Component
class OrderNews {

    /** The first delay of a ticket is told by the ladder itself, when the solution is overdue. */
    private static final int DELAYS_OF_THE_LADDER = 1;

    private final ResidentNotices residents;
    private final StaffMessages pages;
    private final Outbox outbox;
    private final Tickets tickets;
    private final Timeline timeline;
    private final Staff staff;
    private final Sites sites;
    private final Warranties warranties;
    private final Roster roster;
    private final People people;

    OrderNews(
            ResidentNotices residents,
            StaffMessages pages,
            Outbox outbox,
            Tickets tickets,
            Timeline timeline,
            Staff staff,
            Sites sites,
            Warranties warranties,
            Roster roster,
            People people) {
        this.residents = residents;
        this.pages = pages;
        this.outbox = outbox;
        this.tickets = tickets;
        this.timeline = timeline;
        this.staff = staff;
        this.sites = sites;
        this.warranties = warranties;
        this.roster = roster;
        this.people = people;
    }

    /** Who comes when; with a reason it is a change of plan. */
    void appointment(Ticket ticket, WorkOrder order, Slot slot, @Nullable String reason) {
        String language = tickets.person(ticket.number()).language();
        residents.appointment(ticket, order.tallies().appointments(), slot, who(ticket, order, language), reason);
    }

    /** The technician gets a message with the way to the task. */
    void sent(Ticket ticket, WorkOrder order, String technician, @Nullable Instant answerBy) {
        pages.order(ticket, order.tallies().acceptances(), technician, order.slot(), answerBy);
    }

    /** The technician hears of an appointment that others agreed. */
    void visit(Ticket ticket, WorkOrder order, String technician, Slot slot) {
        pages.visit(ticket, order.tallies().appointments(), technician, slot);
    }

    /** The technician, who may be on the way, need not go any more. */
    void cancelled(Ticket ticket, WorkOrder order) {
        if (order.technician() != null) {
            pages.orderWithdrawn(ticket, order.round(), order.technician(), order.slot());
        }
    }

    /** The technician who has it, or was asked, is wanted now. */
    void urgent(Ticket ticket, WorkOrder order, @Nullable Instant due) {
        if (order.technician() != null) {
            pages.orderUrgent(ticket, order.technician(), order.slot(), due);
        }
    }

    /** It takes longer, and why. */
    void delayed(Ticket ticket, WorkOrder order, VisitResult why, @Nullable Instant expectedBy) {
        residents.delayed(ticket, DELAYS_OF_THE_LADDER + order.tallies().delays(), why.name(), expectedBy);
    }

    /** Somebody on call is on the way. */
    String onTheWay(Ticket ticket, WorkOrder order) {
        Person person = tickets.person(ticket.number());
        String who = who(ticket, order, person.language());
        boolean chinese = person.language().startsWith("zh");
        return chinese
                ? (who == null ? "维修人员" : "维修师傅" + who) + "正在赶来"
                : (who == null ? "Our technician" : "Our technician " + who) + " is on the way to you";
    }

    /** The resident of an emergency hears who comes; numbered by the timeline, as other news are. */
    void progress(Ticket ticket, String text, @Nullable Instant expectedBy) {
        residents.progress(ticket, timeline.of(ticket.number()).size(), text, expectedBy);
    }

    private @Nullable String who(Ticket ticket, WorkOrder order, String language) {
        if (order.technician() != null) {
            return staff.find(ticket.site(), order.technician())
                    .map(card -> card.names().in(language))
                    .orElse(order.technician());
        }
        return order.isExternal() ? warranty(ticket).map(Warranty::company).orElse(null) : null;
    }

    /** Who is bound by a warranty for the matter of a ticket. */
    Optional<Warranty> warranty(Ticket ticket) {
        Site site = sites.find(ticket.site()).orElseThrow();
        return warranties.of(
                ticket.site(),
                ticket.home(),
                ticket.place(),
                ticket.category(),
                ticket.openedAt().atZone(site.zone()).toLocalDate());
    }

    /**
     * Calls those who are on call first, or every technician where nobody is. The key is that of the ladder's first rung,
     * so that the ladder does not call them twice.
     *
     * @param had who does not come after all; others are called first
     */
    void page(Ticket ticket, WorkOrder order, @Nullable String had, @Nullable Instant due, Instant at) {
        List<Duty> onCall = roster.onCall(ticket.site(), Role.TECHNICIAN, at).stream()
                .filter(duty -> !duty.user().equals(had) && !duty.user().equals(ticket.about()))
                .toList();
        int first = onCall.stream().mapToInt(Duty::rank).min().orElse(0);
        List<String> users = onCall.isEmpty()
                ? people.with(Role.TECHNICIAN, ticket.site())
                : onCall.stream()
                        .filter(duty -> duty.rank() == first)
                        .map(Duty::user)
                        .toList();
        pages.page(
                ticket,
                "ACCEPT/" + order.tallies().acceptances() + "/PT0S",
                users.stream().filter(user -> !user.equals(ticket.about())).toList(),
                due);
    }

    /** A technician did not answer in time: the supervisors are told, as the ladder would, and once. */
    void unanswered(Ticket ticket, WorkOrder order, Instant due, Instant notBefore) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("title", ticket.title());
        facts.put("place", ticket.where());
        facts.put("priority", ticket.priority().name());
        facts.put("rung", "BREACH");
        facts.put("target", "ACCEPT");
        facts.put("due", due);
        if (ticket.owner() != null) {
            facts.put("owner", ticket.owner());
        }
        List<StaffMessage> messages = people.with(Role.SUPERVISOR, ticket.site()).stream()
                .filter(user -> !user.equals(ticket.about()))
                .map(user -> new StaffMessage(
                        ticket.number() + "/ACCEPT/" + order.tallies().acceptances() + "/100%/" + user,
                        ticket.site(),
                        ticket.number(),
                        StaffStage.RUNG,
                        user,
                        null,
                        facts,
                        notBefore))
                .toList();
        if (!messages.isEmpty()) {
            outbox.tellAll(messages);
        }
    }

    /** The clock on the wall of the ticket's site. */
    ZoneId zone(Ticket ticket) {
        return sites.find(ticket.site()).map(Site::zone).orElse(ZoneOffset.UTC);
    }
}
