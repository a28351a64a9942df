package dev.steward.platform.security;

import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bearer tokens: made by administrators for other systems and by everybody for themselves, so that no password stands in a
 * program's settings. Each has an end, can be revoked, and can do what its account can do, no more. Administrators have
 * none: with a stolen one somebody could make themselves an administrator, which no end of the token would undo.
 */
@Service
class Tokens {

    /** No token is good for longer. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** How long one that has ended is still listed. */
    static final Duration REMEMBERED_FOR = Duration.ofDays(90);

    static final Duration USUAL = Duration.ofDays(90);

    /** More good ones of one account are a mistake of a program. */
    static final int MOST = 20;

    private final TokenRepository repository;
    private final People people;
    private final Actors actors;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(TokenRepository repository, People people, Actors actors, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.actors = actors;
        this.clock = clock;
    }

    /** A new token and its text, which is told this once. */
    record Made(Token token, String text) {}

    /**
     * Makes a token.
     *
     * @param user the account that it stands for; null for whoever acts
     * @param expiresAt null for {@link #USUAL} from now
     * @throws Refusal forbidden for another account, unless an administrator makes it for a system, and for an
     *     administrator's; invalid; conflict
     */
    @Transactional
    Made make(@Nullable String user, String name, @Nullable Instant expiresAt) {
        Actor actor = actors.current();
        String account = user == null ? actor.user() : user;
        if (!account.equals(actor.user())) {
            requireSystem(actor, account);
        }
        if (people.find(account).filter(other -> other.is(Role.ADMINISTRATOR)).isPresent()) {
            throw Refusal.forbidden("An administrator has no tokens; log in with the password");
        }
        Instant now = clock.instant();
        Instant end = expiresAt == null ? now.plus(USUAL) : expiresAt;
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw Refusal.invalid("expiresAt", "must be later than now, and at most {0} days", LONGEST.toDays());
        }
        if (repository.good(account, now) >= MOST) {
            throw Refusal.conflict("The account has {0} tokens already; revoke one of them first", MOST);
        }
        String text = TokenText.random(random);
        var token = new Token(UUID.randomUUID(), account, name, actor.user(), now, end, null, null);
        if (!repository.add(token, TokenText.fingerprint(text))) {
            throw Refusal.conflict("The account has a token of this name already; revoke it first or choose another");
        }
        return new Made(token, text);
    }

    private void requireSystem(Actor actor, String account) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only administrators make tokens for others; leave user out for one of your own");
        }
        boolean system =
                people.find(account).filter(other -> other.is(Role.INTEGRATION)).isPresent();
        if (!system) {
            // nobody acts in the name of a person but that person
            throw Refusal.invalid("user", "not the account of a system (role {0})", Role.INTEGRATION.group());
        }
    }

    /** A token of one's own; for administrators any. */
    Token get(UUID id) {
        Actor actor = actors.current();
        return repository
                .find(id)
                .filter(token -> token.user().equals(actor.user()) || actor.is(Role.ADMINISTRATOR))
                .orElseThrow(() -> Refusal.notFound("There is no such token"));
    }

    /** One's own tokens, the good ones first, then newest first; for administrators all. */
    List<Token> list() {
        Actor actor = actors.current();
        return repository.list(actor.is(Role.ADMINISTRATOR) ? null : actor.user(), clock.instant());
    }

    /** Makes a token worthless, from the next request on; nothing happens to one that is already. */
    @Transactional
    void revoke(UUID id) {
        repository.revoke(get(id).id(), actors.current().user(), clock.instant());
    }

    /**
     * Whom a text stands for; empty when it is no token that is good now, or its account has no role any more, or that of
     * an administrator.
     */
    Optional<Caller> caller(String text) {
        Instant now = clock.instant();
        return repository
                .bearer(TokenText.fingerprint(text), now)
                .filter(bearer -> !bearer.caller().authorities().isEmpty())
                .filter(bearer -> !bearer.caller().groups().contains(Role.ADMINISTRATOR.group()))
                .map(bearer -> {
                    if (bearer.firstToday()) {
                        repository.used(bearer.id(), now);
                    }
                    return bearer.caller();
                });
    }

    /** Forgets tokens that ended longer ago than {@link #REMEMBERED_FOR}. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
    void forgetEnded() {
        repository.forgetEnded(clock.instant().minus(REMEMBERED_FOR));
    }

    /** Whoever gets the name of a deleted account does not get its tokens. */
    @EventListener
    void forget(AccountDeleted account) {
        repository.forget(account.user());
    }
}
