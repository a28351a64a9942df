package dev.steward.ticket;

import static dev.steward.ticket.Saying.fact;

import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.book.Calendars;
import dev.steward.estate.Catalogue;
import dev.steward.estate.Category;
import dev.steward.estate.Duty;
import dev.steward.estate.Location;
import dev.steward.estate.Region;
import dev.steward.estate.Regions;
import dev.steward.estate.Roster;
import dev.steward.estate.Site;
import dev.steward.estate.Sites;
import dev.steward.estate.Warranties;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.Policy;
import dev.steward.sla.RootCause;
import dev.steward.sla.ServiceClock;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.Dimensions;
import dev.steward.sla.process.ServiceLevelTable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The main path of a ticket: registered, owned, assessed, solved, visited, closed. Each step loads the record, decides,
 * saves, and moves the clocks, in the transaction of whoever took it.
 */
@Service
@Transactional
public class Tickets {

    /** Of the tickets that are neither repair nor complaint, one in this many gets a return visit. */
    private static final int SAMPLE = 20;

    /** The kind under which the service-level table keeps what a developer owes. */
    private static final String WARRANTY = "WARRANTY";

    /** After so many objections a manager decides. */
    static final int OBJECTIONS = 3;

    private static final List<Target> FROM_THE_OPENING =
            Arrays.stream(Target.values()).filter(Target::fromTheOpening).toList();

    private final TicketRepository repository;
    private final TicketSearch search;
    private final Timeline timeline;
    private final Clocks clocks;
    private final ServiceLevelTable serviceLevels;
    private final ResidentNotices notices;
    private final Calendars calendars;
    private final Sites sites;
    private final Roster roster;
    private final Warranties warranties;
    private final Regions regions;
    private final Catalogue catalogue;
    private final DangerWords dangerWords;
    private final People people;
    private final BreachCauses causes;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Tickets(
            TicketRepository repository,
            TicketSearch search,
            Timeline timeline,
            Clocks clocks,
            ServiceLevelTable serviceLevels,
            ResidentNotices notices,
            Calendars calendars,
            Sites sites,
            Roster roster,
            Warranties warranties,
            Regions regions,
            Catalogue catalogue,
            DangerWords dangerWords,
            People people,
            BreachCauses causes,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.search = search;
        this.timeline = timeline;
        this.clocks = clocks;
        this.serviceLevels = serviceLevels;
        this.notices = notices;
        this.calendars = calendars;
        this.sites = sites;
        this.roster = roster;
        this.warranties = warranties;
        this.regions = regions;
        this.catalogue = catalogue;
        this.dangerWords = dangerWords;
        this.people = people;
        this.causes = causes;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
    }

    /** The ticket of a number, for a step that has a right to it. */
    @Transactional(readOnly = true)
    public Ticket get(String number) {
        return repository.find(number).orElseThrow(() -> Refusal.notFound("There is no ticket {0}", number));
    }

    /**
     * The ticket for whoever is going to change it: nobody else does until the end of the transaction. Its row is locked
     * before its clocks and orders, by everybody, so that no two wait for each other.
     */
    public Ticket held(String number) {
        return repository.hold(number).orElseThrow(() -> Refusal.notFound("There is no ticket {0}", number));
    }

    /** What the words of a report say about danger, for the triage table. */
    public String danger(Report report) {
        return dangerWords.in(report.title() + "\n" + report.description()).name();
    }

    /** Who reported it and who gives access. */
    @Transactional(readOnly = true)
    public Person person(String number) {
        return repository.person(number).orElseThrow(() -> Refusal.notFound("There is no ticket {0}", number));
    }

    /** Somebody goes to an emergency at once, unless a supervisor says that it is none. */
    private Outcome inEmergency(@Nullable Outcome said) {
        if (said != null && said != Outcome.REPAIR && !actors.current().isAny(Role.SUPERVISOR, Role.MANAGER)) {
            throw Refusal.invalid(
                    "outcome", "this is an emergency: somebody goes there; only a supervisor decides otherwise");
        }
        return said == null ? Outcome.REPAIR : said;
    }

