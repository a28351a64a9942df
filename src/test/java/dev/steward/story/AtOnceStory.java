package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.TestDatabase;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Tickets;
import java.util.Date;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("A ticket that is touched by two at once")
class AtOnceStory extends Story {

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Tickets tickets;

    @Autowired
    Clocks clocks;

    @Test
    @DisplayName("wakes up after whoever changes it is done, and neither has to begin again")
    void wakeUp() throws Exception {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reported("frontdesk", report("INQUIRY", "billing", "Which month is this bill for?"));
        String wakeUp = nextJob(instant("2026-06-02 13:00")).orElseThrow().getId();
        ClockUtil.setCurrentTime(Date.from(instant("2026-06-02 12:00")));
        ExecutorService engineRoom = Executors.newSingleThreadExecutor();
        try {
            Future<?> woken = transaction.execute(status -> {
                tickets.held(ticket);
                Future<?> waking =
                        engineRoom.submit(() -> engine.getManagementService().executeJob(wakeUp));
                TestDatabase.awaitWaiting(jdbc, waking);
                clocks.met(ticket, Target.RESPONSE, now());
                return waking;
            });
            assertThat(woken).succeedsWithin(30, TimeUnit.SECONDS);
        } finally {
            engineRoom.shutdown();
        }
        rungs("");
        fitsTogether();
    }
}
