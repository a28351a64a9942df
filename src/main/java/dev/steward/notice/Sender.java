package dev.steward.notice;

import dev.steward.platform.Address;
import dev.steward.platform.Addresses;
import dev.steward.platform.Worker;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what waits in the outbox, one message at a time and outside any transaction. A message is marked after the mail
 * server took it: after a crash in between it is sent once more, under the same Message-ID.
 */
@Component
class Sender implements Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final OutboxRepository outbox;
    private final Letters letters;
    private final Desks desks;
    private final Addresses addresses;
    private final Standing standing;
    private final Mailer mailer;
    private final NoticeProperties properties;
    private final Clock clock;

    // the demo clock may leap over a lease while this node still sends: one message at a time per node
    private final ReentrantLock turn = new ReentrantLock();

    Sender(
            OutboxRepository outbox,
            Letters letters,
            Desks desks,
            Addresses addresses,
            Standing standing,
            Mailer mailer,
            NoticeProperties properties,
            Clock clock) {
        this.outbox = outbox;
        this.letters = letters;
        this.desks = desks;
        this.addresses = addresses;
        this.standing = standing;
        this.mailer = mailer;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public boolean work() {
        turn.lock();
        try {
            Optional<Envelope> next = outbox.lease(clock.instant(), properties.lease());
            next.ifPresent(this::deliver);
            return next.isPresent();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Optional<Instant> next() {
        return outbox.nextDue(clock.instant());
    }

    private void deliver(Envelope envelope) {
        try {
            Optional<Address> staff = envelope.user() == null ? Optional.empty() : addresses.of(envelope.user());
            String email = staff.map(Address::email).map(String::strip).orElse(envelope.email());
            String unreachable = OutboxRepository.unreachable(email);
            if (email == null || unreachable != null) {
                outbox.suppressed(
                        envelope, clock.instant(), unreachable == null ? OutboxRepository.NO_ADDRESS : unreachable);
                return;
            }
            if (isMoot(envelope)) {
                outbox.suppressed(envelope, clock.instant(), OutboxRepository.MOOT);
                return;
            }
            Desk desk = desks.of(envelope.site()).orElseThrow(() -> new IllegalStateException("unknown site"));
            Letter letter = letters.write(
                    envelope,
                    desk,
                    Arrays.asList(
                            envelope.language(), staff.map(Address::language).orElse(null)),
                    staff.map(Address::name).orElse(envelope.model().get("name")));
            mailer.send(envelope, letter, desk, email, clock.instant());
        } catch (RuntimeException failure) {
            failed(envelope, Mailer.failure(failure));
            return;
        }
        if (!outbox.sent(envelope, clock.instant())) {
            LOG.warn("Message {} was sent after its lease was lost; it may be sent once more", envelope.id());
        }
    }

    private boolean isMoot(Envelope envelope) {
        return envelope.occasion() instanceof StaffStage stage
                && envelope.ticket() != null
                && !standing.stands(envelope.ticket(), stage, envelope.model());
    }

    private void failed(Envelope envelope, Failure failure) {
        Instant now = clock.instant();
        Instant again = now.plus(properties.pauseAfter(envelope.attempt()));
        if (failure.permanent() || again.isAfter(envelope.notBefore().plus(properties.giveUpAfter()))) {
            outbox.failed(envelope, now, failure.text());
            LOG.error("Message {} given up after {} attempts: {}", envelope.id(), envelope.attempt(), failure.text());
        } else {
            outbox.retry(envelope, again, failure.text());
            LOG.warn("Message {} not sent at attempt {}: {}", envelope.id(), envelope.attempt(), failure.text());
        }
    }
}
