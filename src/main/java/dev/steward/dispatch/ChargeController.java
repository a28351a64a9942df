package dev.steward.dispatch;

import dev.steward.platform.Api;
import dev.steward.platform.Fields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** The charges of a ticket. */
    record ChargeList(List<Charge> items) {}

    /**
     * It was paid.
     *
     * @param receipt reference of the receipt
     */
    record Payment(@Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 200) @Nullable String receipt) {}

    /**
     * It is not asked for.
     *
     * @param reason why
     */
    record Waiver(@Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 2000) @Nullable String reason) {}

    /** The charges of a ticket, the first one first. */
    @GetMapping
    ChargeList list(@PathVariable String number) {
        return new ChargeList(charges.of(number));
    }

    /** Records that a charge was paid. */
    @PostMapping("/{id}/pay")
    Charge pay(@PathVariable String number, @PathVariable long id, @RequestBody Payment body) {
        Fields fields = Fields.of("receipt", body.receipt());
        String receipt = fields.requiredLine("receipt", 200);
        fields.refuse();
        return charges.paid(number, id, receipt);
    }

    /** Waives a charge, by a supervisor's decision. */
    @PostMapping("/{id}/waive")
    Charge waive(@PathVariable String number, @PathVariable long id, @RequestBody Waiver body) {
        Fields fields = Fields.of("reason", body.reason());
        String reason = fields.requiredText("reason", 2_000);
        fields.refuse();
        return charges.waived(number, id, reason);
    }
}