    /** Registers a ticket: record, clocks, first line of the timeline, notice to the resident. */
    public Ticket register(Report report, Triage triage, String policyRow, @Nullable String process) {
        Instant now = clock.instant();
        Instant opened = report.openedAt() == null ? now : report.openedAt();
        boolean emergency = triage.priority() == Priority.EMERGENCY;
        Category category = catalogue.find(report.category()).orElseThrow();
        boolean hazard = emergency || category.hazard();
        String owner = firstOwner(report, emergency, now);
        Outcome outcome = owner == null && !emergency ? null : report.outcome();
        if (emergency) {
            outcome = inEmergency(outcome);
        }
        Location at = report.location();
        Region region = at.region();
        Provider provider = outcome == Outcome.REPAIR ? provider(report, emergency, opened) : null;
        Policy policy = provider == Provider.DEVELOPER
                ? warranty(report.category(), triage.priority(), report.site())
                : serviceLevels.row(policyRow, report.site());
        Ticket ticket = new Ticket(
                report.number(),
                report.site(),
                at.home() == null ? null : at.home().key(),
                at.place() == null ? null : at.place().key(),
                at.building().orElse(null),
                region == null ? null : region.key(),
                report.asset(),
                report.kind(),
                report.category(),
                report.title(),
                report.description(),
                report.channel(),
                report.externalReference(),
                report.externalDueAt(),
                report.appointment(),
                triage.priority(),
                hazard,
                triage.responsible(),
                triage.cooperating(),
                triage.facing(),
                candidates(report, triage),
                triage.skill() != null ? triage.skill() : category.trade(),
                policy.row(),
                owner,
                owner,
                report.about(),
                owner == null ? Status.REGISTERED : Status.OWNED,
                false,
                outcome,
                provider,
                report.reply() == null ? null : now,
                opened,
                null,
                null,
                0,
                0,
                false,
                report.recurrenceOf() == null,
                false,
                0,
                report.recurrenceOf(),
                null,
                report.splitFrom(),
                owner == null ? null : passesAt(report.site(), at.region() == null, emergency, owner, now),
                process,
                0);
        if (outcome == Outcome.ANSWERED) {
            ticket = ticket.change().resolved(now).visitDue(visitDue(ticket)).done();
        } else if (outcome != null) {
            ticket = ticket.change().status(Status.IN_PROGRESS).done();
        }
        repository.add(ticket, report.reporter());
        if (report.recurrenceOf() != null) {
            repository.loseFirstTimeFix(report.recurrenceOf());
        }
        clocks.start(ticket.number(), ticket.site(), policy, FROM_THE_OPENING, 1, opened, dimensions(ticket));
        if (report.externalDueAt() != null) {
            clocks.agree(
                    ticket.number(), Target.RESOLUTION, report.externalDueAt(), actor(), "imposed from outside", now);
        }
        timeline.tell(ticket, Entry.Type.REGISTERED, report.title());
        if (report.reply() != null) {
            clocks.met(ticket.number(), Target.RESPONSE, now);
            timeline.tell(ticket, Entry.Type.REPLIED, report.reply());
        }
        if (outcome == Outcome.INVESTIGATE) {
            clocks.start(
                    ticket.number(), ticket.site(), policy, List.of(Target.INVESTIGATION), 1, now, dimensions(ticket));
        }
        if (outcome == Outcome.ANSWERED) {
            clocks.met(ticket.number(), Target.RESOLUTION, now);
            afterSolution(ticket, now, report.reply());
        } else if (report.channel() != Channel.IMPORT) {
            notices.registered(
                    ticket,
                    report.reporter(),
                    clocks.dueOf(ticket.number(), Target.RESPONSE).orElse(null));
        }
        return ticket;
    }

    private @Nullable String firstOwner(Report report, boolean emergency, Instant now) {
        Actor actor = actors.current();
        Actor taker = report.takenBy() != null
                ? people.staff("takenBy", report.takenBy(), report.site())
                : actor.isStaff() && !actor.roles().isEmpty() && !actor.is(Role.ADMINISTRATOR) ? actor : null;
        if (report.about() != null) {
            if (taker != null
                    && taker.isAny(Role.SUPERVISOR, Role.MANAGER)
                    && !taker.user().equals(report.about())) {
                return taker.user();
            }
            return null;
        }
        if (taker != null) {
            return taker.user();
        }
        return emergency ? ownerOfEmergency(report.site(), report.location().region(), now) : null;
    }

