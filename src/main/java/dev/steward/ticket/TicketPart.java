package dev.steward.ticket;

import java.util.List;

/** What another package knows of a ticket and its view shows: the orders, the visits. */
public interface TicketPart {

    /** The field of the ticket it fills. */
    String name();

    /** What each of them is. */
    Class<?> type();

    /** The parts of one ticket, oldest first. */
    List<?> of(String ticket);
}
