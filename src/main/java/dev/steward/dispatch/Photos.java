package dev.steward.dispatch;

import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Fingerprint;
import dev.steward.platform.Refusal;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.TicketSearch;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Photos of what was found, done and left at the door; for whoever may see the ticket. */
@Service
public class Photos {

    /** More of one ticket are a mistake or mischief. */
    private static final int MOST = 100;

    private final PhotoRepository repository;
    private final OrderRepository orders;
    private final Orders arrivals;
    private final TicketSearch tickets;
    private final Actors actors;
    private final Clock clock;
    private final TransactionOperations transactions;

    Photos(
            PhotoRepository repository,
            OrderRepository orders,
            Orders arrivals,
            TicketSearch tickets,
            Actors actors,
            Clock clock,
            TransactionOperations transactions) {
        this.repository = repository;
        this.orders = orders;
        this.arrivals = arrivals;
        this.tickets = tickets;
        this.actors = actors;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** A stored picture. */
    public record Stored(Photo photo, byte[] bytes) {}

    /**
     * Stores a photo; the same file of the same stage again answers the photo that is there. The technician's first photo
     * of what they found tells that they are on site.
     *
     * @throws Refusal not found, too large, no JPEG or PNG, not readable, or the ticket has ended
     */
    public Photo add(String number, Photo.Stage stage, byte[] file) {
        Ticket ticket = tickets.visible(number);
        if (!ticket.isOpen()) {
            throw Refusal.conflict("Ticket {0} is {1}; no photo is added any more", number, ticket.status());
        }
        // drawing it takes a while, so no transaction is open meanwhile
        Picture picture = Picture.of(file);
        Actor actor = actors.current();
        Instant now = clock.instant();
        Photo photo = new Photo(
                UUID.randomUUID().toString(),
                number,
                ticket.site(),
                stage,
                picture.type(),
                picture.width(),
                picture.height(),
                actor.user(),
                now,
                null);
        String fingerprint = Fingerprint.of(file);
        Photo added = transactions.execute(status -> {
            if (repository.of(number).size() >= MOST) {
                throw Refusal.conflict("Ticket {0} has {1} photos already", number, MOST);
            }
            Photo stored = repository.add(photo, picture.bytes(), fingerprint);
            if (stage == Photo.Stage.BEFORE) {
                orders.open(number)
                        .filter(order -> actor.user().equals(order.technician()))
                        .filter(order -> order.status() == OrderStatus.ACCEPTED && order.slotAgreed())
                        .ifPresent(order -> arrivals.arrived(order, now));
            }
            return stored;
        });
        return added == null ? photo : added;
    }

    /**
     * Refuses who does not show what they found.
     *
     * @param field what is refused
     * @param ids of photos; where none is named, all counts that was uploaded since
     * @param since what was uploaded earlier shows something else
     */
    public void requireEvidence(String number, String field, List<String> ids, Instant since) {
        List<Photo> later = repository.of(number).stream()
                .filter(photo -> !photo.at().isBefore(since))
                .toList();
        new Evidence(later, since).take(field, ids, Photo.Stage.EVIDENCE, true);
    }

    /** The photos of a ticket, the first one first. */
    public List<Photo> of(String number) {
        return repository.of(tickets.visible(number).number());
    }

    /** One of them. */
    public Stored read(String number, String id) {
        Photo photo = repository
                .find(tickets.visible(number).number(), id)
                .orElseThrow(() -> Refusal.notFound("There is no such photo of ticket {0}", number));
        return new Stored(photo, repository.bytes(photo.id()));
    }
}
