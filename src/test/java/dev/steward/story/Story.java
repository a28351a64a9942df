package dev.steward.story;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.ModelCoverage;
import dev.steward.StewardTest;
import dev.steward.TestMail;
import dev.steward.platform.Worker;
import dev.steward.ticket.reconciler.Watch;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stories are told with: a day and an hour, who does what, and what everybody then sees. All times are wall times of
 * Sunshine Gardens (Asia/Shanghai), written {@code 2026-06-02 09:15}; expectations are worked out by hand from {@code
 * calendars.yaml} and {@code service-level.dmn}, and compared as text, so that nothing may be missing or too much.
 */
@StewardTest
abstract class Story {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalEnd()
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter();

    private static final Map<String, AtomicInteger> HOMES_TAKEN = new ConcurrentHashMap<>();
    private static final AtomicInteger RESIDENTS = new AtomicInteger();

    @Autowired
    ApplicationContext context;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectProvider<Worker> workers;

    @LocalServerPort
    int port;

    protected Way way;
    protected Desk desk;

    /** The ticket that the story is about. */
    protected String ticket;

    /** Where the resident of this story reads mail. */
    protected String resident;

    /** The last photo. */
    protected String photo;

    private final Set<String> tickets = new LinkedHashSet<>();

    void happens(Way here) {
        ModelCoverage.told(getClass());
        way = here;
        desk = here.desk(context, port);
        resident = "resident-" + RESIDENTS.incrementAndGet() + "@example.com";
        TestMail.connect(context);
    }

    /** Nobody is away any more, and it is today again. */
    @AfterEach
    void over() {
        ClockUtil.reset();
        jdbc.sql("delete from steward.absence").update();
    }

    // ---- time

    static Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    static Instant instant(String time) {
        return LocalDateTime.parse(time, TIME).atZone(ZONE).toInstant();
    }

    /** As a client sends a time. */
    static String sent(String time) {
        return instant(time).toString();
    }

    /** It is this time now; whatever was due until then has happened, each at its instant. */
    protected void at(String time) {
        Instant end = instant(time);
        runWhatWaits();
        assertThat(end).as("time goes forward").isAfterOrEqualTo(tickets.isEmpty() ? Instant.EPOCH : now());
        for (Optional<Job> next = nextJob(end); next.isPresent(); next = nextJob(end)) {
            Instant due = next.get().getDuedate().toInstant();
            if (due.isAfter(now())) {
                ClockUtil.setCurrentTime(Date.from(due));
            }
            engine.getManagementService().executeJob(next.get().getId());
            runWhatWaits();
        }
        ClockUtil.setCurrentTime(Date.from(end));
        fitsTogether();
    }

    /** Whatever happens, the reconciler has nothing to say: records, processes and clocks agree after every step. */
    void fitsTogether() {
        assertThat(Watch.look(context, tickets))
                .as("findings of the reconciler")
                .isEmpty();
    }

