package dev.steward.ticket;

import dev.steward.notice.Notice;
import dev.steward.notice.Outbox;
import dev.steward.notice.Stage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the resident hears of a ticket; each stage and round once, in the transaction that decided it. */
@Component
public class ResidentNotices {

    private final Outbox outbox;
    private final TicketRepository tickets;

    ResidentNotices(Outbox outbox, TicketRepository tickets) {
        this.outbox = outbox;
        this.tickets = tickets;
    }

    void registered(Ticket ticket, Person reporter, @Nullable Instant responseDue) {
        Map<String, Object> facts = new HashMap<>();
        put(facts, "responseDue", responseDue);
        if (ticket.appointment() != null) {
            facts.put("appointmentFrom", ticket.appointment().from());
            facts.put("appointmentTo", ticket.appointment().to());
        }
        send(ticket, reporter, Stage.REGISTERED, 1, facts);
    }

    /** A technician comes in a slot; a later round with a reason is a change of plan. */
    public void appointment(Ticket ticket, int round, Slot slot, @Nullable String technician, @Nullable String reason) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("appointmentFrom", slot.from());
        facts.put("appointmentTo", slot.to());
        put(facts, "technician", technician);
        put(facts, "reason", reason);
        send(ticket, Stage.APPOINTMENT, round, facts);
    }

    /** It takes longer, and why: a code of the trade ({@code NEEDS_PARTS}) or words. */
    public void delayed(Ticket ticket, int round, String reason, @Nullable Instant expectedBy) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("reason", reason);
        put(facts, "expectedBy", expectedBy);
        send(ticket, Stage.DELAYED, round, facts);
    }

    /** What happened meanwhile. */
    public void progress(Ticket ticket, int round, String progress, @Nullable Instant expectedBy) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("progress", progress);
        put(facts, "expectedBy", expectedBy);
        send(ticket, Stage.PROGRESS, round, facts);
    }

    /** It is solved, and how; a later round when it was solved before and went on. */
    void solved(Ticket ticket, int round, @Nullable String solution) {
        Map<String, Object> facts = new HashMap<>();
        put(facts, "solution", solution);
        send(ticket, Stage.SOLVED, round, facts);
    }

    /** The return visit did not reach them. */
    public void unreached(Ticket ticket, int round, int attempts) {
        send(ticket, Stage.UNREACHED, round, Map.of("attempts", Integer.toString(attempts)));
    }

    void closed(Ticket ticket, @Nullable String reason, @Nullable String redress) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(
                "result",
                ticket.withoutWork() ? "CLOSE_WITHOUT_WORK" : ticket.status().name());
        put(facts, "reason", reason);
        put(facts, "redress", redress);
        send(ticket, Stage.CLOSED, 1, facts);
    }

    private void send(Ticket ticket, Stage stage, int round, Map<String, Object> facts) {
        tickets.person(ticket.number()).ifPresent(person -> send(ticket, person, stage, round, facts));
    }

    private void send(Ticket ticket, Person person, Stage stage, int round, Map<String, Object> facts) {
        Map<String, Object> model = new HashMap<>(facts);
        model.put("title", ticket.title());
        model.put("place", ticket.where());
        put(model, "name", person.name());
        outbox.put(new Notice(ticket.number(), ticket.site(), stage, round, person.email(), person.language(), model));
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
