package dev.steward.sla;

import java.time.Duration;
import java.time.Instant;

/**
 * How well promises were kept: {@code met in time ÷ (met + breached)}. A clock that is open past its due counts as
 * breached already; cancelled ones do not count. Durations are business time, each of its own calendar.
 */
public final class Compliance {

    private final TimeClasses times = new TimeClasses();
    private long met;
    private long breached;
    private long open;
    private Duration overrun = Duration.ZERO;
    private Duration used = Duration.ZERO;
    private Duration paused = Duration.ZERO;

    /** Clocks that ended; how long each of them took is told by {@link #took}. */
    public void ended(long inTime, long late, Duration businessTime, Duration over, Duration inPauses) {
        met += inTime;
        breached += late;
        used = used.plus(businessTime);
        overrun = overrun.plus(over);
        paused = paused.plus(inPauses);
    }

    /** Clocks that ended, by the class of their business time. */
    public void took(int timeClass, long clocks) {
        times.add(timeClass, clocks);
    }

    /** A clock that ended, met in time or late. */
    public void ended(ServiceClock clock, Instant now) {
        boolean late = clock.isBreached(now);
        Duration time = clock.businessElapsed(now);
        ended(late ? 0 : 1, late ? 1 : 0, time, clock.overrun(now), clock.paused(now));
        took(TimeClasses.of(time), 1);
    }

    /** A clock that is open past its due. */
    public void overdue(Duration businessTime, Duration over, Duration inPauses) {
        breached++;
        open++;
        used = used.plus(businessTime);
        overrun = overrun.plus(over);
        paused = paused.plus(inPauses);
    }

    /** Met in time. */
    public long met() {
        return met;
    }

    /** Met late, or open past the due. */
    public long breached() {
        return breached;
    }

    /** Of the breached ones those that are still open. */
    public long open() {
        return open;
    }

    /** From 0 to 1; 1 when nothing was judged. */
    public double share() {
        return met + breached == 0 ? 1 : (double) met / (met + breached);
    }

    /** Half of those that ended took no longer, within a few percent. */
    public Duration median() {
        return times.within(0.5);
    }

    /** Nine tenths of those that ended took no longer, within a few percent. */
    public Duration ninetieth() {
        return times.within(0.9);
    }

    /** The sum of the business time that the clocks used, pauses left out. */
    public Duration businessTime() {
        return used;
    }

    /** The sum of what was over the due. */
    public Duration overrun() {
        return overrun;
    }

    /** The share of the time in which the clocks stood still, from 0 to 1. */
    public double pauseShare() {
        double all = used.plus(paused).toSeconds();
        return all == 0 ? 0 : paused.toSeconds() / all;
    }
}