    /** Whoever is on duty for emergencies that nobody has taken. */
    private @Nullable String ownerOfEmergency(String site, @Nullable Region region, Instant now) {
        return onDuty(site, Role.MONITORING_CENTER, now)
                .or(() -> onDuty(site, Role.SUPERVISOR, now))
                .or(() -> Optional.ofNullable(region).map(Region::housekeeper))
                .orElse(null);
    }

    private Optional<String> onDuty(String site, Role role, Instant at) {
        return roster.onDuty(site, role, at).stream().map(Duty::user).findFirst();
    }

    /** Whoever a complaint is about takes no part in it, and neither does anybody below a supervisor. */
    private String candidates(Report report, Triage triage) {
        if (report.about() == null) {
            return triage.candidateGroup();
        }
        boolean supervisor = people.find(report.about())
                .filter(person -> person.is(Role.SUPERVISOR))
                .isPresent();
        return supervisor ? Role.MANAGER.group() : Role.SUPERVISOR.group();
    }

    /** The night rule: a normal ticket that the monitoring centre took while the desk was closed passes on at opening. */
    private @Nullable Instant passesAt(String site, boolean nobodys, boolean emergency, String owner, Instant now) {
        if (emergency || nobodys) {
            return null;
        }
        BusinessCalendar service = calendars.of(site, "service").calendar();
        boolean night = !service.isOpen(now)
                && people.find(owner)
                        .filter(person -> person.is(Role.MONITORING_CENTER))
                        .isPresent();
        return night ? service.nextOpening(now) : null;
    }

    /** Who does the work unless somebody decides otherwise: whoever the warranty binds, else our own people. */
    @Transactional(readOnly = true)
    public Provider suggestedProvider(Ticket ticket) {
        return bound(ticket.site(), ticket.home(), ticket.place(), ticket.category(), ticket.openedAt());
    }

    private Provider bound(String siteKey, @Nullable String home, @Nullable String place, String category, Instant at) {
        Site site = sites.find(siteKey).orElseThrow();
        return warranties
                .of(siteKey, home, place, category, at.atZone(site.zone()).toLocalDate())
                .map(warranty -> Provider.valueOf(warranty.provider().name()))
                .orElse(Provider.OWN);
    }

    /** Nobody waits for a warranty in an emergency. */
    private Provider provider(Report report, boolean emergency, Instant opened) {
        if (report.provider() != null) {
            return report.provider();
        }
        Location at = report.location();
        return emergency
                ? Provider.OWN
                : bound(
                        report.site(),
                        at.home() == null ? null : at.home().key(),
                        at.place() == null ? null : at.place().key(),
                        report.category(),
                        opened);
    }

    /** What is promised under another priority; what a developer owes stays that. */
    Policy promised(Ticket ticket, Priority priority) {
        return ticket.provider() == Provider.DEVELOPER
                ? warranty(ticket.category(), priority, ticket.site())
                : serviceLevels.policy(ticket.kind().name(), ticket.category(), priority.name(), ticket.site());
    }

    /** What the developer's warranty promises; an emergency stays one. */
    private Policy warranty(String category, Priority priority, String site) {
        return serviceLevels.policy(WARRANTY, category, priority.name(), site);
    }

    /** The developer repairs: the promises are the warranty's, from the original start. */
    private void retargetToWarranty(Ticket ticket, String row) {
        Policy policy = serviceLevels.row(row, ticket.site());
        clocks.retarget(ticket.number(), policy, actor(), "developer's warranty", clock.instant());
        events.publishEvent(new ClocksMoved(ticket.number()));
    }

