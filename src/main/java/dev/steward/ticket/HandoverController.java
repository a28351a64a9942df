package dev.steward.ticket;

import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import dev.steward.platform.Idempotency;
import dev.steward.ticket.process.TicketProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The change of shifts over {@code /api/v1}: somebody hands over what they own, several tickets at once and whoever works
 * on them at the moment, and a colleague takes over with one acceptance.
 */
@Api
@RequestMapping("/handovers")
class HandoverController {

    /** Tickets for a colleague. */
    record Offer(@Nullable List<String> tickets, @Nullable String to, @Nullable String reason) {}

    /** A colleague's answer to several offers. */
    record Reply(@Nullable List<String> tickets, @Nullable Boolean accepted, @Nullable String reason) {}

    private final Bulk bulk;
    private final Handovers handovers;
    private final TicketSearch search;
    private final TicketCommands commands;
    private final TicketProcess process;
    private final Actors actors;

    HandoverController(
            Bulk bulk,
            Handovers handovers,
            TicketSearch search,
            TicketCommands commands,
            TicketProcess process,
            Actors actors) {
        this.bulk = bulk;
        this.handovers = handovers;
        this.search = search;
        this.commands = commands;
        this.process = process;
        this.actors = actors;
    }

    /** What the caller owns and could hand over, and what colleagues offer them. */
    @GetMapping
    Handovers.ShiftChange shift() {
        return handovers.of(actors.current());
    }

    /** Offers tickets to a colleague; answers 200 with a result for each. */
    @PostMapping
    Bulk.ItemResults offer(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key, @RequestBody Offer body) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("to", body.to());
        fields.put("reason", body.reason());
        fields.values().removeIf(Objects::isNull);
        Fields said = Fields.of(fields, Set.of("to", "reason"));
        said.required("to", 100);
        said.requiredText("reason", 2_000);
        said.refuse();
        return bulk.each(
                "tickets",
                body.tickets(),
                key,
                "POST /handovers",
                new Offer(List.of(), body.to(), body.reason()),
                number -> commands.send(search.visible(number), "handover", fields));
    }

    /** Accepts or refuses what was offered to the caller; answers 200 with a result for each. */
    @PostMapping("/answer")
    Bulk.ItemResults answer(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key, @RequestBody Reply body) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("accepted", body.accepted());
        fields.put("reason", body.reason());
        fields.values().removeIf(Objects::isNull);
        Fields said = Fields.of(fields, Set.of("accepted", "reason"));
        said.requiredTruth("accepted");
        said.refuse();
        return bulk.each(
                "tickets",
                body.tickets(),
                key,
                "POST /handovers/answer",
                new Reply(List.of(), body.accepted(), body.reason()),
                number -> process.answerHandover(search.visible(number), fields));
    }
}
