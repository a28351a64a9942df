package dev.steward.notice;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes messages in the transaction that decided them: they are sent if and only if it commits, at least once, and each
 * is told once. One SQL statement each, or one batch.
 */
@Component
public class Outbox {

    private final OutboxRepository repository;
    private final Clock clock;

    Outbox(OutboxRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Tells a resident. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Posting put(Notice notice) {
        return putAll(List.of(notice)).get(0);
    }

    /** Tells residents, in one batch; the answers are in the order of the notices. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Posting> putAll(Collection<Notice> notices) {
        return repository.addNotices(List.copyOf(notices), clock.instant());
    }

    /** Tells a member of staff. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Posting tell(StaffMessage message) {
        return tellAll(List.of(message)).get(0);
    }

    /** Tells members of staff, in one batch; the answers are in the order of the messages. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Posting> tellAll(Collection<StaffMessage> messages) {
        return repository.addMessages(List.copyOf(messages), clock.instant());
    }

    /** What the resident of a ticket was told, oldest first; the caller has decided that the actor may see the ticket. */
    @Transactional(readOnly = true)
    public List<Delivery> of(String site, String ticket) {
        return repository.deliveries(site, ticket);
    }

    /**
     * Forgets whom the notices of a ticket were for and what they said; what was not sent yet never is. The figures
     * (stage, state, times) stay.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(String site, String ticket) {
        repository.erase(site, ticket);
    }
}
