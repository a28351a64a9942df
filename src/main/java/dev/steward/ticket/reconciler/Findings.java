package dev.steward.ticket.reconciler;

import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the reconciler found, for those who look after it: supervisors and managers of the site, administrators. */
@Service
class Findings {

    private static final int MOST = 200;

    /**
     * A finding as it is kept.
     *
     * @param ticket number; empty where a process belongs to none
     * @param seenAt when it was there last
     * @param repairedAt when Steward repaired it
     * @param goneAt since when it is not there any more, repaired or otherwise
     */
    record Known(
            FindingKind kind,
            String site,
            @Nullable String ticket,
            String subject,
            Instant foundAt,
            Instant seenAt,
            @Nullable Instant repairedAt,
            @Nullable Instant goneAt) {}

    private final FindingRepository repository;
    private final Actors actors;

    Findings(FindingRepository repository, Actors actors) {
        this.repository = repository;
        this.actors = actors;
    }

    /**
     * The latest findings of the caller's sites, newest first; a ticket about the caller is left out.
     *
     * @param all those that are over too, for thirty days
     */
    @Transactional(readOnly = true)
    public List<Known> latest(boolean all) {
        Actor actor = actors.current();
        if (!actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Findings are for supervisors, managers and administrators");
        }
        String[] sites = actor.is(Role.ADMINISTRATOR) ? null : actor.sites().toArray(String[]::new);
        return repository.of(sites, actor.user(), all, MOST);
    }
}