    /** Somebody takes an unowned ticket: first responder for ever, owner until it is solved. */
    public Ticket own(String number) {
        Ticket ticket = held(number);
        ticket.requireOpen("own");
        requireUnowned(ticket);
        Actor actor = actors.current();
        requireApart(ticket, actor.user());
        Instant passesAt =
                passesAt(ticket.site(), ticket.region() == null, ticket.isEmergency(), actor.user(), clock.instant());
        Ticket owned = repository.save(
                ticket.change().owner(actor.user()).passesAt(passesAt).done());
        clocks.describe(number, Dimensions.NONE.withOwner(actor.user()));
        timeline.note(owned, Saying.OWNED.of(fact("user", actor.user())));
        if (passesAt != null) {
            events.publishEvent(new ClocksMoved(number));
        }
        return owned;
    }

    /**
     * What became an emergency before anybody assessed it is repaired at once, as a reported one is.
     *
     * @return the ticket, unless somebody has assessed it or it is solved
     */
    public Optional<Ticket> calledOut(String number) {
        Ticket ticket = held(number);
        if (ticket.outcome() != null || ticket.resolvedAt() != null) {
            return Optional.empty();
        }
        TicketChange change =
                ticket.change().assessed(Outcome.REPAIR, Provider.OWN).status(Status.IN_PROGRESS);
        clocks.describe(number, Dimensions.NONE.withProvider(Provider.OWN.name()));
        String owner = ticket.owner() != null || ticket.about() != null
                ? null
                : ownerOfEmergency(
                        ticket.site(),
                        regions.of(ticket.site(), ticket.home(), ticket.place()).orElse(null),
                        clock.instant());
        if (owner == null) {
            return Optional.of(repository.save(change.done()));
        }
        Ticket called = repository.save(change.owner(owner).done());
        clocks.describe(number, Dimensions.NONE.withOwner(owner));
        timeline.note(called, Saying.OWNED.of(fact("user", owner)));
        return Optional.of(called);
    }

    /** Refuses, naming who has it, where a ticket is owned already. */
    public void requireUnowned(Ticket ticket) {
        if (ticket.owner() != null) {
            throw Refusal.conflict(
                    "{0} owns ticket {1} already; ask them to hand it over, or a supervisor to reassign it",
                    people.nameOf(ticket.owner()), ticket.number());
        }
    }

    /** Word to the resident: meets the response clock. */
    public Ticket reply(String number, String text) {
        Ticket ticket = held(number);
        ticket.requireOpen("reply");
        Ticket replied =
                repository.save(ticket.change().replied(clock.instant()).done());
        told(replied, text);
        sent(replied, text);
        events.publishEvent(new ClocksMoved(number));
        return replied;
    }

    /** What is told on the way is numbered by the timeline. */
    private void sent(Ticket ticket, String text) {
        notices.progress(ticket, timeline.of(ticket.number()).size(), text, null);
    }

    private void start(Ticket ticket, Target target, Instant now) {
        clocks.startNext(ticket.number(), ticket.site(), policy(ticket), target, now, dimensions(ticket));
        events.publishEvent(new ClockStarted(ticket.number()));
    }

    private void told(Ticket ticket, String text) {
        clocks.met(ticket.number(), Target.RESPONSE, clock.instant());
        timeline.tell(ticket, Entry.Type.REPLIED, text);
        nextProgress(ticket);
    }

    /** An older system answered the resident at that time. */
    public Ticket answeredBefore(String number, Instant at) {
        Ticket answered = repository.save(held(number).change().replied(at).done());
        clocks.met(number, Target.RESPONSE, at);
        nextProgress(answered, at);
        events.publishEvent(new ClocksMoved(number));
        return answered;
    }

    /** The resident heard something: the promise of word in between starts again, unless it is solved. */
    public void nextProgress(Ticket ticket) {
        nextProgress(ticket, clock.instant());
    }

    private void nextProgress(Ticket ticket, Instant now) {
        if (ticket.isOpen() && ticket.resolvedAt() != null) {
            clocks.met(ticket.number(), Target.PROGRESS, now);
        } else if (ticket.isOpen()) {
            boolean promised = clocks.renew(
                    ticket.number(), ticket.site(), policy(ticket), Target.PROGRESS, now, dimensions(ticket));
            if (promised) {
                events.publishEvent(new ClockStarted(ticket.number()));
            }
        }
    }

