package dev.steward.ticket;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Category;
import dev.steward.estate.Location;
import dev.steward.estate.Locations;
import dev.steward.estate.Member;
import dev.steward.estate.PhoneNumber;
import dev.steward.estate.Site;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Fields;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what was reported, from whatever channel, and refuses what is wrong before anything exists: each fault with the
 * name of the variable. The names are the public contract of the start of {@code service-ticket}.
 */
@Component
public class Reports {

    /** All variables that a start may carry. */
    public static final Set<String> VARIABLES = Set.of(
            "kind",
            "category",
            "title",
            "description",
            "site",
            "home",
            "place",
            "asset",
            "reporterName",
            "reporterPhone",
            "reporterEmail",
            "language",
            "reporterRole",
            "contactName",
            "contactPhone",
            "channel",
            "externalReference",
            "externalDueAt",
            "appointmentFrom",
            "appointmentTo",
            "reply",
            "outcome",
            "provider",
            "attachTo",
            "about",
            "takenBy",
            "splitFrom",
            "openedAt");

    /** The same home and category within this time after a closing is a recurrence. */
    private static final Duration RECURRENCE = Duration.ofDays(30);

    /** Whether somebody of ours takes reports, and so speaks with whoever calls. */
    static boolean takes(Actor actor) {
        return actor.isStaff() && actor.isAny(Role.TAKE_REPORTS);
    }

    private static final int TITLE = 200;
    private static final int TEXT = 5_000;
    private static final int NAME = 100;

    private final Locations locations;
    private final Catalogue catalogue;
    private final TicketRepository tickets;
    private final People people;
    private final Actors actors;
    private final Clock clock;

    Reports(
            Locations locations,
            Catalogue catalogue,
            TicketRepository tickets,
            People people,
            Actors actors,
            Clock clock) {
        this.locations = locations;
        this.catalogue = catalogue;
        this.tickets = tickets;
        this.people = people;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Reads a report.
     *
     * @param variables as they were sent; unknown ones are refused
     * @throws Refusal naming every variable that is wrong
     */
    public Report receive(Map<String, Object> variables) {
        Fields fields = Fields.of(variables, VARIABLES);
        Kind kind = fields.required("kind", Kind.class);
        String key = fields.required("category", NAME);
        String title = fields.requiredLine("title", TITLE);
        String description = fields.requiredText("description", TEXT);
        String siteKey = fields.required("site", NAME);
        String home = fields.optional("home", NAME);
        String place = fields.optional("place", NAME);
        String asset = fields.optionalLine("asset", NAME);
        Channel channel = fields.optional("channel", Channel.class, defaultChannel());
        ReporterRole role = fields.optional("reporterRole", ReporterRole.class);
        String externalReference = fields.optionalLine("externalReference", TITLE);
        Instant externalDueAt = fields.optionalInstant("externalDueAt");
        Instant openedAt = fields.optionalInstant("openedAt");
        Instant from = fields.optionalInstant("appointmentFrom");
        Instant to = fields.optionalInstant("appointmentTo");
        String reply = fields.optionalText("reply", TEXT);
        Outcome outcome = fields.optional("outcome", Outcome.class);
        Provider provider = fields.optional("provider", Provider.class);
        String about = fields.optional("about", NAME);
        String takenBy = fields.optional("takenBy", NAME);
        String splitFrom = fields.optional("splitFrom", NAME);
        String name = fields.optionalLine("reporterName", NAME);
        String language = fields.optionalLine("language", 35);
        String contactName = fields.optionalLine("contactName", NAME);
        String email = fields.optionalEmail("reporterEmail");
        String phone = fields.optionalLine("reporterPhone", 40);
        String contactPhone = fields.optionalLine("contactPhone", 40);

        Category category = key == null ? null : catalogue.find(key).orElse(null);
        fields.check(key == null || category != null, "category", "\"{0}\" is not in the catalogue", key);
        fields.check((home == null) != (place == null), home == null ? "home" : "place", "give either home or place");
        fields.check(
                (from == null) == (to == null) && (from == null || to == null || from.isBefore(to)),
                "appointmentTo",
                "a slot has a beginning and a later end");
        fields.check(to == null || !to.isBefore(clock.instant()), "appointmentTo", "the slot is over already");
        fields.check(from == null || home != null, "appointmentFrom", "in a shared area nobody needs an appointment");
        fields.check(about == null || kind == Kind.COMPLAINT, "about", "only a complaint is about somebody");
        fields.check(
                openedAt == null || (channel == Channel.IMPORT && !openedAt.isAfter(clock.instant())),
                "openedAt",
                "only what is imported was opened at another time than now, and never later");
        fields.check(
                outcome != Outcome.DUPLICATE && outcome != Outcome.REJECTED,
                "outcome",
                "on the call it can be ANSWERED, REPAIR, INVESTIGATE or REFERRED");
        fields.check(outcome == null || reply != null, "reply", "tell the resident's answer together with an outcome");
        fields.refuse();

        Actor actor = actors.current();
        if (!actor.belongsTo(siteKey)) {
            throw Refusal.invalid("site", "no such site, or not one of yours");
        }
        if (splitFrom == null && !actor.isSteward() && !actor.isAny(Role.TAKE_REPORTS)) {
            throw Refusal.forbidden("Your role takes no reports; ask the desk");
        }
        Location location = locations.require(siteKey, home, place);
        Site site = location.site();
        String reporterPhone = phone(fields, "reporterPhone", phone, site);
        String accessPhone = phone(fields, "contactPhone", contactPhone, site);
        requireNew(site.key(), channel, externalReference);
        if (takenBy != null) {
            people.staff("takenBy", takenBy, siteKey);
        }
        if (about != null) {
            people.staff("about", about, siteKey);
            fields.check(!about.equals(actor.user()), "about", "somebody else takes what is said about yourself");
        }
        fields.check(
                splitFrom == null
                        || tickets.find(splitFrom)
                                .filter(first -> first.site().equals(siteKey))
                                .isPresent(),
                "splitFrom",
                "no ticket of this site");
        fields.check(
                channel != Channel.IMPORT
                        || actor.isSteward()
                        || actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR, Role.INTEGRATION),
                "channel",
                "only a supervisor, a manager or a system imports");
        fields.check(
                outcome == null || takenBy != null || actor.isStaff() || actor.isSteward(),
                "outcome",
                "only somebody of the staff can have answered; name them in takenBy");
        fields.check(
                home == null
                        || name != null
                        || reporterPhone != null
                        || email != null
                        || channel == Channel.IMPORT
                        || role == ReporterRole.SYSTEM
                        || splitFrom != null,
                "reporterName",
                "who reports it? give a name, a telephone number or an e-mail address");
        fields.refuse();

        Member member = location.member(reporterPhone, email).orElse(null);
        Person reporter = new Person(
                name != null ? name : member == null ? null : member.resident().name(),
                reporterPhone != null
                        ? reporterPhone
                        : member == null ? null : member.resident().phone(),
                email != null
                        ? email
                        : member == null ? null : member.resident().email(),
                language != null
                        ? language.toLowerCase(Locale.ROOT)
                        : member == null
                                ? site.languageDefault()
                                : member.resident().language(),
                role,
                contactName,
                accessPhone);
        Instant opened = openedAt == null ? clock.instant() : openedAt;
        var draw = tickets.draw(siteKey, home, key, kind, opened.minus(RECURRENCE), opened);
        return new Report(
                number(draw.sequence()),
                kind,
                key,
                title,
                description,
                location,
                asset,
                reporter,
                channel,
                externalReference,
                externalDueAt,
                from == null || to == null ? null : new Slot(from, to),
                takenBy,
                reply,
                outcome,
                provider,
                about,
                draw.earlier(),
                splitFrom,
                openedAt);
    }