    /** The steps that nobody waits for, as the job executor takes them at once. */
    protected void runWhatWaits() {
        Set<String> instances = instances();
        if (instances.isEmpty()) {
            return;
        }
        engine.getManagementService()
                .createJobQuery()
                .processInstanceIds(instances)
                .messages()
                .list()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    private Set<String> instances() {
        Set<String> instances = new LinkedHashSet<>();
        for (String number : tickets) {
            engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                    .map(ProcessInstance::getId)
                    .forEach(instances::add);
        }
        return instances;
    }

    Optional<Job> nextJob(Instant end) {
        Set<String> instances = instances();
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        return engine
                .getManagementService()
                .createJobQuery()
                .processInstanceIds(instances)
                .duedateLowerThan(Date.from(end.plusMillis(1)))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst();
    }

    // ---- what people do

    /**
     * A home of a building where this category was not closed lately: the same again would be a recurrence. When all have
     * been used, what others closed there is moved into the past.
     */
    protected String home(String building, String category) {
        int n = HOMES_TAKEN
                .computeIfAbsent(building + "/" + category, key -> new AtomicInteger())
                .getAndIncrement();
        // 2-301 is left out: the pipes of its bathroom are under a contractor's warranty
        List<String> homes = Stream.of("2", "3", "4")
                .flatMap(floor -> Stream.of("1", "2", "3", "4", "5").map(door -> building + "-" + floor + "0" + door))
                .filter(home -> !home.equals("2-301"))
                .toList();
        String home = homes.get(n % homes.size());
        if (n >= homes.size()) {
            jdbc.sql(
                            """
                            update steward.ticket set closed_at = closed_at - interval '1 year'
                             where site = 'sunshine' and home = :home and category = :category
                            """)
                    .param("home", home)
                    .param("category", category)
                    .update();
        }
        return home;
    }

    /** A report by the resident of this story. */
    protected Map<String, Object> report(String kind, String category, String title) {
        Map<String, Object> report = new HashMap<>();
        report.put("kind", kind);
        report.put("category", category);
        report.put("title", title);
        report.put("description", title);
        report.put("site", "sunshine");
        report.put("home", home("2", category));
        report.put("reporterName", "Mei Lin");
        report.put("reporterPhone", "+86 138 0000 4711");
        report.put("reporterEmail", resident);
        report.put("language", "en");
        return report;
    }

    protected static Map<String, Object> with(Map<String, Object> report, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(report);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    /** A form. */
    protected static Map<String, Object> form(Object... fields) {
        return with(Map.of(), fields);
    }

    protected void reported(String by, Map<String, Object> report) {
        ticket = desk.report(by, report);
        follow(ticket);
    }

    protected void announced(String by, Map<String, Object> report) {
        ticket = desk.announce(by, report);
        follow(ticket);
    }

    /** The next ticket will be one of the sample that is asked whether it is solved, or none of it. */
    protected void sampled(boolean asked) {
        long next = jdbc.sql("select last_value + case when is_called then 1 else 0 end from steward.ticket_number")
                .query(Long.class)
                .single();
        int year = now().atZone(ZoneOffset.UTC).getYear();
        while (asked != (Math.floorMod("ST-%d-%06d".formatted(year, next).hashCode(), 20) == 0)) {
            next = 1
                    + jdbc.sql("select nextval('steward.ticket_number')")
                            .query(Long.class)
                            .single();
        }
    }

    protected void photographed(String user, String stage) {
        photo = desk.photo(user, ticket, stage);
    }

    /** Another ticket that came out of this one moves with the time, too. */
    protected void follow(String number) {
        tickets.add(number);
        fitsTogether();
    }

    protected void claims(String user, String task) {
        desk.claim(user, ticket, task);
        fitsTogether();
    }

    protected void givesBack(String user, String task) {
        desk.giveBack(user, ticket, task);
        fitsTogether();
    }

    /** Completes a task that is somebody's already. */
    protected void completes(String user, String task, Map<String, Object> form) {
        desk.complete(user, ticket, task, form);
        fitsTogether();
    }

    /** Takes a task of a group and completes it. */
    protected void does(String user, String task, Map<String, Object> form) {
        claims(user, task);
        completes(user, task, form);
    }

    protected void does(String user, String task) {
        does(user, task, Map.of());
    }

    protected void sends(String user, String command, Object... fields) {
        desk.command(user, ticket, command, form(fields));
        fitsTogether();
    }

    /** Something is not allowed, and the reason says why; nothing has changed. */
    protected void refused(int status, String reason, Runnable attempt) {
        Refused refused = refused(attempt);
        assertThat(refused.status).as(refused.getMessage()).isEqualTo(status);
        assertThat(refused.getMessage()).contains(reason);
    }

    /** A task is not for this person: forbidden, or as if it were not there. */
    protected void notTheirs(Runnable attempt) {
        Refused refused = refused(attempt);
        assertThat(refused.status).as(refused.getMessage()).isIn(403, 404);
    }

    private Refused refused(Runnable attempt) {
        JsonNode before = desk.ticket("manager", ticket);
        JsonNode tasks = desk.tasks("manager", ticket);
        Refused refused = catchThrowableOfType(Refused.class, attempt::run);
        assertThat(refused).as("refused").isNotNull();
        assertThat(desk.ticket("manager", ticket)).as("nothing has changed").isEqualTo(before);
        assertThat(desk.tasks("manager", ticket)).as("nothing has changed").isEqualTo(tasks);
        return refused;
    }

    // ---- what happens in most stories

    protected void ownedBy(String user) {
        does(user, "userTask_takeOwnership");
    }

    protected void assessedBy(String owner, String outcome, String reply, Object... more) {
        completes(owner, "userTask_assessTicket", with(form("outcome", outcome, "reply", reply), more));
    }

    protected void dispatchedTo(String technician, String from, String to) {
        does(
                "dispatcher",
                "userTask_assignTechnician",
                form("technician", technician, "appointmentFrom", sent(from), "appointmentTo", sent(to)));
    }

    protected void dispatchedTo(String technician) {
        does("dispatcher", "userTask_assignTechnician", form("technician", technician));
    }

    protected void acceptedBy(String technician) {
        completes(technician, "userTask_acceptOrder", form("accepted", true));
    }

    protected void agreedBy(String user, String from, String to) {
        does(user, "userTask_agreeAppointment", form("appointmentFrom", sent(from), "appointmentTo", sent(to)));
    }

    protected void visited(String technician, String result, Object... fields) {
        completes(technician, "userTask_visitHome", with(form("result", result), fields));
    }

    protected void satisfied(String caller) {
        does(caller, "userTask_callBack", form("reached", true, "satisfied", true, "score", 5));
    }

    protected void objects(String caller, String objection) {
        does(caller, "userTask_callBack", form("reached", true, "satisfied", false, "objection", objection));
    }

    // ---- what everybody then sees

    protected JsonNode seen() {
        return desk.ticket("manager", ticket);
    }

    /** Fields of the ticket, as {@code status=OWNED owner=frontdesk}; {@code -} where there is none. */
    protected void is(String expected) {
        JsonNode seen = seen();
        String found = Arrays.stream(expected.trim().split("\\s+"))
                .map(field -> field.substring(0, field.indexOf('=')))
                .map(field -> field + "=" + text(seen.at("/" + field.replace('.', '/')), field))
                .collect(joining(" "));
        assertThat(found).as(ticket).isEqualTo(expected.trim().replaceAll("\\s+", " "));
    }

    private static String text(JsonNode value, String field) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return field.endsWith("At") ? time(value).replace(' ', 'T') : value.asText();
    }

    private static String time(JsonNode instant) {
        if (instant == null || instant.isMissingNode() || instant.isNull()) {
            return "-";
        }
        LocalDateTime local = LocalDateTime.ofInstant(Instant.parse(instant.asText()), ZONE);
        String text = local.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm"));
        return local.getNano() != 0 || local.getSecond() != 0 ? local.toString().replace('T', ' ') : text;
    }

    /** The tasks that are open now. */
    protected void waitsAt(String... tasks) {
        desk.waitsAt(ticket, List.of(tasks));
    }

    /** The open tasks, whose they are and until when: {@code assessTicket frontdesk 2026-06-02 11:15}. */
    protected void todo(String expected) {
        assertThat(lines(desk.tasks("manager", ticket), task -> "%s %s %s"
                        .formatted(
                                task.get("task").asText().replace("userTask_", ""),
                                task.get("assignee").isNull()
                                        ? "-"
                                        : task.get("assignee").asText(),
                                time(task.get("dueAt")))))
                .isEqualTo(table(expected));
    }

    /** The process is over, and what it came by. */
    protected void hasEnded(String... passed) {
        desk.hasEnded(ticket, passed);
    }

    /**
     * All clocks: {@code RESPONSE 1 MET 2026-06-02 09:15 > 2026-06-02 11:15 = 2026-06-02 10:00}: target, round, state,
     * start, due and when it was met.
     */
    protected void clocks(String expected) {
        List<String> found = StreamSupport.stream(seen().get("clocks").spliterator(), false)
                .map(clock -> "%s %s %s %s > %s = %s"
                        .formatted(
                                clock.get("target").asText(),
                                clock.get("round").asText(),
                                clock.get("state").asText(),
                                time(clock.get("startedAt")),
                                time(clock.get("dueAt")),
                                time(clock.get("metAt"))))
                .sorted()
                .toList();
        assertThat(String.join("\n", found))
                .isEqualTo(table(expected).lines().sorted().collect(joining("\n")));
    }

    /** The rungs that were climbed, when, and who was told: {@code 2026-06-02 17:00 INVESTIGATION 75% → frontdesk}. */
    protected void rungs(String expected) {
        List<String> found = new ArrayList<>();
        desk.timeline("manager", ticket).forEach(line -> {
            if (line.get("type").asText().equals("RUNG")) {
                found.add(time(line.get("at")) + " " + line.get("text").asText());
            }
        });
        assertThat(String.join("\n", found)).isEqualTo(table(expected));
        long climbed = StreamSupport.stream(seen().get("clocks").spliterator(), false)
                .flatMap(clock -> StreamSupport.stream(clock.get("rungs").spliterator(), false))
                .filter(rung -> !rung.get("climbedAt").isNull())
                .count();
        assertThat(climbed).as("rungs climbed").isEqualTo(found.size());
    }

    /** What the resident was sent, each once and in this order, and found in the mail server: {@code REGISTERED/1 SOLVED/1}. */
    protected void heard(String expected) {
        List<String> found = jdbc.sql(
                        """
                        select stage || '/' || round from steward.outbox
                         where ticket = :ticket and staff_key is null and state <> 'SUPPRESSED' order by id
                        """)
                .param("ticket", ticket)
                .query(String.class)
                .list();
        assertThat(String.join(" ", found)).isEqualTo(expected);
        deliver();
        List<String> received = TestMail.receivedBy(resident, ticket);
        assertThat(received).as("mail to %s", resident).hasSize(found.size()).doesNotHaveDuplicates();
    }

    /** What the letter of the closing gives as its reason and as what else there is to do; before it is delivered. */
    protected void closedWith(@Nullable String reason, @Nullable String redress) {
        assertThat(jdbc.sql(
                                """
                                select model ->> 'reason' as reason, model ->> 'redress' as redress from steward.outbox
                                 where ticket = :ticket and stage = 'CLOSED'
                                """)
                        .param("ticket", ticket)
                        .query()
                        .singleRow())
                .containsEntry("reason", reason)
                .containsEntry("redress", redress);
    }

    /**
     * What one member of staff was told, once each: {@code 2026-06-02 17:00 RUNG INVESTIGATION/1/75%}, from when on; what
     * was not sent after all with the reason, {@code (MOOT)}.
     */
    protected void told(String user, String expected) {
        List<String> found = jdbc.sql(
                        """
                        select not_before at time zone 'Asia/Shanghai' as local, stage, staff_key,
                               case state when 'SUPPRESSED' then ' (' || reason || ')' else '' end as unsent
                          from steward.outbox
                         where ticket = :ticket and recipient_user = :user order by not_before, id
                        """)
                .param("ticket", ticket)
                .param("user", user)
                .query((row, n) -> {
                    String key = row.getString("staff_key");
                    String what = key.substring(ticket.length() + 1, key.lastIndexOf('/'));
                    return local(row.getTimestamp("local").toLocalDateTime()) + " " + row.getString("stage") + " "
                            + what + row.getString("unsent");
                })
                .list();
        assertThat(String.join("\n", found)).as(user).isEqualTo(table(expected));
    }

    private static String local(LocalDateTime time) {
        return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm"));
    }

    /** The lines of the timeline of some types: {@code 2026-06-02 10:00 frontdesk REPLIED We look into it}. */
    protected void timeline(String types, String expected) {
        List<String> wanted = List.of(types.split(" "));
        List<String> found = StreamSupport.stream(
                        desk.timeline("manager", ticket).spliterator(), false)
                .filter(line -> wanted.contains(line.get("type").asText()))
                .map(line -> "%s %s %s %s"
                        .formatted(
                                time(line.get("at")),
                                line.get("actor").asText(),
                                line.get("type").asText(),
                                line.get("text").asText())
                        .trim())
                .toList();
        assertThat(String.join("\n", found)).isEqualTo(table(expected));
    }

    /** Everything that is due by now is sent. */
    protected void deliver() {
        workers.forEach(worker -> {
            while (worker.work()) {
                // until nothing is due
            }
        });
    }

    private static String lines(JsonNode items, java.util.function.Function<JsonNode, String> line) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(line)
                .sorted(Comparator.naturalOrder())
                .collect(joining("\n"));
    }

    private static String table(String text) {
        return text.lines()
                .map(line -> line.trim().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .collect(joining("\n"));
    }
}
