package dev.steward.dispatch;

import dev.steward.estate.Attendance;
import dev.steward.estate.Names;
import dev.steward.ticket.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A technician of the site, with all that speaks for or against sending them.
 *
 * @param trades keys of the trades they have learnt
 * @param region where they mostly work
 * @param attendance around the visit
 * @param openOrders how many orders they have that are not done, this one left out
 * @param appointments agreed visits of these orders
 * @param past what they had to do with this ticket, and with the earlier one of the same fault
 */
record Candidate(
        String user,
        @Nullable Names names,
        Set<String> trades,
        @Nullable String region,
        Attendance attendance,
        int openOrders,
        List<Appointment> appointments,
        List<Past> past) {

    Candidate {
        trades = Set.copyOf(trades);
        appointments = List.copyOf(appointments);
        past = List.copyOf(past);
    }

    /** An agreed visit somewhere. */
    record Appointment(Slot slot, @Nullable String building, @Nullable String region) {}

    /** Something they had to do with the matter. */
    record Past(How how, Instant at, @Nullable String reason) {

        enum How {
            /** Met the resident, and more was to be done. */
            VISITED,
            /** Reported the work done. */
            DONE,
            /** Found no fault. */
            NO_FAULT,
            /** Repaired the same fault in the ticket before this one. */
            REPAIRED_BEFORE,
            DECLINED,
            UNANSWERED,
            GIVEN_BACK
        }
    }
}
