package dev.steward.platform.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tokens in the database. */
@Repository
class TokenRepository {

    private final JdbcClient sql;

    TokenRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whom a token that is good now stands for, and whether this is its first use of the day. */
    record Bearer(UUID id, Caller caller, boolean firstToday) {}

    /**
     * Whom a token stands for. One statement and no memory: whoever is deleted, or loses a role or a site on any node, has
     * lost it with the next request.
     */
    Optional<Bearer> bearer(byte[] fingerprint, Instant now) {
        return sql.sql(
                        """
                        select token.id, token.user_id, token.last_used_on is distinct from :today as first_today,
                               array(select member.group_id_ from public.act_id_membership member
                                      where member.user_id_ = token.user_id) as groups,
                               array(select of_user.tenant_id_ from public.act_id_tenant_member of_user
                                      where of_user.user_id_ = token.user_id
                                     union
                                     select of_group.tenant_id_
                                       from public.act_id_tenant_member of_group
                                       join public.act_id_membership member on member.group_id_ = of_group.group_id_
                                      where member.user_id_ = token.user_id) as tenants
                          from steward.token token
                          join public.act_id_user account on account.id_ = token.user_id
                         where token.fingerprint = :fingerprint and token.revoked_at is null
                           and token.expires_at > :now
                        """)
                .param("fingerprint", fingerprint)
                .param("today", today(now))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Bearer(
                        row.getObject("id", UUID.class),
                        new Caller(row.getString("user_id"), texts(row, "groups"), texts(row, "tenants")),
                        row.getBoolean("first_today")))
                .optional();
    }

    void used(UUID id, Instant now) {
        sql.sql("update steward.token set last_used_on = :today where id = :id")
                .param("today", today(now))
                .param("id", id)
                .update();
    }

    /** Adds a token; false when the account has one of that name. */
    boolean add(Token token, byte[] fingerprint) {
        return sql.sql(
                                """
                                insert into steward.token (id, user_id, name, fingerprint, created_by, created_at, expires_at)
                                values (:id, :user, :name, :fingerprint, :createdBy, :createdAt, :expiresAt)
                                on conflict (user_id, name) where revoked_at is null do nothing
                                """)
                        .param("id", token.id())
                        .param("user", token.user())
                        .param("name", token.name())
                        .param("fingerprint", fingerprint)
                        .param("createdBy", token.createdBy())
                        .param("createdAt", token.createdAt().atOffset(ZoneOffset.UTC))
                        .param("expiresAt", token.expiresAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** How many tokens of an account are good. */
    int good(String user, Instant now) {
        return sql.sql(
                        """
                        select count(*) from steward.token
                         where user_id = :user and revoked_at is null and expires_at > :now
                        """)
                .param("user", user)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    Optional<Token> find(UUID id) {
        return sql.sql("select * from steward.token where id = :id")
                .param("id", id)
                .query((row, n) -> token(row))
                .optional();
    }

    /** The tokens of an account, or of all: the good ones first, then newest first. */
    List<Token> list(@Nullable String user, Instant now) {
        return sql.sql(
                        """
                        select * from steward.token
                         where cast(:user as text) is null or user_id = :user
                         order by revoked_at is null and expires_at > :now desc, created_at desc, id limit 1000
                        """)
                .param("user", user)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> token(row))
                .list();
    }

    void revoke(UUID id, String by, Instant now) {
        sql.sql(
                        """
                        update steward.token set revoked_at = :now, revoked_by = :by
                         where id = :id and revoked_at is null
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("id", id)
                .update();
    }

    /** Removes those that were revoked or expired before a time. */
    void forgetEnded(Instant before) {
        sql.sql("delete from steward.token where least(revoked_at, expires_at) < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(String user) {
        sql.sql("delete from steward.token where user_id = :user")
                .param("user", user)
                .update();
    }

    private static Token token(ResultSet row) throws SQLException {
        Timestamp revoked = row.getTimestamp("revoked_at");
        return new Token(
                row.getObject("id", UUID.class),
                row.getString("user_id"),
                row.getString("name"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getObject("last_used_on", LocalDate.class),
                revoked == null ? null : revoked.toInstant());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static LocalDate today(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
