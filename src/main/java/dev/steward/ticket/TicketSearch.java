package dev.steward.ticket;

import static dev.steward.ticket.TicketRepository.utc;
import static java.util.stream.Collectors.toSet;

import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Days;
import dev.steward.platform.Fields;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tickets as a person or a system may see them: those of their sites, never a complaint about themselves. */
@Service
@Transactional(readOnly = true)
public class TicketSearch {

    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final int KEY = 100;

    /** In a cursor and in the database: what is not due at all comes last. */
    private static final String NEVER = "infinity";

    private static final Set<String> CRITERIA = Set.of(
            "status",
            "kind",
            "category",
            "site",
            "home",
            "place",
            "owner",
            "overdue",
            "dueBefore",
            "q",
            "cursor",
            "limit");

    /** What a technician owns, had an order of or visited, and what has a task that is theirs or offered to technicians. */
    private static final String IN_HAND =
            """
            (t.owner = :user
             or exists (select from steward.work_order o where o.ticket = t.number and o.technician = :user)
             or exists (select from steward.home_visit v where v.ticket = t.number and v.technician = :user)
             or exists (select from act_ru_task k where k.proc_inst_id_ = t.process
                           and (k.assignee_ = :user
                                or k.assignee_ is null
                                   and exists (select from act_ru_identitylink l
                                                where l.task_id_ = k.id_ and l.type_ = 'candidate'
                                                  and (l.user_id_ = :user or l.group_id_ = 'technician')))))""";

    /**
     * A page of tickets.
     *
     * @param next what {@code cursor} takes for the page after; null at the end
     */
    @Schema(name = "TicketPage")
    record Page(List<TicketSummary> items, @Nullable String next) {}

    private final JdbcClient jdbc;
    private final TicketRepository repository;
    private final Actors actors;
    private final Clock clock;

    TicketSearch(JdbcClient jdbc, TicketRepository repository, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.actors = actors;
        this.clock = clock;
    }

    /** The ticket, if whoever acts may see it; otherwise there is none. */
    public Ticket visible(String number) {
        return find(number).orElseThrow(() -> Refusal.notFound("There is no ticket {0}", number));
    }

    /** The same, where there need not be one. */
    Optional<Ticket> find(String number) {
        return repository.find(number).filter(ticket -> !seen(List.of(ticket)).isEmpty());
    }

    /** Those of several tickets that whoever acts may see, by number, in one statement. */
    List<Ticket> visible(Collection<String> numbers) {
        return seen(repository.find(numbers));
    }

    /** Those of several numbers whose tickets whoever acts may know of. */
    Set<String> known(Collection<String> numbers) {
        return numbers.isEmpty()
                ? Set.of()
                : visible(numbers).stream().map(Ticket::number).collect(toSet());
    }

    private List<Ticket> seen(List<Ticket> tickets) {
        Actor actor = actors.current();
        List<Ticket> theirs = tickets.stream()
                .filter(ticket ->
                        actor.belongsTo(ticket.site()) && !actor.user().equals(ticket.about()))
                .toList();
        if (!onlyRepairs(actor)) {
            return theirs;
        }
        Set<String> others = theirs.stream()
                .filter(ticket -> ticket.outcome() != Outcome.REPAIR)
                .map(Ticket::number)
                .collect(toSet());
        Set<String> inHand = others.isEmpty() ? Set.of() : inHand(actor, others);
        return theirs.stream()
                .filter(ticket -> !others.contains(ticket.number()) || inHand.contains(ticket.number()))
                .toList();
    }

    private Set<String> inHand(Actor actor, Set<String> numbers) {
        return jdbc.sql("select t.number from steward.ticket t where t.number = any(:numbers) and " + IN_HAND)
                .param("numbers", numbers.toArray(String[]::new))
                .param("user", actor.user())
                .query(String.class)
                .set();
    }

    /** Technicians see what is repaired and what they have in hand, not what residents say to the desk. */
    private static boolean onlyRepairs(Actor actor) {
        return actor.is(Role.TECHNICIAN) && actor.roles().size() == 1;
    }