    /** The owner answers the resident and says what it needs. */
    public Ticket assess(String number, Assessment found) {
        Ticket ticket = held(number);
        ticket.requireOpen("assess");
        Instant now = clock.instant();
        if (found.reply() == null && ticket.repliedAt() == null && found.outcome() != Outcome.DUPLICATE) {
            throw Refusal.invalid("reply", "the resident has not heard from us yet; say what you tell them");
        }
        if (found.outcome() == Outcome.REJECTED) {
            requireRejectable(ticket, found.reason());
        }
        if (found.outcome() == Outcome.DUPLICATE) {
            requireOriginal(ticket, found.duplicateOf());
        } else if (found.duplicateOf() != null) {
            throw Refusal.invalid("duplicateOf", "only together with the outcome DUPLICATE");
        }
        // the present one comes along from the process where an emergency is assessed after the work
        if (found.provider() != null && found.provider() != ticket.provider() && found.outcome() != Outcome.REPAIR) {
            throw Refusal.invalid("provider", "only together with the outcome REPAIR");
        }
        Provider provider = found.outcome() != Outcome.REPAIR
                ? null
                : found.provider() != null ? found.provider() : suggestedProvider(ticket);
        TicketChange change = ticket.change()
                .assessed(found.outcome(), provider)
                .duplicateOf(found.duplicateOf())
                .status(Status.IN_PROGRESS);
        if (found.reply() != null) {
            change.replied(now);
        }
        boolean toDeveloper = provider == Provider.DEVELOPER && ticket.provider() != Provider.DEVELOPER;
        String promised = toDeveloper
                ? warranty(ticket.category(), ticket.priority(), ticket.site()).row()
                : ticket.policy();
        change.priority(ticket.priority(), promised);
        boolean moreToDo = ticket.resolvedAt() != null && found.outcome() != Outcome.ANSWERED;
        boolean solves = ticket.resolvedAt() == null && found.outcome() == Outcome.ANSWERED;
        if (found.outcome() == Outcome.ANSWERED) {
            change.resolved(ticket.resolvedAt() == null ? now : ticket.resolvedAt())
                    .visitDue(ticket.visitDue() || visitDue(ticket));
        } else if (moreToDo) {
            change.unresolved();
            clocks.cancel(number, Target.CALLBACK, now);
            clocks.reopen(number, Target.RESOLUTION, dimensions(ticket), now);
        }
        Ticket assessed = repository.save(change.done());
        if (!promised.equals(ticket.policy())) {
            retargetToWarranty(assessed, promised);
        }
        if (found.reply() != null) {
            told(assessed, found.reply());
            if (!solves) { // else it is sent as the solution
                sent(assessed, found.reply());
            }
        } else if (moreToDo) {
            nextProgress(assessed);
        }
        if (provider != null) {
            clocks.describe(number, Dimensions.NONE.withProvider(provider.name()));
        }
        timeline.note(
                assessed,
                Saying.ASSESSED.of(
                        fact("outcome", found.outcome()),
                        fact("reason", found.reason()),
                        fact("duplicateOf", found.duplicateOf())));
        switch (found.outcome()) {
            case ANSWERED -> {
                if (solves) {
                    clocks.met(number, Target.RESOLUTION, now);
                    afterSolution(assessed, now, found.reply() == null ? lastReply(number) : found.reply());
                }
            }
            case INVESTIGATE -> start(assessed, Target.INVESTIGATION, now);
            case REPAIR, REFERRED, DUPLICATE, REJECTED -> {}
        }
        return assessed;
    }

    /** What the resident was answered before anybody assessed it. */
    private @Nullable String lastReply(String number) {
        return timeline.of(number).stream()
                .filter(entry -> entry.type() == Entry.Type.REPLIED)
                .reduce((first, last) -> last)
                .map(Entry::text)
                .orElse(null);
    }

    private void requireRejectable(Ticket ticket, @Nullable String reason) {
        if (reason == null) {
            throw Refusal.invalid("reason", "say why it is rejected");
        }
        boolean confirmable = Stream.of(Role.SUPERVISOR, Role.MANAGER)
                .flatMap(role -> people.with(role, ticket.site()).stream())
                .anyMatch(user -> !user.equals(actor()) && !user.equals(ticket.about()));
        if (!confirmable) {
            throw Refusal.invalid(
                    "outcome", "nobody else could confirm that it is rejected; say what becomes of it otherwise");
        }
    }

