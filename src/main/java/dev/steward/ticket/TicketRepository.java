package dev.steward.ticket;

import dev.steward.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Tickets in SQL: one insert, one versioned update, and the questions that the rules ask. */
@Repository
class TicketRepository {

    /** A number for a new ticket and the earlier one that it repeats. */
    record Draw(long sequence, @Nullable String earlier) {}

    private final JdbcClient jdbc;

    TicketRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Draws the next number and finds the latest ticket of the same home and category that closed in a time. Where
     * nothing was done in the end nothing comes back, and what somebody orders again is no fault.
     */
    Draw draw(String site, @Nullable String home, String category, Kind kind, Instant closedAfter, Instant closedBy) {
        return jdbc.sql(
                        """
                        select nextval('steward.ticket_number') as sequence,
                               (select number from steward.ticket
                                 where site = :site and home = :home and category = :category
                                   and closed_at > :after and closed_at <= :by and status = 'CLOSED' and not without_work
                                   and kind <> 'VALUE_ADDED' and :kind <> 'VALUE_ADDED'
                                 order by closed_at desc limit 1) as earlier
                        """)
                .param("site", site)
                .param("home", home, Types.VARCHAR)
                .param("category", category)
                .param("kind", kind.name())
                .param("after", utc(closedAfter))
                .param("by", utc(closedBy))
                .query((row, n) -> new Draw(row.getLong("sequence"), row.getString("earlier")))
                .single();
    }

