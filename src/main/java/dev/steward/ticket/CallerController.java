package dev.steward.ticket;

import dev.steward.estate.ResidentView;
import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Who calls. A number is somebody's: it comes in the body, as addresses end in the logs of proxies and in the history of
 * browsers.
 */
@Api
@RequestMapping("/callers")
class CallerController {

    private final Callers callers;

    CallerController(Callers callers) {
        this.callers = callers;
    }

    /**
     * Who may be on the line.
     *
     * @param withheld whether there was no number to look for
     * @param residents one for each of their homes, where they live before what they own
     * @param tickets open ones of these homes, or reported from this number
     */
    record Caller(boolean withheld, List<ResidentView> residents, List<OpenTicket> tickets) {}

    /** A ticket that the call may be about. */
    record OpenTicket(
            String number,
            String site,
            @Nullable String home,
            @Nullable String place,
            String title,
            Status status,
            Instant openedAt,
            boolean fromThisNumber) {}

    /** Looks a number up at the sites of whoever takes the call; {@code partly}: its last digits will do, as typed. */
    @PostMapping
    Caller find(@RequestBody Map<String, Object> body) {
        Fields fields = Fields.of(body, Set.of("number", "partly"));
        String number = fields.optionalLine("number", 100);
        Boolean partly = fields.optionalTruth("partly");
        fields.refuse();
        return callers.find(number == null ? "" : number, Boolean.TRUE.equals(partly));
    }
}
