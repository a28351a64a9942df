package dev.steward.estate;

import java.time.Clock;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every half minute whether somebody's leave has begun. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LeaveWatch {

    private final Leave leave;
    private final Clock clock;

    LeaveWatch(Leave leave, Clock clock) {
        this.leave = leave;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${steward.estate.leave-watch:PT30S}")
    void look() {
        leave.announceBegun(clock.instant());
    }
}
