package dev.steward.ticket;

import dev.steward.notice.Outbox;
import dev.steward.notice.StaffMessage;
import dev.steward.notice.StaffStage;
import dev.steward.platform.PublicAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What members of staff are told about a ticket; each once per key. */
@Component
public class StaffMessages {

    private final Outbox outbox;
    private final PublicAddress address;

    StaffMessages(Outbox outbox, PublicAddress address) {
        this.outbox = outbox;
        this.address = address;
    }

    /**
     * An order was sent to a technician, who answers.
     *
     * @param round counts the orders sent in the ticket
     */
    public void order(Ticket ticket, int round, String technician, @Nullable Slot slot, @Nullable Instant answerBy) {
        Map<String, Object> facts = facts(ticket);
        put(facts, slot);
        if (answerBy != null) {
            facts.put("answerBy", answerBy);
        }
        tell(ticket, StaffStage.ORDER, "ORDER/" + round + "/" + technician, technician, facts, null);
    }

    /**
     * Others agreed with the resident when the technician comes.
     *
     * @param round counts the appointments of the ticket
     */
    public void visit(Ticket ticket, int round, String technician, Slot slot) {
        Map<String, Object> facts = facts(ticket);
        put(facts, slot);
        tell(ticket, StaffStage.VISIT, "VISIT/" + round + "/" + technician, technician, facts, null);
    }

    /**
     * The ticket was taken back: the technician who had its order stays away.
     *
     * @param round of the order in the ticket
     */
    public void orderWithdrawn(Ticket ticket, int round, String technician, @Nullable Slot slot) {
        Map<String, Object> facts = facts(ticket);
        put(facts, slot);
        tell(
                ticket,
                StaffStage.ORDER_WITHDRAWN,
                "ORDER_WITHDRAWN/" + round + "/" + technician,
                technician,
                facts,
                null);
    }

    /**
     * The order that a technician has became an emergency.
     *
     * @param due when somebody is to be there, where that is promised
     */
    public void orderUrgent(Ticket ticket, String technician, @Nullable Slot slot, @Nullable Instant due) {
        Map<String, Object> facts = facts(ticket);
        put(facts, slot);
        if (due != null) {
            facts.put("due", due);
        }
        String key = "ORDER_URGENT/" + ticket.version() + "/" + technician;
        tell(ticket, StaffStage.ORDER_URGENT, key, technician, facts, null);
    }

    private static void put(Map<String, Object> facts, @Nullable Slot slot) {
        if (slot != null) {
            facts.put("appointmentFrom", slot.from());
            facts.put("appointmentTo", slot.to());
        }
    }

    /** The owner changed; both are told. */
    void ownerChanged(Ticket ticket, @Nullable String before, String after, String reason) {
        Map<String, Object> facts = facts(ticket);
        facts.put("after", after);
        facts.put("reason", reason);
        if (before != null) {
            facts.put("before", before);
            tell(ticket, StaffStage.OWNER_CHANGED, "OWNER/" + ticket.version() + "/" + before, before, facts, null);
        }
        tell(ticket, StaffStage.OWNER_CHANGED, "OWNER/" + ticket.version() + "/" + after, after, facts, null);
    }

    /** The owner keeps the ticket: the colleague refused it, or did not answer. */
    void notAccepted(Ticket ticket, Handover handover, String reason) {
        Map<String, Object> facts = facts(ticket);
        facts.put("after", handover.from());
        facts.put("reason", reason);
        String key = "HANDOVER/" + handover.requestedAt() + "/" + reason + "/" + handover.from();
        tell(ticket, StaffStage.OWNER_CHANGED, key, handover.from(), facts, null);
    }

    /** A ticket is offered. */
    void handover(Ticket ticket, String from, String to, String reason, Instant answerBy, Instant at) {
        Map<String, Object> facts = facts(ticket);
        facts.put("from", from);
        facts.put("reason", reason);
        facts.put("answerBy", answerBy);
        tell(ticket, StaffStage.HANDOVER, "HANDOVER/" + at + "/" + to, to, facts, null);
    }

    /** A rung of the ladder. */
    void rung(
            Ticket ticket,
            String key,
            Collection<String> users,
            String rung,
            String target,
            Instant due,
            Instant notBefore) {
        for (String user : users) {
            Map<String, Object> facts = facts(ticket);
            facts.put("rung", rung);
            facts.put("target", target);
            facts.put("due", due);
            if (ticket.owner() != null) {
                facts.put("owner", ticket.owner());
            }
            tell(ticket, StaffStage.RUNG, key + "/" + user, user, facts, notBefore);
        }
    }

    /** The resident asks again. */
    void urged(Ticket ticket, String owner, @Nullable Instant due, Instant notBefore) {
        Map<String, Object> facts = facts(ticket);
        if (due != null) {
            facts.put("due", due);
        }
        tell(ticket, StaffStage.URGED, "URGE/" + ticket.urges() + "/" + owner, owner, facts, notBefore);
    }

    /** Somebody on call is wanted now. */
    public void page(Ticket ticket, String key, Collection<String> users, @Nullable Instant due) {
        for (String user : users) {
            Map<String, Object> facts = facts(ticket);
            facts.put("category", ticket.category());
            if (due != null) {
                facts.put("due", due);
            }
            tell(ticket, StaffStage.PAGE, key + "/" + user, user, facts, null);
        }
    }

    private Map<String, Object> facts(Ticket ticket) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("title", ticket.title());
        facts.put("place", ticket.where());
        facts.put("priority", ticket.priority().name());
        address.task(ticket.number()).ifPresent(link -> facts.put("link", link));
        return facts;
    }

    private void tell(
            Ticket ticket,
            StaffStage stage,
            String key,
            String user,
            Map<String, Object> facts,
            @Nullable Instant notBefore) {
        outbox.tell(new StaffMessage(
                ticket.number() + "/" + key, ticket.site(), ticket.number(), stage, user, null, facts, notBefore));
    }
}