    /**
     * A page of tickets, by the earliest due time.
     *
     * @throws Refusal naming a criterion that is unknown or wrong
     */
    Page list(Map<String, String> criteria) {
        Map<String, Object> given = new HashMap<>(criteria);
        Fields fields = Fields.of(given, CRITERIA);
        Status status = fields.optional("status", Status.class);
        Kind kind = fields.optional("kind", Kind.class);
        String overdue = fields.optional("overdue", 5);
        fields.check(overdue == null || overdue.equals("true") || overdue.equals("false"), "overdue", "true or false");
        String category = fields.optional("category", KEY);
        String site = fields.optional("site", KEY);
        String home = fields.optional("home", KEY);
        String place = fields.optional("place", KEY);
        String owner = fields.optional("owner", KEY);
        Instant dueBefore = fields.optionalInstant("dueBefore");
        String q = fields.optionalLine("q", 100);
        int limit = limit(fields, fields.optional("limit", 10));
        List<String> cursor = cursor(fields, fields.optional("cursor", 200));
        fields.refuse();

        Actor actor = actors.current();
        Instant now = clock.instant();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("user", actor.user());
        parameters.put("now", utc(now));
        parameters.put("limit", limit + 1);
        StringBuilder where = new StringBuilder("t.about is distinct from :user");
        if (!actor.is(Role.ADMINISTRATOR)) {
            where.append(" and t.site = any(:sites)");
            parameters.put("sites", actor.sites().toArray(String[]::new));
        }
        if (onlyRepairs(actor)) {
            where.append(" and (t.outcome = 'REPAIR' or ").append(IN_HAND).append(')');
        }
        if (status == Status.WAITING_RESIDENT) {
            where.append(" and t.waiting");
        } else if (status != null) {
            where.append(" and t.status = :status and not t.waiting");
            parameters.put("status", status.name());
        }
        equal(where, parameters, "kind", kind == null ? null : kind.name());
        equal(where, parameters, "category", category);
        equal(where, parameters, "site", site);
        equal(where, parameters, "home", home);
        equal(where, parameters, "place", place);
        equal(where, parameters, "owner", owner);
        if (q != null) {
            where.append(" and (t.number ilike :q or t.title ilike :q or exists (select 1 from steward.ticket_person p"
                    + " where p.ticket = t.number and (p.name ilike :q or p.phone like :q)))");
            parameters.put(
                    "q", "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
        if (overdue != null) {
            where.append(overdue.equals("true") ? " and due.at < :now" : " and (due.at is null or due.at >= :now)");
        }
        if (dueBefore != null) {
            where.append(" and due.at < :dueBefore");
            parameters.put("dueBefore", utc(dueBefore));
        }
        if (!cursor.isEmpty()) {
            where.append(" and (coalesce(due.at, 'infinity'), t.number) > (cast(:after as timestamptz), :afterNumber)");
            parameters.put("after", cursor.get(0));
            parameters.put("afterNumber", cursor.get(1));
        }
        List<Row> rows = jdbc.sql(
                        """
                        select t.*, due.at as due_at
                          from steward.ticket t
                          left join lateral (select min(c.due_at) as at from steward.clock c
                                              where c.ticket = t.number and c.open) due on true
                         where %s
                         order by coalesce(due.at, 'infinity'), t.number limit :limit
                        """
                                .formatted(where))
                .params(parameters)
                .query((row, n) -> row(row, now))
                .list();
        List<TicketSummary> items = new ArrayList<>();
        rows.stream().limit(limit).forEach(row -> items.add(row.summary()));
        return new Page(items, rows.size() > limit ? rows.get(limit - 1).cursor() : null);
    }

    private record Row(TicketSummary summary, String cursor) {}

    private static Row row(ResultSet row, Instant now) throws SQLException {
        Ticket ticket = TicketRepository.ticket(row);
        Instant due = TicketRepository.instant(row, "due_at");
        String key = (due == null ? NEVER : due) + "|" + ticket.number();
        return new Row(
                new TicketSummary(
                        ticket.number(),
                        ticket.kind(),
                        ticket.category(),
                        ticket.title(),
                        ticket.site(),
                        ticket.home(),
                        ticket.place(),
                        ticket.shownStatus(),
                        ticket.priority(),
                        ticket.owner(),
                        ticket.openedAt(),
                        due,
                        due != null && due.isBefore(now)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static void equal(
            StringBuilder where, Map<String, Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            where.append(" and t.").append(column).append(" = :").append(column);
            parameters.put(column, value);
        }
    }

    private static int limit(Fields fields, @Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        boolean good = text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MOST;
        fields.check(good, "limit", "a number from 1 to {0}", MOST);
        return good ? Integer.parseInt(text) : USUAL;
    }

    private static List<String> cursor(Fields fields, @Nullable String text) {
        if (text == null) {
            return List.of();
        }
        try {
            List<String> parts =
                    List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|"));
            if (parts.size() == 2 && isDue(parts.get(0)) && parts.get(1).matches("ST-[0-9-]{1,30}")) {
                return parts;
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // told below
        }
        fields.check(false, "cursor", "take it from the field next of the page before");
        return List.of();
    }

    private static boolean isDue(String text) {
        return text.equals(NEVER) || Days.have(Instant.parse(text));
    }
}
