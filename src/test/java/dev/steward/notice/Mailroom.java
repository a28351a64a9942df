package dev.steward.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.TestDatabase;
import dev.steward.platform.Address;
import dev.steward.platform.Addresses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and its sender on a real database, with a clock, a mail server's port and a staff list that a test sets. */
final class Mailroom implements AutoCloseable {

    static final Instant START = Instant.parse("2026-06-05T06:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(2);

    @Configuration
    @EnableTransactionManagement
    static class Transactions {}

    final Map<String, Address> staff = new ConcurrentHashMap<>();
    final Set<String> moot = ConcurrentHashMap.newKeySet();
    final JavaMailSenderImpl server = new JavaMailSenderImpl();
    final Ticking clock = new Ticking();
    final DataSource database;
    final JdbcClient jdbc;
    final Outbox outbox;
    final OutboxRepository repository;
    final TransactionTemplate transaction;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final NoticeProperties properties = new NoticeProperties(
            "desk@steward.example",
            null,
            LEASE,
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5)),
            Duration.ofMinutes(30));

    Mailroom() {
        server.setHost("127.0.0.1");
        server.getJavaMailProperties().setProperty("mail.smtp.timeout", "2000");
        database = ProxyDataSourceBuilder.create(TestDatabase.migrated())
                .countQuery()
                .build();
        jdbc = JdbcClient.create(database);
        context.register(Transactions.class, Outbox.class, OutboxRepository.class);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(database));
        context.registerBean(ObjectMapper.class, () -> new ObjectMapper());
        context.registerBean(NoticeProperties.class, () -> properties);
        context.refresh();
        outbox = context.getBean(Outbox.class);
        repository = context.getBean(OutboxRepository.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    /** A sender of its own, as a further node would have. */
    Sender sender() {
        return sender(repository);
    }

    /** A sender that is killed after the mail server took the message and before it is marked. */
    Sender killedBeforeMarking() {
        OutboxRepository lost =
                new OutboxRepository(jdbc, new NamedParameterJdbcTemplate(database), new ObjectMapper(), properties) {
                    @Override
                    boolean sent(Envelope envelope, Instant now) {
                        throw new IllegalStateException("killed");
                    }
                };
        return sender(lost);
    }

    private Sender sender(OutboxRepository repository) {
        Addresses addresses = user -> Optional.ofNullable(staff.get(user));
        return new Sender(
                repository,
                new Letters(DESKS),
                DESKS,
                addresses,
                (ticket, rung, target) -> !moot.contains(ticket),
                new Mailer(server, properties),
                properties,
                clock);
    }

    static final Desks DESKS = new Desks() {
        @Override
        public Optional<Desk> of(String site) {
            return desk(site);
        }

        @Override
        public Optional<String> category(String key, Locale language) {
            return key.equals("lifts")
                    ? Optional.of(language.getLanguage().equals("zh") ? "电梯" : "Lifts")
                    : Optional.empty();
        }

        @Override
        public Optional<String> person(String site, String user, Locale language) {
            return site.equals("sunshine") && user.equals("frontdesk")
                    ? Optional.of(language.getLanguage().equals("zh") ? "前台小周" : "Zhou Min")
                    : Optional.empty();
        }
    };

    static Optional<Desk> desk(String site) {
        return switch (site) {
            case "sunshine" ->
                Optional.of(new Desk(
                        Map.of("en", "Sunshine Garden", "zh", "阳光花园"),
                        ZoneId.of("Asia/Shanghai"),
                        "zh",
                        "+86 21 5555 0100"));
            case "harbour" ->
                Optional.of(
                        new Desk(Map.of("en", "Harbour Court", "zh", "海港苑"), ZoneId.of("Europe/Berlin"), "de", null));
            default -> Optional.empty();
        };
    }

    Posting put(Notice notice) {
        return transaction.execute(status -> outbox.put(notice));
    }

    Posting tell(StaffMessage message) {
        return transaction.execute(status -> outbox.tell(message));
    }

    long statements(Runnable work) {
        QueryCountHolder.clear();
        work.run();
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    Map<String, Object> row(String ticket) {
        return jdbc.sql("select * from steward.outbox where ticket = :ticket")
                .param("ticket", ticket)
                .query()
                .singleRow();
    }

    static Notice registered(String ticket) {
        return registered(ticket, "Tap drips");
    }

    static Notice registered(String ticket, String title) {
        return new Notice(
                ticket,
                "sunshine",
                Stage.REGISTERED,
                1,
                "wang@example.org",
                "en",
                new HashMap<>(Map.of("title", title)));
    }

    @Override
    public void close() {
        context.close();
    }

    /** Stands still until it is moved. */
    static final class Ticking extends Clock {

        private volatile Instant now = START;

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