    private void requireOriginal(Ticket ticket, @Nullable String original) {
        if (original == null) {
            throw Refusal.invalid("duplicateOf", "name the ticket that this one repeats");
        }
        boolean good = !original.equals(ticket.number())
                && search.find(original)
                        .filter(other -> other.site().equals(ticket.site()) && other.duplicateOf() == null)
                        .isPresent();
        if (!good) {
            throw Refusal.invalid(
                    "duplicateOf", "\"{0}\" is no other ticket of this site that is itself no duplicate", original);
        }
    }

    /** The responsible department says what it found and what it does about it. */
    public Ticket investigated(String number, String finding, String measure) {
        Ticket ticket = held(number);
        ticket.requireOpen("investigate");
        clocks.met(number, Target.INVESTIGATION, clock.instant());
        timeline.note(ticket, Saying.INVESTIGATED.of(fact("finding", finding), fact("measure", measure)));
        return ticket;
    }

    /** The owner tells the resident the result: solved. */
    public Ticket solved(String number, String solution) {
        Ticket ticket = held(number);
        ticket.requireOpen("solve");
        Instant now = clock.instant();
        Ticket solved = repository.save(ticket.change()
                .replied(now)
                .resolved(now)
                .visitDue(visitDue(ticket))
                .done());
        clocks.met(number, Target.RESPONSE, now);
        clocks.met(number, Target.RESOLUTION, now);
        timeline.tell(solved, Entry.Type.SOLVED, solution);
        afterSolution(solved, now, solution);
        return solved;
    }

    /** Refuses whoever rejected a ticket as the one who confirms it, though another may own it by now. */
    @Transactional(readOnly = true)
    public void requireSecondOpinion(Ticket ticket, String user) {
        boolean theirOwn = timeline.of(ticket.number()).stream()
                .filter(entry -> entry.type() == Entry.Type.ASSESSED)
                .reduce((first, last) -> last)
                .filter(entry -> entry.actor().equals(user))
                .isPresent();
        if (theirOwn) {
            throw Refusal.forbidden(
                    "Whoever rejected the ticket does not confirm it; another supervisor or a manager does");
        }
    }

    /** A supervisor or manager looks at a rejection: it stands, or the owner assesses again. */
    public Ticket rejectionReviewed(String number, boolean confirmed, @Nullable String reason) {
        Ticket ticket = held(number);
        requireSecondOpinion(ticket, actor());
        if (!confirmed && reason == null) {
            throw Refusal.invalid("reason", "say what the owner has to look at again");
        }
        Ticket reviewed = confirmed
                ? ticket
                : repository.save(ticket.change().assessed(null, null).done());
        timeline.note(
                reviewed,
                (confirmed ? Saying.REJECTION_CONFIRMED : Saying.REJECTION_SENT_BACK).of(fact("reason", reason)));
        return reviewed;
    }

