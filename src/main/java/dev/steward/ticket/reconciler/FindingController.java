package dev.steward.ticket.reconciler;

import dev.steward.platform.Api;
import dev.steward.ticket.reconciler.Findings.Known;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the reconciler has found. */
@Api
@RequestMapping("/reconciler/findings")
class FindingController {

    private final Findings findings;

    FindingController(Findings findings) {
        this.findings = findings;
    }

    /** The latest findings, newest first. */
    record FindingList(List<Known> items) {}

    /**
     * What does not fit together now.
     *
     * @param all also what was repaired or went away in the last thirty days
     */
    @GetMapping
    FindingList list(@RequestParam(defaultValue = "false") boolean all) {
        return new FindingList(findings.latest(all));
    }
}
