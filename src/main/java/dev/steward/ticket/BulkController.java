package dev.steward.ticket;

import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import dev.steward.platform.Idempotency;
import dev.steward.platform.Refusal;
import dev.steward.ticket.process.OpenTask;
import dev.steward.ticket.process.TicketProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Several tasks at once over {@code /api/v1}; the rules are those of a single one. */
@Api
@RequestMapping("/tasks/bulk")
class BulkController {

    private static final String ROUTE = "POST /tasks/bulk";

    /**
     * What to do with which tasks.
     *
     * @param action {@code claim}; {@code complete}, which claims what nobody has claimed yet; {@code reassign} and {@code
     *     handover}, which are about the tickets of the tasks, each once
     * @param to the new owner, for the last two
     * @param reason why, for the last two
     * @param variables the fields of the form, the same for all, for {@code complete}
     */
    record Request(
            @Nullable String action,
            @Nullable List<String> tasks,
            @Nullable String to,
            @Nullable String reason,
            @Nullable Map<String, Object> variables) {}

    private final Bulk bulk;
    private final TicketProcess process;
    private final TicketSearch search;
    private final TicketCommands commands;

    BulkController(Bulk bulk, TicketProcess process, TicketSearch search, TicketCommands commands) {
        this.bulk = bulk;
        this.process = process;
        this.search = search;
        this.commands = commands;
    }

    /** Answers 200 with a result for each task, in the order in which they were sent. */
    @PostMapping
    Bulk.ItemResults all(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody Request body) {
        Request rest = new Request(body.action(), List.of(), body.to(), body.reason(), body.variables());
        return bulk.each("tasks", body.tasks(), key, ROUTE, rest, work(body));
    }

    private Consumer<String> work(Request body) {
        String action = Objects.requireNonNullElse(body.action(), "");
        boolean ofTicket = action.equals("reassign") || action.equals("handover");
        Map<String, Object> sent = new HashMap<>();
        sent.put("to", body.to());
        sent.put("reason", body.reason());
        sent.put("variables", body.variables());
        sent.values().removeIf(Objects::isNull);
        Fields.of(sent, ofTicket ? Set.of("to", "reason") : action.equals("complete") ? Set.of("variables") : Set.of())
                .refuse();
        return switch (action) {
            case "claim" -> process::claim;
            case "complete" ->
                task -> process.claimAndComplete(task, Objects.requireNonNullElse(body.variables(), Map.of()));
            case "reassign", "handover" -> ofTickets(action, Objects.requireNonNullElse(body.tasks(), List.of()), sent);
            default -> throw Refusal.invalid("action", "one of claim, complete, reassign, handover");
        };
    }

    private Consumer<String> ofTickets(String command, List<String> tasks, Map<String, Object> fields) {
        Supplier<Map<String, String>> tickets =
                SingletonSupplier.of(() -> ticketsOf(tasks)); // not before they are checked
        Set<String> done = new HashSet<>();
        return task -> {
            String number = tickets.get().get(task);
            if (number == null) {
                throw Refusal.notFound("There is no open task {0} for you; it may be done already", task);
            }
            if (!done.contains(number)) {
                commands.send(search.visible(number), command, fields);
                done.add(number);
            }
        };
    }

    private Map<String, String> ticketsOf(List<String> tasks) {
        Map<String, String> tickets = new HashMap<>();
        process.ticketsOf(tasks)
                .forEach((number, open) -> open.stream().map(OpenTask::id).forEach(task -> tickets.put(task, number)));
        return tickets;
    }
}
