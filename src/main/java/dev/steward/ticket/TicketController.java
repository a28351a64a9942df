package dev.steward.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.steward.platform.Api;
import dev.steward.platform.Idempotency;
import dev.steward.platform.Refusal;
import dev.steward.sla.ledger.ClockView;
import dev.steward.sla.ledger.ClockViews;
import dev.steward.ticket.BreachCauses.Account;
import dev.steward.ticket.process.OpenTask;
import dev.steward.ticket.process.TicketProcess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Tickets over {@code /api/v1}: the documented way for systems, and what forms and plugins read. */
@Api
@RequestMapping("/tickets")
class TicketController {

    private final Reports reports;
    private final TicketSearch search;
    private final TicketViews views;
    private final TicketProcess process;
    private final TicketCommands commands;
    private final ClockViews clocks;
    private final BreachCauses causes;
    private final Idempotency idempotency;

    TicketController(
            Reports reports,
            TicketSearch search,
            TicketViews views,
            TicketProcess process,
            TicketCommands commands,
            ClockViews clocks,
            BreachCauses causes,
            Idempotency idempotency) {
        this.reports = reports;
        this.search = search;
        this.views = views;
        this.process = process;
        this.commands = commands;
        this.clocks = clocks;
        this.causes = causes;
        this.idempotency = idempotency;
    }

    /** Reports a matter; the same key again answers the same ticket. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TicketView> report(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody NewTicket body) {
        try {
            var answer = idempotency.once(key, "POST /tickets", body, () -> number(body));
            Ticket ticket = search.visible(answer.reference());
            boolean created = answer.first() && body.attachTo() == null;
            return tagged(ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK), ticket)
                    .header(HttpHeaders.LOCATION, Api.PREFIX + "/tickets/" + ticket.number())
                    .body(views.of(ticket));
        } catch (Refusal refusal) {
            throw renamed(refusal);
        }
    }

    /** The number of the ticket: a new one, or the open one that is reported again, for which no instance begins. */
    private String number(NewTicket body) {
        Map<String, Object> variables = body.variables();
        return reports.attachment(variables)
                .map(again -> {
                    process.urge(again.ticket(), Map.of("text", again.text()));
                    return again.ticket();
                })
                .orElseGet(() -> process.start(variables));
    }

    /** Faults are told by where they stand in the body. */
    private static Refusal renamed(Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return refusal;
        }
        return Refusal.invalid(refusal.faults().stream()
                .map(fault ->
                        new Refusal.Fault(NewTicket.PATHS.getOrDefault(fault.field(), fault.field()), fault.said()))
                .toList());
    }

    /** A ticket with its clocks, orders and return visits; told anew each time, since clocks run while its version stays. */
    @GetMapping("/{number}")
    TicketView read(@PathVariable String number, HttpServletResponse response) {
        Ticket ticket = search.visible(number);
        response.setHeader(
                HttpHeaders.ETAG, TicketCommands.tag(ticket.version())); // Spring would answer 304 by its own
        return views.of(ticket);
    }

    /** A page of tickets, by the earliest due; a criterion that is not known is refused. */
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = Status.class))
    @Parameter(name = "kind", in = ParameterIn.QUERY, schema = @Schema(implementation = Kind.class))
    @Parameter(name = "category", in = ParameterIn.QUERY, description = "A key of the catalogue")
    @Parameter(name = "site", in = ParameterIn.QUERY)
    @Parameter(name = "home", in = ParameterIn.QUERY)
    @Parameter(name = "owner", in = ParameterIn.QUERY, description = "The user id of a member of staff")
    @Parameter(
            name = "overdue",
            in = ParameterIn.QUERY,
            description = "Whether the earliest due of a running clock is past",
            schema = @Schema(type = "boolean"))
    @Parameter(name = "dueBefore", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Part of the number, the title, or the reporter's name or phone",
            schema = @Schema(type = "string", maxLength = 100))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "The `next` of the page before")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    @GetMapping
    TicketSearch.Page list(@Parameter(hidden = true) @RequestParam Map<String, String> criteria) {
        return search.list(criteria);
    }

    /** What was said and done, oldest first. */
    record TimelineView(List<TimelineItem> items) {}

    /**
     * One line of a timeline.
     *
     * @param actor user id, {@code steward} for a timer
     * @param text in English where the house says it, otherwise as somebody wrote it
     * @param said what the house says, as a code; missing where somebody speaks in their own words
     * @param facts what the code is about, by name: user ids, codes, instants, words
     * @param isPublic whether the resident is told
     */
    record TimelineItem(
            Instant at,
            String actor,
            Entry.Type type,
            String text,
            @Nullable Saying said,
            @Nullable Map<String, String> facts,
            boolean isPublic) {

        static TimelineItem of(Entry entry) {
            Said said = entry.said();
            return new TimelineItem(
                    entry.at(),
                    entry.actor(),
                    entry.type(),
                    entry.text(),
                    said == null ? null : said.saying(),
                    said == null ? null : said.facts(),
                    entry.isPublic());
        }

        @JsonProperty("public")
        @Override
        public boolean isPublic() {
            return isPublic;
        }
    }

    /** What was said and done, oldest first. */
    @GetMapping("/{number}/timeline")
    TimelineView timeline(@PathVariable String number) {
        return new TimelineView(views.timeline(search.visible(number)).stream()
                .map(TimelineItem::of)
                .toList());
    }

    /** The clocks; explained in the words of the caller's language. */
    @GetMapping("/{number}/clocks")
    List<ClockView> clocks(
            @PathVariable String number, @RequestParam(defaultValue = "false") boolean explain, Locale language) {
        search.visible(number);
        return clocks.of(number, explain, language);
    }

    /** Null where nobody has to say why. */
    record LostTimeView(@Nullable Account account) {}

    /** Where the time of the worst broken promise went, while somebody still has to say why; nothing otherwise. */
    @GetMapping("/{number}/lost-time")
    LostTimeView lostTime(@PathVariable String number) {
        search.visible(number);
        return new LostTimeView(causes.account(number).orElse(null));
    }

    /** The open tasks. */
    @GetMapping("/{number}/tasks")
    List<OpenTask> tasks(@PathVariable String number) {
        search.visible(number);
        return process.tasks(number);
    }

    /**
     * A command; 409 names those that are legal now, 412 tells that the ticket changed since it was read. The same key again
     * answers the ticket and does nothing.
     */
    @PostMapping("/{number}/{command}")
    ResponseEntity<TicketView> command(
            @PathVariable String number,
            @PathVariable String command,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable Map<String, Object> body) {
        Map<String, Object> said = body == null ? Map.of() : body;
        Ticket ticket = search.visible(number);
        String known = "*".equals(ifMatch) ? null : ifMatch;
        if (key == null) {
            commands.send(ticket, command, said, known);
        } else {
            idempotency.once(key, "POST /tickets/" + number + '/' + command, said, () -> {
                commands.send(ticket, command, said, known);
                return number;
            });
        }
        Ticket after = search.visible(number);
        return tagged(ResponseEntity.ok(), after).body(views.of(after));
    }

    private static ResponseEntity.BodyBuilder tagged(ResponseEntity.BodyBuilder answer, Ticket ticket) {
        return answer.eTag(TicketCommands.tag(ticket.version()));
    }
}
