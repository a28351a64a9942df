package dev.steward.dispatch;

import dev.steward.estate.Names;
import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import dev.steward.ticket.Slot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whom to send: the technicians of the ticket's site, the best first, with what speaks for and against each. */
@Api
@RequestMapping("/tickets/{number}/technicians")
class TechnicianController {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final Orders orders;

    TechnicianController(Orders orders) {
        this.orders = orders;
    }

    /**
     * The answer.
     *
     * @param slot what was asked for, or what is agreed or wished already
     */
    record Ranking(@Nullable String skill, @Nullable Slot slot, List<Ranked> items) {}

    /**
     * A technician.
     *
     * @param possible whether they can be sent at all
     * @param fits whether nothing speaks against them
     */
    record Ranked(String user, @Nullable Names name, boolean possible, boolean fits, int points, List<Said> reasons) {

        static Ranked of(Suggestion suggestion) {
            return new Ranked(
                    suggestion.user(),
                    suggestion.names(),
                    suggestion.possible(),
                    suggestion.fits(),
                    suggestion.points(),
                    suggestion.reasons().stream()
                            .map(reason -> new Said(reason.code(), reason.verdict(), reason.points(), reason.facts()))
                            .toList());
        }
    }

    /** What speaks for or against sending a technician, as a code with its facts. */
    record Said(Reason.Code code, Reason.Verdict verdict, int points, Map<String, Object> facts) {}

    /** Ranked for a slot ({@code from}, {@code to}: both or neither, RFC 3339), else for the one agreed or wished. */
    @GetMapping
    Ranking rank(@PathVariable String number, @RequestParam Map<String, String> criteria) {
        Fields fields = Fields.of(new HashMap<>(criteria), Set.of("from", "to"));
        Slot slot = Orders.slot(fields, "from", "to");
        fields.check(
                slot == null || Duration.between(slot.from(), slot.to()).compareTo(LONGEST) <= 0,
                "to",
                "a slot is no longer than {0} days",
                LONGEST.toDays());
        fields.refuse();
        Orders.Ranking ranking = orders.technicians(number, slot);
        return new Ranking(
                ranking.order().skill(),
                ranking.slot(),
                ranking.suggestions().stream().map(Ranked::of).toList());
    }
}