    /** The work of a repair is done: for a complaint the owner still tells the result. */
    public Ticket workDone(String number, String work) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        TicketChange change = ticket.change();
        boolean unassessed = ticket.isEmergency() && ticket.outcome() == Outcome.REPAIR && !isAssessed(ticket);
        if (unassessed) {
            change.assessed(null, ticket.provider());
        }
        if (ticket.kind() != Kind.COMPLAINT) {
            change.resolved(now).visitDue(true);
        }
        Ticket done = repository.save(change.done());
        timeline.tell(done, Entry.Type.WORK, work);
        if (ticket.kind() != Kind.COMPLAINT) {
            clocks.met(number, Target.RESPONSE, now);
            clocks.met(number, Target.RESOLUTION, now);
            afterSolution(done, now, work);
        }
        return done;
    }

    /** An emergency that a system reported is worked on before anybody assessed it. */
    private boolean isAssessed(Ticket ticket) {
        return timeline.of(ticket.number()).stream().anyMatch(entry -> entry.type() == Entry.Type.ASSESSED);
    }

    /**
     * The owner gave up: closed without work.
     *
     * @param clearance the document that releases a lift or fire installation, without which it is not closed
     */
    public Ticket givenUp(String number, String reason, @Nullable String clearance) {
        Ticket ticket = held(number);
        if (clearance == null
                && catalogue
                        .find(ticket.category())
                        .filter(Category::clearanceRequired)
                        .isPresent()) {
            throw Refusal.invalid("clearance", "name the document that releases it; without it nothing is closed");
        }
        Ticket given = repository.save(ticket.change().withoutWork().done());
        timeline.note(given, Saying.CLOSED_WITHOUT_WORK.of(fact("reason", reason), fact("clearance", clearance)));
        return given;
    }

    /** Another provider does the work. */
    public Ticket providedBy(String number, Provider provider, String reason) {
        Ticket ticket = held(number);
        TicketChange change = ticket.change().provider(provider);
        String promised = provider == Provider.DEVELOPER
                ? warranty(ticket.category(), ticket.priority(), ticket.site()).row()
                : ticket.policy();
        Ticket changed =
                repository.save(change.priority(ticket.priority(), promised).done());
        if (!promised.equals(ticket.policy())) {
            retargetToWarranty(changed, promised);
        }
        clocks.describe(number, Dimensions.NONE.withProvider(provider.name()));
        timeline.note(changed, Saying.OTHER_PROVIDER.of(fact("provider", provider), fact("reason", reason)));
        return changed;
    }

    /** A return visit begins; its number in the ticket counts from one. */
    public Ticket visitOpened(String number) {
        return repository.save(get(number).change().visitOpened().done());
    }

    /** The resident is content, could not be reached or declined: visited. */
    public Ticket visited(String number) {
        return repository.save(get(number).change().visited().done());
    }

    /** The resident objects: the same ticket goes on, its resolution clock too, without the time in between. */
    public Ticket objected(String number, String objection) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        Ticket open = repository.save(ticket.change().objected().done());
        clocks.reopen(number, Target.RESOLUTION, dimensions(ticket), now);
        if (open.objections() < OBJECTIONS) {
            start(open, Target.FOLLOW_UP, now);
        }
        timeline.tell(open, Entry.Type.OBJECTED, objection);
        nextProgress(open);
        return open;
    }

    /** Whether the resident has objected so often that a manager decides. */
    public boolean isForTheManager(Ticket ticket) {
        return ticket.objections() >= OBJECTIONS;
    }

    /** The engineering office sends somebody again: no first-time fix. */
    public Ticket rework(String number, String plan) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        clocks.met(number, Target.FOLLOW_UP, now);
        Provider provider = ticket.provider() == null ? suggestedProvider(ticket) : ticket.provider();
        Ticket again = repository.save(ticket.change()
                .notFixedFirstTime()
                .assessed(Outcome.REPAIR, provider)
                .done());
        clocks.describe(number, Dimensions.NONE.withProvider(provider.name()));
        timeline.note(again, Saying.FOLLOWED_UP.of(fact("action", "REWORK"), fact("plan", plan)));
        return again;
    }

    /** The engineering office explained or compensated: solved again, and another return visit. */
    public Ticket followedUp(String number, String action, String plan) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        clocks.met(number, Target.FOLLOW_UP, now);
        clocks.met(number, Target.RESOLUTION, now);
        Ticket solved =
                repository.save(ticket.change().resolved(now).visitDue(true).done());
        timeline.tell(solved, Saying.FOLLOWED_UP.of(fact("action", action), fact("plan", plan)));
        afterSolution(solved, now, plan);
        return solved;
    }

    /** The manager ends what satisfies nobody, with a reason and what else the resident can do. */
    public Ticket closureDecided(String number, String reason, String redress) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        clocks.met(number, Target.RESOLUTION, now);
        clocks.solved(number, now);
        Ticket decided = repository.save(ticket.change().resolved(now).visited().done());
        timeline.tell(decided, Entry.Type.DECIDED, reason);
        timeline.tell(decided, Entry.Type.DECIDED, redress);
        return decided;
    }

    /** Whether a clock was overrun so far that somebody has to say why. */
    @Transactional(readOnly = true)
    public boolean causeDue(Ticket ticket) {
        boolean straight =
                ticket.withoutWork() || ticket.outcome() == Outcome.DUPLICATE || ticket.outcome() == Outcome.REJECTED;
        return !straight && overrun(ticket.number()).isPresent();
    }

    private Optional<ServiceClock> overrun(String number) {
        Instant now = clock.instant();
        return clocks.of(number).stream()
                .filter(broken -> broken.needsStatedCause(now))
                .findFirst();
    }

    /** Why the promise was broken, for every clock that needs it. */
    public Ticket causeStated(String number, String reason, RootCause cause) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        for (ServiceClock broken : clocks.of(number)) {
            if (broken.needsStatedCause(now)) {
                clocks.stateCause(number, broken.target(), broken.round(), reason, cause, actor(), now);
            }
        }
        timeline.note(ticket, Saying.CAUSE_STATED.of(fact("cause", cause), fact("reason", reason)));
        return ticket;
    }

    /** The end of the main path: what runs is cancelled, the resident is told. */
    public Ticket close(String number) {
        Ticket ticket = held(number);
        Instant now = clock.instant();
        Status end = ticket.outcome() == Outcome.DUPLICATE
                ? Status.DUPLICATE
                : ticket.outcome() == Outcome.REJECTED ? Status.REJECTED : Status.CLOSED;
        causes.compute(number);
        clocks.cancelAll(number, now);
        Ticket closed = repository.save(ticket.change().ended(end, now).done());
        timeline.tell(closed, Saying.CLOSED.of(fact("status", end)));
        events.publishEvent(new TicketEnded(number));
        // a manager's decision is in their own words; what was decided about money is a sentence of the house
        List<Entry> decided = timeline.of(number).stream()
                .filter(entry -> entry.type() == Entry.Type.DECIDED && entry.isPublic() && entry.said() == null)
                .toList();
        notices.closed(closed, last(decided, 1), last(decided, 0));
        return closed;
    }

    private static @Nullable String last(List<Entry> decided, int back) {
        return decided.size() <= back
                ? null
                : decided.get(decided.size() - 1 - back).text();
    }

    /** Who must not take part: a complaint is hidden from the person it is about. */
    public static void requireApart(Ticket ticket, String user) {
        if (user.equals(ticket.about())) {
            throw Refusal.notFound("There is no ticket {0}", ticket.number());
        }
    }

    private void afterSolution(Ticket ticket, Instant now, @Nullable String solution) {
        clocks.solved(ticket.number(), now);
        if (ticket.visitDue()) {
            start(ticket, Target.CALLBACK, now);
        }
        notices.solved(ticket, timesReopened(clocks.of(ticket.number())) + 1, solution);
    }

    /** Solved, and gone on all the same: the resident objected, or the owner found more to do. */
    private static int timesReopened(List<ServiceClock> clocks) {
        return clocks.stream()
                .filter(known -> known.target() == Target.RESOLUTION)
                .mapToInt(ServiceClock::reopened)
                .sum();
    }

    private static boolean visitDue(Ticket ticket) {
        return switch (ticket.kind()) {
            case REPAIR, COMPLAINT -> true;
            // by the number, so that nobody can choose who is asked
            case INQUIRY, SUGGESTION, VALUE_ADDED ->
                Math.floorMod(ticket.number().hashCode(), SAMPLE) == 0;
        };
    }

    private Policy policy(Ticket ticket) {
        return serviceLevels.row(ticket.policy(), ticket.site());
    }

    private String actor() {
        return actors.current().user();
    }

    /** By what reports group the clocks that a ticket starts now; who works on it is not said. */
    public static Dimensions dimensions(Ticket ticket) {
        return new Dimensions(
                ticket.region(),
                ticket.building(),
                ticket.responsible(),
                ticket.owner(),
                null,
                ticket.provider() == null ? null : ticket.provider().name(),
                ticket.category(),
                ticket.priority().name(),
                ticket.channel().name(),
                ticket.kind().name());
    }
}
