package dev.steward.estate;

import dev.steward.platform.Actors;
import dev.steward.platform.People;
import dev.steward.platform.security.AccountDeleted;
import dev.steward.platform.security.SiteLeft;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose account is deleted, or taken out of a site, is away from there without end: what they held is handed on. Whoever
 * comes back, or has the same name later, is at work when a supervisor ends that absence.
 */
@Component
class Departures {

    private final People people;
    private final Sites sites;
    private final Leave leave;
    private final Actors actors;

    Departures(People people, Sites sites, Leave leave, Actors actors) {
        this.people = people;
        this.sites = sites;
        this.leave = leave;
        this.actors = actors;
    }

    @EventListener
    @Transactional
    public void leave(AccountDeleted account) {
        people.find(account.user()).stream()
                .flatMap(person -> person.sites().stream())
                .filter(site -> sites.find(site).isPresent())
                .forEach(site -> leave.gone(actors.current(), site, account.user(), "the account was deleted"));
    }

    @EventListener
    @Transactional
    public void leave(SiteLeft left) {
        people.find(left.user())
                .filter(person -> person.sites().contains(left.site()))
                .filter(person -> sites.find(left.site()).isPresent())
                .ifPresent(person -> leave.gone(actors.current(), left.site(), left.user(), "no longer at this site"));
    }
}
