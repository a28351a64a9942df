package dev.steward.ticket;

import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The running clocks of many tickets in one answer: what cards, wall boards and apps refresh. */
@Api
@RequestMapping("/clocks")
class TicketCardController {

    private static final int MOST = 100;

    private final TicketCards cards;

    TicketCardController(TicketCards cards) {
        this.cards = cards;
    }

    /** One for each ticket that the caller may see. */
    record Cards(List<TicketCard> items) {}

    /**
     * By numbers of tickets, by ids of open tasks, or both; what there is none of, or what the caller may not see, is left out.
     */
    @GetMapping
    Cards list(
            @RequestParam(defaultValue = "") List<String> tickets,
            @RequestParam(defaultValue = "") List<String> tasks) {
        List<Refusal.Fault> faults = new ArrayList<>();
        if (tickets.isEmpty() && tasks.isEmpty()) {
            faults.add(new Refusal.Fault("tickets", "missing; name tickets, or tasks, separated by commas"));
        }
        bounded("tickets", tickets, faults);
        bounded("tasks", tasks, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new Cards(cards.of(tickets, tasks));
    }

    private static void bounded(String field, List<String> names, List<Refusal.Fault> faults) {
        if (names.size() > MOST) {
            faults.add(new Refusal.Fault(field, "{0} are too many; at most {1} at once", names.size(), MOST));
        }
        if (!names.stream().allMatch(Bulk::isName)) {
            faults.add(new Refusal.Fault(field, "an empty or overlong name; names of at most 64 characters"));
        }
    }
}
