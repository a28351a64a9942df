package dev.steward.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.platform.Fingerprint;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox in SQL. */
@Repository
class OutboxRepository {

    static final String NO_ADDRESS = "NO_ADDRESS";
    static final String BAD_ADDRESS = "BAD_ADDRESS";
    static final String ERASED = "ERASED";
    static final String MOOT = "MOOT";

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int LONGEST_ADDRESS = 254;

    private static final String INSERT =
            """
            insert into steward.outbox (site, ticket, stage, round, staff_key, recipient, recipient_user, language,
                                        model, state, reason, created_at, not_before, next_attempt_at, message_id)
            values (:site, :ticket, :stage, :round, :key, :recipient, :user, :language,
                    cast(:model as jsonb), :state, :reason, :now, :notBefore, :notBefore, :messageId)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final ObjectMapper json;
    private final String domain;

    OutboxRepository(
            JdbcClient jdbc, NamedParameterJdbcTemplate batches, ObjectMapper json, NoticeProperties properties) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.domain = properties.messageDomain();
    }

    List<Posting> addNotices(List<Notice> notices, Instant now) {
        List<SqlParameterSource> rows = new ArrayList<>();
        List<Posting> postings = new ArrayList<>();
        for (Notice notice : notices) {
            String email = notice.email() == null ? null : notice.email().strip();
            String unreachable = unreachable(email);
            String stage = notice.stage().name();
            rows.add(row(notice.site(), notice.ticket(), stage, notice.language(), now, now)
                    .addValue("round", notice.round(), Types.INTEGER)
                    .addValue("key", null, Types.VARCHAR)
                    .addValue("recipient", unreachable == null ? email : null, Types.VARCHAR)
                    .addValue("user", null, Types.VARCHAR)
                    .addValue("model", unreachable == null ? write(Model.of(notice.stage(), notice.model())) : "{}")
                    .addValue("state", unreachable == null ? "WAITING" : "SUPPRESSED")
                    .addValue("reason", unreachable, Types.VARCHAR)
                    .addValue(
                            "messageId",
                            messageId(notice.ticket() + "." + stage.toLowerCase(Locale.ROOT) + "." + notice.round())));
            postings.add(unreachable == null ? Posting.WAITING : Posting.SUPPRESSED);
        }
        return add(rows, postings);
    }

    List<Posting> addMessages(List<StaffMessage> messages, Instant now) {
        List<SqlParameterSource> rows = new ArrayList<>();
        List<Posting> postings = new ArrayList<>();
        for (StaffMessage message : messages) {
            Instant notBefore =
                    message.notBefore() == null || message.notBefore().isBefore(now) ? now : message.notBefore();
            rows.add(row(message.site(), message.ticket(), message.stage().name(), message.language(), now, notBefore)
                    .addValue("round", null, Types.INTEGER)
                    .addValue("key", message.key())
                    .addValue("recipient", null, Types.VARCHAR)
                    .addValue("user", message.user())
                    .addValue("model", write(Model.of(message.stage(), message.model())))
                    .addValue("state", "WAITING")
                    .addValue("reason", null, Types.VARCHAR)
                    .addValue("messageId", messageId("staff." + message.key())));
            postings.add(Posting.WAITING);
        }
        return add(rows, postings);
    }

    private List<Posting> add(List<SqlParameterSource> rows, List<Posting> postings) {
        if (rows.isEmpty()) {
            return List.of();
        }
        if (rows.size() == 1) {
            return List.of(batches.update(INSERT, rows.get(0)) == 0 ? Posting.ALREADY : postings.get(0));
        }
        int[] counts = batches.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                postings.set(i, Posting.ALREADY);
            }
        }
        return List.copyOf(postings);
    }

    private static MapSqlParameterSource row(
            String site,
            @Nullable String ticket,
            String stage,
            @Nullable String language,
            Instant now,
            Instant notBefore) {
        return new MapSqlParameterSource()
                .addValue("site", site)
                .addValue("ticket", ticket, Types.VARCHAR)
                .addValue("stage", stage)
                .addValue("language", language, Types.VARCHAR)
                .addValue("now", at(now))
                .addValue("notBefore", at(notBefore));
    }

    /** Takes the next message that is due for the time of a lease; a message whose sender died is taken again. */
    Optional<Envelope> lease(Instant now, Duration lease) {
        return jdbc.sql(
                        """
                        with next as (
                            select id from steward.outbox
                            where state in ('WAITING', 'LEASED') and coalesce(leased_until, next_attempt_at) <= :now
                            order by (stage <> 'PAGE'), (coalesce(leased_until, next_attempt_at))
                            limit 1
                            for update skip locked)
                        update steward.outbox o
                        set state = 'LEASED', leased_until = :until, attempts = attempts + 1
                        from next where o.id = next.id
                        returning o.id, site, ticket, stage, staff_key, recipient, recipient_user, language,
                                  model::text as model, attempts, not_before, message_id
                        """)
                .param("now", at(now))
                .param("until", at(now.plus(lease)))
                .query((row, number) -> envelope(row))
                .optional();
    }

    /** The model is not kept once it has served; false when the lease was lost. */
    boolean sent(Envelope envelope, Instant now) {
        return mark(
                envelope,
                """
                update steward.outbox
                set state = 'SENT', sent_at = :at, leased_until = null, last_error = null, model = '{}'
                where id = :id and state = 'LEASED' and attempts = :attempt
                """,
                now,
                null);
    }

    boolean retry(Envelope envelope, Instant at, String error) {
        return mark(
                envelope,
                """
                update steward.outbox
                set state = 'WAITING', next_attempt_at = :at, leased_until = null, last_error = :text
                where id = :id and state = 'LEASED' and attempts = :attempt
                """,
                at,
                error);
    }

    boolean failed(Envelope envelope, Instant now, String error) {
        return mark(
                envelope,
                """
                update steward.outbox
                set state = 'FAILED', next_attempt_at = :at, leased_until = null, last_error = :text
                where id = :id and state = 'LEASED' and attempts = :attempt
                """,
                now,
                error);
    }

    boolean suppressed(Envelope envelope, Instant now, String reason) {
        return mark(
                envelope,
                """
                update steward.outbox
                set state = 'SUPPRESSED', next_attempt_at = :at, leased_until = null, reason = :text, model = '{}'
                where id = :id and state = 'LEASED' and attempts = :attempt
                """,
                now,
                reason);
    }

    private boolean mark(Envelope envelope, String sql, Instant at, @Nullable String text) {
        return jdbc.sql(sql)
                        .param("id", envelope.id())
                        .param("attempt", envelope.attempt())
                        .param("at", at(at))
                        .param("text", text, Types.VARCHAR)
                        .update()
                == 1;
    }

    List<Delivery> deliveries(String site, String ticket) {
        return jdbc.sql(
                        """
                        select stage, round, state, reason, coalesce(sent_at, created_at) as at
                        from steward.outbox
                        where site = :site and ticket = :ticket and staff_key is null
                        order by created_at, id
                        """)
                .param("site", site)
                .param("ticket", ticket)
                .query((row, number) -> new Delivery(
                        Stage.valueOf(row.getString("stage")),
                        row.getInt("round"),
                        row.getString("state").equals("LEASED")
                                ? Delivery.State.WAITING
                                : Delivery.State.valueOf(row.getString("state")),
                        row.getString("reason"),
                        instant(row, "at")))
                .list();
    }

    void erase(String site, String ticket) {
        jdbc.sql(
                        """
                        update steward.outbox
                        set recipient = null, model = '{}', last_error = null, leased_until = null,
                            reason = case when state in ('WAITING', 'LEASED', 'FAILED') then :erased else reason end,
                            state = case when state in ('WAITING', 'LEASED', 'FAILED') then 'SUPPRESSED' else state end
                        where site = :site and ticket = :ticket
                        """)
                .param("site", site)
                .param("ticket", ticket)
                .param("erased", ERASED)
                .update();
    }

    /** When the next message becomes due that is not due yet: the end of quiet hours, a repeat, the end of a lease. */
    Optional<Instant> nextDue(Instant now) {
        return jdbc.sql(
                        """
                        select coalesce(leased_until, next_attempt_at) as due from steward.outbox
                        where state in ('WAITING', 'LEASED') and coalesce(leased_until, next_attempt_at) > :now
                        order by coalesce(leased_until, next_attempt_at) limit 1
                        """)
                .param("now", at(now))
                .query((row, number) -> instant(row, "due"))
                .optional();
    }

    /** When the message that has waited longest became due; empty when nothing is. */
    Optional<Instant> oldestDue(Instant now) {
        return jdbc.sql(
                        """
                        select not_before from steward.outbox
                        where state in ('WAITING', 'LEASED') and not_before <= :now
                        order by not_before limit 1
                        """)
                .param("now", at(now))
                .query((row, number) -> instant(row, "not_before"))
                .optional();
    }

    long count(String state) {
        return jdbc.sql("select count(*) from steward.outbox where state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private Envelope envelope(ResultSet row) throws SQLException {
        boolean staff = row.getString("staff_key") != null;
        String stage = row.getString("stage");
        return new Envelope(
                row.getLong("id"),
                row.getString("site"),
                row.getString("ticket"),
                staff ? StaffStage.valueOf(stage) : Stage.valueOf(stage),
                row.getString("recipient"),
                row.getString("recipient_user"),
                row.getString("language"),
                read(row.getString("model")),
                row.getInt("attempts"),
                instant(row, "not_before"),
                row.getString("message_id"));
    }

    /** Why nothing can be sent to an address: null when something can. */
    static @Nullable String unreachable(@Nullable String email) {
        if (email == null || email.isBlank()) {
            return NO_ADDRESS;
        }
        if (email.length() > LONGEST_ADDRESS || email.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ')) {
            return BAD_ADDRESS;
        }
        try {
            InternetAddress[] parsed = InternetAddress.parse(email, true);
            boolean plain = parsed.length == 1 && email.equals(parsed[0].getAddress()) && email.indexOf('@') > 0;
            return plain ? null : BAD_ADDRESS;
        } catch (AddressException notAnAddress) {
            return BAD_ADDRESS;
        }
    }

    private String messageId(String text) {
        return "<"
                + (text.length() <= 200 && SAFE.matcher(text).matches()
                        ? text
                        : Fingerprint.of(text).substring(0, 32)) + "@" + domain + ">";
    }

    private String write(Map<String, String> model) {
        try {
            return json.writeValueAsString(model);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> read(String model) {
        try {
            return json.readValue(model, FACTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a message in the outbox has no readable model");
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
