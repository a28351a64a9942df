package dev.steward.ticket;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One matter of one resident, from the first word to the last. Immutable: each step answers a new record.
 *
 * @param number the business key
 * @param site key of the site; the tenant
 * @param home key within the site; empty in shared areas
 * @param place key within the site; empty at homes
 * @param hazard whether it may endanger people or the building
 * @param policy row of the service-level table whose targets it carries
 * @param candidateGroup who may take it, separated by commas
 * @param firstResponder who took the first inquiry; never changes
 * @param owner accountable until the resident is satisfied
 * @param about a member of staff the complaint is about, who sees nothing of it
 * @param waiting whether the clocks are paused for the resident
 * @param repliedAt first real reply to the resident
 * @param objections how often the resident said on the return visit that it is not solved
 * @param passesAt when a ticket taken at night passes to the region's housekeeper
 * @param process id of the process instance; empty for imported ones that were finished
 * @param version counts the changes
 */
public record Ticket(
        String number,
        String site,
        @Nullable String home,
        @Nullable String place,
        @Nullable String building,
        @Nullable String region,
        @Nullable String asset,
        Kind kind,
        String category,
        String title,
        String description,
        Channel channel,
        @Nullable String externalReference,
        @Nullable Instant externalDueAt,
        @Nullable Slot appointment,
        Priority priority,
        boolean hazard,
        String responsible,
        @Nullable String cooperating,
        String facing,
        String candidateGroup,
        @Nullable String skill,
        String policy,
        @Nullable String firstResponder,
        @Nullable String owner,
        @Nullable String about,
        Status status,
        boolean waiting,
        @Nullable Outcome outcome,
        @Nullable Provider provider,
        @Nullable Instant repliedAt,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        int objections,
        int visits,
        boolean visitDue,
        boolean firstTimeFix,
        boolean withoutWork,
        int urges,
        @Nullable String recurrenceOf,
        @Nullable String duplicateOf,
        @Nullable String splitFrom,
        @Nullable Instant passesAt,
        @Nullable String process,
        long version) {

    /** The status as people see it: while paused, that the resident is waited for. */
    public Status shownStatus() {
        return waiting && !status.isEnd() ? Status.WAITING_RESIDENT : status;
    }

    public boolean isOpen() {
        return !status.isEnd();
    }

    /** Minutes, not hours; the work comes first, the paperwork afterwards. */
    public boolean isEmergency() {
        return priority == Priority.EMERGENCY;
    }

    /** Whether it is in a shared area, where nobody needs to be at home. */
    public boolean isShared() {
        return home == null;
    }

    /** Home or place, as staff read it. */
    public String where() {
        return home != null ? home : place == null ? "" : place;
    }

    /** The commands that its state allows; what a refusal names. */
    void requireOpen(@CompileTimeConstant String command) {
        if (!isOpen()) {
            throw Refusal.conflict(
                    "Ticket {0} is {1}: {2} is not possible any more; legal now: none",
                    number, status, Sentence.of(command));
        }
    }

    String requireOwner() {
        if (owner == null) {
            throw Refusal.conflict("Ticket {0} has no owner yet; legal now: own", number);
        }
        return owner;
    }

    TicketChange change() {
        return new TicketChange(this);
    }
}
