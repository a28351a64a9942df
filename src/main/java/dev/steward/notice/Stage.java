package dev.steward.notice;

import static dev.steward.notice.Field.code;
import static dev.steward.notice.Field.link;
import static dev.steward.notice.Field.text;
import static dev.steward.notice.Field.time;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a resident is told about their ticket, once per round. Every stage takes {@code title} (required), {@code name},
 * {@code place} and {@code link}. Times are instants; a code is a word of the trade ({@code NEEDS_PARTS}) or, failing
 * that, text in the resident's language.
 */
public enum Stage implements Occasion {
    /** {@code responseDue}; {@code appointmentFrom}, {@code appointmentTo} where a slot was chosen already. */
    REGISTERED(time("responseDue"), time("appointmentFrom"), time("appointmentTo")),

    /** {@code appointmentFrom}, {@code appointmentTo} (required), {@code technician}; with a {@code reason} it is a change. */
    APPOINTMENT(time("appointmentFrom").needed(), time("appointmentTo").needed(), text("technician"), code("reason")),

    /** {@code reason} (required), {@code expectedBy}. */
    DELAYED(code("reason").needed(), time("expectedBy")),

    /** {@code progress} (required): what happened; {@code expectedBy}: when to expect the next thing. */
    PROGRESS(code("progress").needed(), time("expectedBy")),

    /** {@code solution}, {@code ratingLink}. */
    SOLVED(text("solution"), link("ratingLink")),

    /** {@code attempts}: how many times the return visit was tried; {@code ratingLink}. */
    UNREACHED(text("attempts"), link("ratingLink")),

    /** {@code result}, {@code reason}; {@code redress}: what else the resident can do. */
    CLOSED(code("result"), text("reason"), text("redress"));

    private final List<Field> fields;

    Stage(Field... own) {
        fields = Stream.of(
                        Stream.of(text("title").needed(), text("name"), text("place")),
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
