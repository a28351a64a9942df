package dev.steward.ticket.reconciler;

import dev.steward.platform.Api;
import dev.steward.ticket.reconciler.Findings.Known;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What does not fit together now; with {@code all=true} also what was repaired or went away in the last thirty days. */
@Api
@RequestMapping("/reconciler/findings")
class FindingController {

    private final Findings findings;

    FindingController(Findings findings) {
        this.findings = findings;
    }

    record FindingList(List<Known> items) {}

    @GetMapping
    FindingList list(@RequestParam(defaultValue = "false") boolean all) {
        return new FindingList(findings.latest(all));
    }
}