    /** Adds a ticket and its person in one statement. */
    void add(Ticket ticket, Person person) {
        StatementSpec insert = jdbc.sql(
                        """
                        with added as (
                          insert into steward.ticket (number, site, home, place, building, region, asset, kind, category,
                            title, description, channel, external_reference, external_due_at, appointment_from,
                            appointment_to, priority, hazard, responsible, cooperating, facing, candidate_group, skill,
                            policy, first_responder, owner, about, status, waiting, outcome, provider, replied_at,
                            opened_at, resolved_at, closed_at, objections, visits, visit_due, first_time_fix, without_work,
                            urges, recurrence_of, duplicate_of, split_from, passes_at, process, version)
                          values (:number, :site, :home, :place, :building, :region, :asset, :kind, :category,
                            :title, :description, :channel, :externalReference, :externalDueAt, :appointmentFrom,
                            :appointmentTo, :priority, :hazard, :responsible, :cooperating, :facing, :candidateGroup, :skill,
                            :policy, :firstResponder, :owner, :about, :status, :waiting, :outcome, :provider, :repliedAt,
                            :openedAt, :resolvedAt, :closedAt, :objections, :visits, :visitDue, :firstTimeFix, :withoutWork,
                            :urges, :recurrenceOf, :duplicateOf, :splitFrom, :passesAt, :process, 0)
                          returning number, site)
                        insert into steward.ticket_person (ticket, site, name, phone, email, language, role, contact_name,
                          contact_phone)
                        select number, site, :name, :phone, :email, :language, :role, :contactName, :contactPhone from added
                        """)
                .param("number", ticket.number())
                .param("site", ticket.site())
                .param("home", ticket.home(), Types.VARCHAR)
                .param("place", ticket.place(), Types.VARCHAR)
                .param("building", ticket.building(), Types.VARCHAR)
                .param("region", ticket.region(), Types.VARCHAR)
                .param("asset", ticket.asset(), Types.VARCHAR)
                .param("kind", ticket.kind().name())
                .param("category", ticket.category())
                .param("title", ticket.title())
                .param("description", ticket.description())
                .param("channel", ticket.channel().name())
                .param("externalReference", ticket.externalReference(), Types.VARCHAR)
                .param("externalDueAt", utc(ticket.externalDueAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "appointmentFrom",
                        ticket.appointment() == null
                                ? null
                                : utc(ticket.appointment().from()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "appointmentTo",
                        ticket.appointment() == null
                                ? null
                                : utc(ticket.appointment().to()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("hazard", ticket.hazard())
                .param("responsible", ticket.responsible())
                .param("cooperating", ticket.cooperating(), Types.VARCHAR)
                .param("facing", ticket.facing())
                .param("candidateGroup", ticket.candidateGroup())
                .param("skill", ticket.skill(), Types.VARCHAR)
                .param("about", ticket.about(), Types.VARCHAR)
                .param("openedAt", utc(ticket.openedAt()))
                .param("recurrenceOf", ticket.recurrenceOf(), Types.VARCHAR)
                .param("splitFrom", ticket.splitFrom(), Types.VARCHAR)
                .param("process", ticket.process(), Types.VARCHAR)
                .param("name", person.name(), Types.VARCHAR)
                .param("phone", person.phone(), Types.VARCHAR)
                .param("email", person.email(), Types.VARCHAR)
                .param("language", person.language())
                .param("role", person.role() == null ? null : person.role().name(), Types.VARCHAR)
                .param("contactName", person.contactName(), Types.VARCHAR)
                .param("contactPhone", person.contactPhone(), Types.VARCHAR);
        changing(insert, ticket).update();
    }

    /** Saves a step; whoever read an older version is refused. */
    Ticket save(Ticket ticket) {
        StatementSpec update = jdbc.sql(
                        """
                        update steward.ticket set priority = :priority, policy = :policy, first_responder = :firstResponder,
                          owner = :owner, status = :status, waiting = :waiting, outcome = :outcome, provider = :provider,
                          replied_at = :repliedAt, resolved_at = :resolvedAt, closed_at = :closedAt,
                          objections = :objections, visits = :visits, visit_due = :visitDue,
                          first_time_fix = :firstTimeFix, without_work = :withoutWork, urges = :urges,
                          duplicate_of = :duplicateOf, passes_at = :passesAt, version = version + 1
                         where number = :number and version = :version
                        returning *
                        """)
                .param("number", ticket.number())
                .param("version", ticket.version());
        return changing(update, ticket)
                .query((row, n) -> ticket(row))
                .optional()
                .orElseThrow(() -> Refusal.conflict(
                        "Ticket {0} was changed by somebody else meanwhile; read it again", ticket.number()));
    }

    private static StatementSpec changing(StatementSpec statement, Ticket ticket) {
        return statement
                .param("priority", ticket.priority().name())
                .param("policy", ticket.policy())
                .param("firstResponder", ticket.firstResponder(), Types.VARCHAR)
                .param("owner", ticket.owner(), Types.VARCHAR)
                .param("status", ticket.status().name())
                .param("waiting", ticket.waiting())
                .param(
                        "outcome",
                        ticket.outcome() == null ? null : ticket.outcome().name(),
                        Types.VARCHAR)
                .param(
                        "provider",
                        ticket.provider() == null ? null : ticket.provider().name(),
                        Types.VARCHAR)
                .param("repliedAt", utc(ticket.repliedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("resolvedAt", utc(ticket.resolvedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("closedAt", utc(ticket.closedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("objections", ticket.objections())
                .param("visits", ticket.visits())
                .param("visitDue", ticket.visitDue())
                .param("firstTimeFix", ticket.firstTimeFix())
                .param("withoutWork", ticket.withoutWork())
                .param("urges", ticket.urges())
                .param("duplicateOf", ticket.duplicateOf(), Types.VARCHAR)
                .param("passesAt", utc(ticket.passesAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    Optional<Ticket> find(String number) {
        return jdbc.sql("select * from steward.ticket where number = :number")
                .param("number", number)
                .query((row, n) -> ticket(row))
                .optional();
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    Optional<Ticket> hold(String number) {
        return jdbc.sql("select * from steward.ticket where number = :number for update")
                .param("number", number)
                .query((row, n) -> ticket(row))
                .optional();
    }

    /** The ticket of a site that came through a channel under the number of another system. */
    Optional<Ticket> find(String site, Channel channel, String externalReference) {
        return jdbc.sql(
                        """
                        select * from steward.ticket
                         where site = :site and channel = :channel and external_reference = :reference
                        """)
                .param("site", site)
                .param("channel", channel.name())
                .param("reference", externalReference)
                .query((row, n) -> ticket(row))
                .optional();
    }

    /** Several tickets, by number; those that do not exist are missing. */
    List<Ticket> find(Collection<String> numbers) {
        return jdbc.sql("select * from steward.ticket where number = any(:numbers) order by number")
                .param("numbers", numbers.toArray(String[]::new))
                .query((row, n) -> ticket(row))
                .list();
    }

    Optional<Person> person(String number) {
        return jdbc.sql("select * from steward.ticket_person where ticket = :number")
                .param("number", number)
                .query((row, n) -> new Person(
                        row.getString("name"),
                        row.getString("phone"),
                        row.getString("email"),
                        row.getString("language"),
                        row.getString("role") == null ? null : ReporterRole.valueOf(row.getString("role")),
                        row.getString("contact_name"),
                        row.getString("contact_phone")))
                .optional();
    }

    /** The home had the same fault again: the earlier ticket was no first-time fix. */
    void loseFirstTimeFix(String number) {
        jdbc.sql("update steward.ticket set first_time_fix = false, version = version + 1 where number = :number")
                .param("number", number)
                .update();
    }

    /** Tickets that name this one: duplicates, recurrences and those split off. */
    List<String> linkedTo(String number) {
        return jdbc.sql(
                        """
                        select number from steward.ticket
                         where duplicate_of = :number or recurrence_of = :number or split_from = :number order by number
                        """)
                .param("number", number)
                .query(String.class)
                .list();
    }

    Optional<Instant> wakesAt(String number) {
        return jdbc.sql("select wakes_at from steward.ticket where number = :number")
                .param("number", number)
                .query((row, n) -> Optional.ofNullable(instant(row, "wakes_at")))
                .optional()
                .flatMap(found -> found);
    }

    void wakesAt(String number, Instant at) {
        jdbc.sql("update steward.ticket set wakes_at = :at where number = :number")
                .param("number", number)
                .param("at", utc(at))
                .update();
    }

    static Ticket ticket(ResultSet row) throws SQLException {
        Instant from = instant(row, "appointment_from");
        Instant to = instant(row, "appointment_to");
        return new Ticket(
                row.getString("number"),
                row.getString("site"),
                row.getString("home"),
                row.getString("place"),
                row.getString("building"),
                row.getString("region"),
                row.getString("asset"),
                Kind.valueOf(row.getString("kind")),
                row.getString("category"),
                row.getString("title"),
                row.getString("description"),
                Channel.valueOf(row.getString("channel")),
                row.getString("external_reference"),
                instant(row, "external_due_at"),
                from == null || to == null ? null : new Slot(from, to),
                Priority.valueOf(row.getString("priority")),
                row.getBoolean("hazard"),
                row.getString("responsible"),
                row.getString("cooperating"),
                row.getString("facing"),
                row.getString("candidate_group"),
                row.getString("skill"),
                row.getString("policy"),
                row.getString("first_responder"),
                row.getString("owner"),
                row.getString("about"),
                Status.valueOf(row.getString("status")),
                row.getBoolean("waiting"),
                row.getString("outcome") == null ? null : Outcome.valueOf(row.getString("outcome")),
                row.getString("provider") == null ? null : Provider.valueOf(row.getString("provider")),
                instant(row, "replied_at"),
                Objects.requireNonNull(instant(row, "opened_at")),
                instant(row, "resolved_at"),
                instant(row, "closed_at"),
                row.getInt("objections"),
                row.getInt("visits"),
                row.getBoolean("visit_due"),
                row.getBoolean("first_time_fix"),
                row.getBoolean("without_work"),
                row.getInt("urges"),
                row.getString("recurrence_of"),
                row.getString("duplicate_of"),
                row.getString("split_from"),
                instant(row, "passes_at"),
                row.getString("process"),
                row.getLong("version"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
