package dev.steward.notice;

import static dev.steward.notice.Field.code;
import static dev.steward.notice.Field.link;
import static dev.steward.notice.Field.person;
import static dev.steward.notice.Field.text;
import static dev.steward.notice.Field.time;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a member of staff is told, once per key. Every stage takes {@code title}, {@code place}, {@code priority} and
 * {@code link}. Times are instants.
 */
public enum StaffStage implements Occasion {
    /** A rung of a ladder: {@code rung} (REMINDER, BREACH, ESCALATION), {@code target}, {@code due} (required), {@code owner}. */
    RUNG(
            code("rung", "REMINDER", "BREACH", "ESCALATION").needed(),
            code("target").needed(),
            time("due").needed(),
            person("owner")),

    /** The resident asks again: {@code due} of the solution, while there is none. */
    URGED(time("due")),

    /** A technician on call is wanted now: {@code category}, {@code contact} (who gives access), {@code due}. */
    PAGE(Field.category("category"), text("contact"), time("due")),

    /** An order was sent to a technician: {@code answerBy}; {@code appointmentFrom}, {@code appointmentTo} if agreed. */
    ORDER(time("appointmentFrom"), time("appointmentTo"), time("answerBy")),

    /** Others agreed with the resident when the technician comes: {@code appointmentFrom}, {@code appointmentTo} (required). */
    VISIT(time("appointmentFrom").needed(), time("appointmentTo").needed()),

    /** A technician need not go any more: {@code appointmentFrom}, {@code appointmentTo} if agreed. */
    ORDER_WITHDRAWN(time("appointmentFrom"), time("appointmentTo")),

    /** The order that a technician has became an emergency: {@code due} (to be there by), the appointment that it had. */
    ORDER_URGENT(time("due"), time("appointmentFrom"), time("appointmentTo")),

    /** A ticket is offered: {@code from} (required), {@code reason}, {@code answerBy}. */
    HANDOVER(person("from").needed(), text("reason"), time("answerBy")),

    /** The owner changed: {@code after} (required), {@code before}, {@code reason}. */
    OWNER_CHANGED(person("after").needed(), person("before"), code("reason"));

    private final List<Field> fields;

    StaffStage(Field... own) {
        fields = Stream.of(
                        Stream.of(text("title"), text("place"), code("priority")),
                        Stream.of(own),
                        Stream.of(link("link")))
                .flatMap(part -> part)
                .toList();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }
}
