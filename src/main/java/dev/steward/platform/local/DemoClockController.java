package dev.steward.platform.local;

import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** The demo clock over HTTP: for administrators, in the local profile; elsewhere there is no such route. */
@Api
@Profile("local")
@RequestMapping("/demo/clock")
class DemoClockController {

    /** @param advance an ISO 8601 duration of days, hours, minutes and seconds; a day has 24 hours */
    record Step(@Nullable String advance) {}

    /**
     * @param now the engine's time
     * @param ahead how far it is ahead of the machine's
     */
    record Time(Instant now, Duration ahead) {}

    /**
     * @param moments moments at which something was due
     * @param jobs jobs of the engine that were run
     * @param failed how often one of them failed
     */
    record Moved(Instant now, Duration ahead, int moments, int jobs, int failed) {}

    private final DemoClock demoClock;
    private final Clock clock;
    private final Actors actors;

    DemoClockController(DemoClock demoClock, Clock clock, Actors actors) {
        this.demoClock = demoClock;
        this.clock = clock;
        this.actors = actors;
    }

    @GetMapping
    Time time() {
        administratorsOnly();
        return new Time(clock.instant(), demoClock.ahead());
    }

    @PostMapping
    Moved advance(@RequestBody Step step) {
        administratorsOnly();
        DemoClock.Moved moved = demoClock.advance(parse(step.advance()));
        return new Moved(clock.instant(), demoClock.ahead(), moved.moments(), moved.jobs(), moved.failed());
    }

    private void administratorsOnly() {
        if (!actors.current().is(Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only administrators may see and move the clock");
        }
    }

    private static Duration parse(@Nullable String text) {
        if (text == null) {
            throw Refusal.invalid("advance", "is missing; an ISO 8601 duration such as PT26H or P7D");
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw Refusal.invalid("advance", "must be an ISO 8601 duration such as PT26H or P7D");
        }
    }
}