    /** What another system calls by one number is one ticket; whoever it is about does not learn which. */
    private void requireNew(String site, Channel channel, @Nullable String reference) {
        Ticket known = reference == null
                ? null
                : tickets.find(site, channel, reference).orElse(null);
        if (known == null) {
            return;
        }
        throw actors.current().user().equals(known.about())
                ? Refusal.invalid("externalReference", "\"{0}\" came through this channel before", reference)
                : Refusal.invalid(
                        "externalReference",
                        "\"{0}\" came through this channel before, as ticket {1}; while that one is open, name it in"
                                + " attachTo",
                        reference,
                        known.number());
    }

    /**
     * Whether a report only repeats an open ticket, named in {@code attachTo}.
     *
     * @throws Refusal when that ticket is not there for whoever reports, or has ended
     */
    public Optional<Attachment> attachment(Map<String, Object> variables) {
        if (variables.get("attachTo") == null) {
            return Optional.empty();
        }
        Fields fields = Fields.of(variables, VARIABLES);
        String number = fields.required("attachTo", NAME);
        String title = fields.optionalLine("title", TITLE);
        String description = fields.optionalText("description", TEXT);
        fields.refuse();
        Actor actor = actors.current();
        boolean open = tickets.find(number)
                .filter(ticket -> ticket.isOpen()
                        && actor.belongsTo(ticket.site())
                        && !actor.user().equals(ticket.about()))
                .isPresent();
        fields.check(open, "attachTo", "\"{0}\" is no open ticket of one of your sites", number);
        fields.refuse();
        return Optional.of(
                new Attachment(number, description != null ? description : title != null ? title : "reported again"));
    }

    private String number(long sequence) {
        return "ST-%d-%06d".formatted(clock.instant().atOffset(ZoneOffset.UTC).getYear(), sequence);
    }

    private Channel defaultChannel() {
        return actors.current().isStaff() ? Channel.FRONT_DESK : Channel.API;
    }

    private static @Nullable String phone(Fields fields, String field, @Nullable String text, Site site) {
        if (text == null) {
            return null;
        }
        var number = PhoneNumber.parse(text, site.country());
        fields.check(number.isPresent(), field, "not a telephone number; give it with the country code, +86…");
        return number.map(PhoneNumber::e164).orElse(null);
    }
}
