package dev.steward.dispatch;

import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Charges of a ticket: the list, and their settling ({@code pay {receipt}}, {@code waive {reason}}). */
@Api
@RequestMapping("/tickets/{number}/charges")
class ChargeController {

    private final Charges charges;

    ChargeController(Charges charges) {
        this.charges = charges;
    }

    record ChargeList(List<Charge> items) {}

    @GetMapping
    ChargeList list(@PathVariable String number) {
        return new ChargeList(charges.of(number));
    }

    @PostMapping("/{id}/pay")
    Charge pay(@PathVariable String number, @PathVariable long id, @RequestBody Map<String, Object> body) {
        Fields fields = Fields.of(body, Set.of("receipt"));
        String receipt = fields.requiredLine("receipt", 200);
        fields.refuse();
        return charges.paid(number, id, receipt);
    }

    @PostMapping("/{id}/waive")
    Charge waive(@PathVariable String number, @PathVariable long id, @RequestBody Map<String, Object> body) {
        Fields fields = Fields.of(body, Set.of("reason"));
        String reason = fields.requiredText("reason", 2_000);
        fields.refuse();
        return charges.waived(number, id, reason);
    }
}
