package dev.steward.estate;

import dev.steward.language.Sentence;
import dev.steward.platform.Actor;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import dev.steward.platform.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The handbook of unified replies. It comes from {@code steward.handbook.file} (shipped: {@code handbook.yaml}) at the
 * start; what a company has edited or deleted since stays as it is.
 */
@Component
@Order(12)
public class Handbook implements ApplicationRunner {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_QUESTION = 300;
    private static final int LONGEST_ANSWER = 4000;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Resource file;

    Handbook(
            JdbcClient jdbc,
            Catalogue catalogue,
            Clock clock,
            @Value("${steward.handbook.file:classpath:handbook.yaml}") Resource file) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.clock = clock;
        this.file = file;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        try {
            load(file.getContentAsString(StandardCharsets.UTF_8));
        } catch (Refusal wrong) {
            throw new IllegalStateException("The handbook " + file.getFilename() + " is wrong: " + wrong.getMessage());
        }
    }

    /** Entries with all the words of {@code q} somewhere in them, whatever the language; those about it first. */
    public List<HandbookEntry> search(@Nullable String q, @Nullable String category, int limit) {
        List<String> words = q == null || q.isBlank()
                ? List.of()
                : Arrays.asList(q.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return jdbc.sql(
                        """
                        select key, category, question_en, question_zh, answer_en, answer_zh, when_en, when_zh
                          from steward.handbook h
                         where state <> 'DELETED'
                           and (cast(:category as text) is null or category = :category)
                           and not exists (
                                 select 1 from unnest(string_to_array(:words, chr(31))) word
                                  where strpos(lower(concat_ws(' ', key, category, question_en, question_zh,
                                                               answer_en, answer_zh, when_en, when_zh)), word) = 0)
                         order by (select count(*) from unnest(string_to_array(:words, chr(31))) word
                                    where strpos(lower(question_en || ' ' || question_zh), word) > 0) desc,
                                  category, key
                         limit :limit
                        """)
                .param("category", category)
                .param("words", String.join("\u001f", words))
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    public Optional<HandbookEntry> find(String key) {
        return jdbc.sql(
                        """
                        select key, category, question_en, question_zh, answer_en, answer_zh, when_en, when_zh
                          from steward.handbook
                         where key = :key and state <> 'DELETED'
                        """)
                .param("key", key)
                .query((row, n) -> entry(row))
                .optional();
    }

    /**
     * Puts an entry in, or in the place of the one with its key.
     *
     * @throws Refusal forbidden to all but supervisors, managers and administrators; invalid
     */
    @Transactional
    public void put(Actor actor, HandbookEntry entry) {
        allow(actor);
        List<Fault> faults = new ArrayList<>();
        if (!KEY.matcher(entry.key()).matches()) {
            faults.add(new Fault("key", "has small letters, digits and hyphens only"));
        }
        if (catalogue.find(entry.category()).isEmpty()) {
            faults.add(new Fault("category", "is not in the catalogue"));
        }
        check(faults, "question", entry.question(), LONGEST_QUESTION);
        check(faults, "answer", entry.answer(), LONGEST_ANSWER);
        check(faults, "when", entry.when(), LONGEST_ANSWER);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        save(entry, "EDITED", actor.user());
    }

    /**
     * Takes an entry out for good.
     *
     * @throws Refusal forbidden; not found
     */
    @Transactional
    public void delete(Actor actor, String key) {
        allow(actor);
        int deleted = jdbc.sql(
                        """
                        update steward.handbook
                           set state = 'DELETED', changed_by = :by, changed_at = :now
                         where key = :key and state <> 'DELETED'
                        """)
                .param("key", key)
                .param("by", actor.user())
                .param("now", Rows.utc(clock.instant()))
                .update();
        if (deleted == 0) {
            throw Refusal.notFound("There is no such entry.");
        }
    }

    void load(String yaml) {
        Entry root = Entry.read(yaml).only("entries");
        List<HandbookEntry> entries = new ArrayList<>();
        root.map("entries").forEach((key, entry) -> {
            entry.only("category", "question", "answer", "when");
            if (!KEY.matcher(key).matches()) {
                entry.fault("a key has small letters, digits and hyphens only");
            }
            String category = entry.text("category");
            if (!category.isEmpty() && catalogue.find(category).isEmpty()) {
                entry.faultAt("category", "is not in the catalogue");
            }
            entries.add(new HandbookEntry(
                    key, category, entry.names("question"), entry.names("answer"), entry.names("when")));
        });
        root.refuseFaults();
        entries.forEach(entry -> save(entry, "SHIPPED", Actor.STEWARD.user()));
        List<String> keys = entries.stream().map(HandbookEntry::key).toList();
        jdbc.sql(
                        """
                        delete from steward.handbook
                         where state = 'SHIPPED' and not key = any (string_to_array(:keys, ','))
                        """)
                .param("keys", String.join(",", keys))
                .update();
    }

    private void save(HandbookEntry entry, String state, String by) {
        jdbc.sql(
                        """
                        insert into steward.handbook as old
                            (key, category, question_en, question_zh, answer_en, answer_zh, when_en, when_zh,
                             state, changed_by, changed_at)
                        values (:key, :category, :questionEn, :questionZh, :answerEn, :answerZh, :whenEn, :whenZh,
                                :state, :by, :now)
                        on conflict (key) do update
                           set category = excluded.category,
                               question_en = excluded.question_en, question_zh = excluded.question_zh,
                               answer_en = excluded.answer_en, answer_zh = excluded.answer_zh,
                               when_en = excluded.when_en, when_zh = excluded.when_zh,
                               state = excluded.state, changed_by = excluded.changed_by,
                               changed_at = excluded.changed_at
                         where excluded.state = 'EDITED' or old.state = 'SHIPPED'
                        """)
                .param("key", entry.key())
                .param("category", entry.category())
                .param("questionEn", entry.question().en())
                .param("questionZh", entry.question().zh())
                .param("answerEn", entry.answer().en())
                .param("answerZh", entry.answer().zh())
                .param("whenEn", entry.when().en())
                .param("whenZh", entry.when().zh())
                .param("state", state)
                .param("by", by)
                .param("now", Rows.utc(clock.instant()))
                .update();
    }

    private static HandbookEntry entry(ResultSet row) throws SQLException {
        return new HandbookEntry(
                row.getString("key"),
                row.getString("category"),
                new Names(row.getString("question_en"), row.getString("question_zh")),
                new Names(row.getString("answer_en"), row.getString("answer_zh")),
                new Names(row.getString("when_en"), row.getString("when_zh")));
    }

    private static void check(List<Fault> faults, String field, Names text, int longest) {
        check(faults, field + ".en", text.en(), longest);
        check(faults, field + ".zh", text.zh(), longest);
    }

    private static void check(List<Fault> faults, String field, String text, int longest) {
        Sentence wrong = text.isBlank() ? Sentence.of("is missing") : Text.fault(text, longest);
        if (wrong != null) {
            faults.add(new Fault(field, wrong));
        }
    }

    private static void allow(Actor actor) {
        if (!actor.isAny(Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only a supervisor or manager keeps the handbook.");
        }
    }
}
