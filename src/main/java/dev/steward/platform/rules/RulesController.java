package dev.steward.platform.rules;

import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.platform.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Which rules are in force, and taking changed files into force. */
@Api
class RulesController {

    private final RulesInForce rules;
    private final Actors actors;

    RulesController(RulesInForce rules, Actors actors) {
        this.rules = rules;
        this.actors = actors;
    }

    /** The rules in force: each file, its version and since when. */
    @GetMapping("/rules")
    List<RulesInForce.InForce> inForce() {
        administrator();
        return rules.inForce();
    }

    /** Takes changed files into force on all nodes; wrong ones are refused, and the last good ones stay. */
    @PostMapping("/rules/reload")
    List<RulesInForce.Reloaded> reload() {
        Actor actor = administrator();
        try {
            return rules.reload(actor.user());
        } catch (WrongRules wrong) {
            throw Refusal.invalid(wrong.faults().stream()
                    .map(fault -> new Fault("", Sentence.verbatim(fault.toString())))
                    .toList());
        }
    }

    private Actor administrator() {
        Actor actor = actors.current();
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only an administrator may see the rules' files or read them again");
        }
        return actor;
    }
}
