package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.estate.StaffAbsent;
import dev.steward.platform.Actor;
import dev.steward.platform.EngineAccess;
import dev.steward.platform.People;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import dev.steward.sla.ClockState;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Status;
import dev.steward.ticket.Ticket;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.process.OpenTask;
import dev.steward.ticket.process.TicketProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@StewardTest
@DisplayName("A repair")
class RepairDispatchTest {

    /** Monday, ten o'clock in Shanghai. */
    private static final Instant MONDAY_TEN = Instant.parse("2026-11-23T02:00:00Z");

    @Autowired
    TicketProcess process;

    @Autowired
    Tickets tickets;

    @Autowired
    Orders orders;

    @Autowired
    OrderPart part;

    @Autowired
    Photos photos;

    @Autowired
    Charges charges;

    @Autowired
    Clocks clocks;

    @Autowired
    People people;

    @Autowired
    IdentityService identities;

    @Autowired
    ManagementService jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    EngineAccess engine;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    CandidateRepository candidates;

    @Autowired
    TransactionOperations transactions;

    @LocalServerPort
    int port;

    private Instant now = MONDAY_TEN;

    @BeforeEach
    void monday() {
        at(MONDAY_TEN);
    }

    @AfterEach
    void now() {
        identities.clearAuthentication();
        ClockUtil.reset();
    }

    private void at(Instant instant) {
        now = instant;
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    private void later(Duration time) {
        at(now.plus(time));
    }

    private <T> T as(String user, Supplier<T> work) {
        Actor actor = people.find(user).orElseThrow();
        identities.setAuthentication(
                user, actor.roles().stream().map(Role::group).toList(), new ArrayList<>(actor.sites()));
        try {
            return work.get();
        } finally {
            identities.clearAuthentication();
        }
    }

    private static Map<String, Object> with(Object... entries) {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            variables.put((String) entries[i], entries[i + 1]);
        }
        return variables;
    }

    private String at(int hours) {
        return now.plus(Duration.ofHours(hours)).toString();
    }

    /** Reported on the telephone; the clerk says at once that somebody comes. */
    private String reported(Object... more) {
        Map<String, Object> report = with(
                "kind",
                "REPAIR",
                "category",
                "plumbing",
                "title",
                "Tap drips",
                "description",
                "The kitchen tap drips",
                "site",
                "sunshine",
                "home",
                "2-203",
                "reporterName",
                "Li Wei",
                "reporterEmail",
                "li.wei@example.com",
                "language",
                "en",
                "channel",
                "PHONE",
                "reply",
                "Somebody comes",
                "outcome",
                "REPAIR");
        report.putAll(with(more));
        report.values().removeIf(value -> value == null);
        return as("frontdesk", () -> process.start(report));
    }

    private OpenTask task(String number, String task) {
        return process.tasks(number).stream()
                .filter(open -> open.task().equals("userTask_" + task))
                .findFirst()
                .orElseThrow(() -> new AssertionError(task + " is not open: "
                        + process.tasks(number).stream().map(OpenTask::task).toList()));
    }

    private void does(String user, String number, String task, Object... variables) {
        OpenTask open = task(number, task);
        as(user, () -> {
            if (!user.equals(open.assignee())) {
                process.claim(open.id());
            }
            process.complete(open.id(), with(variables));
            return number;
        });
    }

    private String dispatched(Object... more) {
        String number = reported(more);
        does(
                "dispatcher",
                number,
                "assignTechnician",
                "technician",
                "technician",
                "appointmentFrom",
                at(1),
                "appointmentTo",
                at(3));
        does("technician", number, "acceptOrder", "accepted", true);
        return number;
    }

    private String photo(String user, String number, Photo.Stage stage, int seed) {
        return as(user, () -> photos.add(number, stage, PictureTest.picture("png", 20 + seed, 20))
                .id());
    }

    private ClockState clock(String number, Target target, int round) {
        return clocks.of(number).stream()
                .filter(clock -> clock.target() == target && clock.round() == round)
                .findFirst()
                .orElseThrow()
                .state(now);
    }

    private List<String> told(String number) {
        return jdbc.sql(
                        """
                        select stage || coalesce(' ' || (model ->> 'reason'), '') from steward.outbox
                         where ticket = :ticket and staff_key is null order by id
                        """)
                .param("ticket", number)
                .query(String.class)
                .list();
    }

    private List<String> staffTold(String number, String stage) {
        return jdbc.sql(
                        """
                        select recipient_user from steward.outbox
                         where ticket = :ticket and staff_key is not null and stage = :stage order by id
                        """)
                .param("ticket", number)
                .param("stage", stage)
                .query(String.class)
                .list();
    }

    private Job unanswered(String number) {
        String task = task(number, "acceptOrder").id();
        return jobs.createJobQuery()
                .processInstanceId(
                        tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId())
                .activityId("boundaryEvent_orderUnanswered")
                .singleResult();
    }

    private Instant unansweredAt(String number) {
        return unanswered(number).getDuedate().toInstant();
    }

    private void command(String user, String number, String message, Object... variables) {
        as(user, () -> {
            process.command(tickets.get(number), message, with(variables));
            return number;
        });
    }

    private Instant nextWakeUp(String number) {
        return jobs.createJobQuery()
                .processInstanceId(tickets.get(number).process())
                .activityId("timerEvent_nextWakeUp")
                .singleResult()
                .getDuedate()
                .toInstant();
    }

    private OrderView order(String number) {
        List<OrderView> all = part.of(number);
        return all.get(all.size() - 1);
    }

    /** The engine wraps what a listener refuses. */
    private void refused(Refusal.Kind kind, String about, Runnable step) {
        Throwable thrown = catchThrowable(step::run);
        while (thrown != null && !(thrown instanceof Refusal)) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(kind);
            assertThat(refusal.getMessage()).contains(about);
        });
    }

    @Test
    @DisplayName("is declined once, finds nobody at home once, and is done with evidence and an agreed charge")
    void story() {
        String number = reported();
        does("dispatcher", number, "assignTechnician", "technician", "technician");
        assertThat(clock(number, Target.DISPATCH, 1)).isEqualTo(ClockState.MET);
        does("technician", number, "acceptOrder", "accepted", false, "declineReason", "no van");
        assertThat(clock(number, Target.ACCEPT, 1)).isEqualTo(ClockState.MET);
        assertThat(clock(number, Target.DISPATCH, 2)).isEqualTo(ClockState.RUNNING);

        does(
                "dispatcher",
                number,
                "assignTechnician",
                "technician",
                "technician2",
                "appointmentFrom",
                at(1),
                "appointmentTo",
                at(3));
        assertThat(told(number)).as("not before somebody accepts").containsExactly("REGISTERED");
        does("technician2", number, "acceptOrder", "accepted", true);
        assertThat(told(number)).containsExactly("REGISTERED", "APPOINTMENT");
        assertThat(clocks.dueOf(number, Target.ATTENDANCE)).contains(now.plus(Duration.ofHours(3)));

        later(Duration.ofHours(2));
        String card = photo("technician2", number, Photo.Stage.EVIDENCE, 1);
        does("technician2", number, "visitHome", "result", "ABSENT", "noticePhoto", card);
        assertThat(tickets.get(number).shownStatus()).isEqualTo(Status.WAITING_RESIDENT);
        assertThat(clocks.paused(number)).isTrue();
        assertThat(told(number)).contains("DELAYED ABSENT");

        later(Duration.ofHours(20));
        does("frontdesk", number, "agreeAppointment", "appointmentFrom", at(1), "appointmentTo", at(3));
        assertThat(clocks.paused(number)).isFalse();
        assertThat(task(number, "visitHome").assignee()).isEqualTo("technician2");

        later(Duration.ofMinutes(90));
        photo("technician2", number, Photo.Stage.BEFORE, 2);
        assertThat(order(number).status()).as("the first photo tells it").isEqualTo(OrderStatus.ON_SITE);
        String after = photo("technician2", number, Photo.Stage.AFTER, 3);
        String afterToo = photo("technician2", number, Photo.Stage.AFTER, 4);
        does(
                "technician2",
                number,
                "visitHome",
                "result",
                "DONE",
                "workDone",
                "New hoses",
                "photosAfter",
                after + ", " + afterToo,
                "materials",
                "hose x 2",
                "charge",
                "50",
                "signature",
                "Li Wei");

        OrderView done = order(number);
        assertThat(done.status()).isEqualTo(OrderStatus.DONE);
        assertThat(done.visits())
                .extracting(OrderView.Visit::result, visit -> visit.photos().size())
                .containsExactly(tuple(VisitResult.ABSENT, 1), tuple(VisitResult.DONE, 3));
        assertThat(done.charges()).singleElement().satisfies(charge -> {
            assertThat(charge.amount()).isEqualByComparingTo("50");
            assertThat(charge.status()).isEqualTo(Charge.Status.DUE);
        });
        assertThat(tickets.get(number).status()).isEqualTo(Status.RESOLVED);
        assertThat(clock(number, Target.RESOLUTION, 1)).isEqualTo(ClockState.MET);
        assertThat(told(number))
                .containsExactly("REGISTERED", "APPOINTMENT", "DELAYED ABSENT", "APPOINTMENT", "SOLVED");
        assertThat(orders.workedOn(number)).containsExactly("technician2");
        assertThat(process.tasks(number)).noneMatch(open -> open.task().equals("userTask_visitHome"));
    }

    @Test
    @DisplayName("goes back to the dispatcher when nobody answers, and the supervisors know")
    void unanswered() {
        String number = reported();
        does("dispatcher", number, "assignTechnician", "technician", "technician");
        Instant due = clocks.dueOf(number, Target.ACCEPT).orElseThrow();
        assertThat(task(number, "acceptOrder").dueAt()).isEqualTo(due);

        at(due);
        Job timer = unanswered(number);
        assertThat(timer.getDuedate().toInstant()).isEqualTo(due);
        jobs.executeJob(timer.getId());

        assertThat(task(number, "assignTechnician").assignee()).isNull();
        assertThat(clock(number, Target.ACCEPT, 1)).isEqualTo(ClockState.BREACHED);
        assertThat(clock(number, Target.DISPATCH, 2)).isEqualTo(ClockState.RUNNING);
        assertThat(staffTold(number, "RUNG")).contains("supervisor");
        assertThat(order(number).technician()).isNull();
    }

    @Test
    @DisplayName("of an emergency calls those on call, and whoever claims it is announced to the resident")
    void emergency() {
        at(Instant.parse("2026-10-02T19:00:00Z"));
        String number = as(
                "ownerapp",
                () -> process.start(with(
                        "kind",
                        "REPAIR",
                        "category",
                        "plumbing",
                        "title",
                        "Pipe burst",
                        "description",
                        "Water everywhere, flooding",
                        "site",
                        "sunshine",
                        "home",
                        "2-204",
                        "reporterName",
                        "Wang",
                        "reporterEmail",
                        "wang@example.com",
                        "language",
                        "zh",
                        "channel",
                        "APP")));

        assertThat(tickets.get(number).isEmergency()).isTrue();
        assertThat(staffTold(number, "PAGE")).containsExactly("technician");
        assertThat(task(number, "visitHome").assignee()).isNull();
        refused(
                Refusal.Kind.FORBIDDEN,
                "technician",
                () -> as(
                        "supervisor",
                        () -> engine.decided(() -> {
                            tasks.setAssignee(task(number, "visitHome").id(), "supervisor");
                            return number;
                        })));

        later(Duration.ofMinutes(6));
        as("technician2", () -> {
            process.claim(task(number, "visitHome").id());
            return number;
        });
        assertThat(clock(number, Target.ACCEPT, 1)).isEqualTo(ClockState.MET);
        assertThat(clock(number, Target.RESPONSE, 1)).isEqualTo(ClockState.MET);
        assertThat(told(number)).containsExactly("REGISTERED", "PROGRESS");
        assertThat(order(number).technician()).isEqualTo("technician2");

        later(Duration.ofMinutes(20));
        does("technician2", number, "visitHome", "result", "MADE_SAFE", "plan", "replace the pipe");
        assertThat(clock(number, Target.ATTENDANCE, 1)).isEqualTo(ClockState.MET);
        assertThat(clock(number, Target.MADE_SAFE, 1)).isEqualTo(ClockState.MET);
        assertThat(task(number, "agreeAppointment").assignee())
                .as("from now on an appointment is needed")
                .isNull();
    }

    @Test
    @DisplayName("under the developer's warranty is ours after two missed dates, and recharged")
    void developer() {
        String number = reported("home", "1-203", "provider", "DEVELOPER");
        refused(
                Refusal.Kind.INVALID,
                "technician",
                () -> does("dispatcher", number, "assignTechnician", "technician", "technician"));
        does("dispatcher", number, "assignTechnician", "appointmentFrom", at(1), "appointmentTo", at(3));
        assertThat(task(number, "visitHome").assignee()).isNull();
        assertThat(told(number)).contains("APPOINTMENT");

        later(Duration.ofHours(4));
        does("dispatcher", number, "visitHome", "result", "MISSED_BY_US", "nextFrom", at(20), "nextTo", at(22));
        assertThat(told(number)).contains("APPOINTMENT MISSED_BY_US", "DELAYED MISSED_BY_US");
        assertThat(clocks.paused(number)).isFalse();
        later(Duration.ofHours(23));
        does("dispatcher", number, "visitHome", "result", "MISSED_BY_US");

        assertThat(tickets.get(number).provider()).isEqualTo(Provider.OWN);
        assertThat(order(number).recharge()).isTrue();
        does(
                "dispatcher",
                number,
                "assignTechnician",
                "technician",
                "technician2",
                "appointmentFrom",
                at(1),
                "appointmentTo",
                at(2));
        does("technician2", number, "acceptOrder", "accepted", true);
        later(Duration.ofHours(1));
        photo("technician2", number, Photo.Stage.BEFORE, 1);
        photo("technician2", number, Photo.Stage.AFTER, 2);
        does("technician2", number, "visitHome", "result", "DONE", "workDone", "Pipe sealed", "charge", "300");
        assertThat(order(number).charges())
                .singleElement()
                .extracting(Charge::payer)
                .isEqualTo(Charge.Payer.DEVELOPER);
        assertThat(orders.workedOn(number)).containsExactly("technician2");
    }

    @Test
    @DisplayName(
            "waits for parts that are promised, then for the payer's word on a quote, and charges no more than that")
    void partsAndQuote() {
        String number = dispatched();
        later(Duration.ofHours(1));
        refused(
                Refusal.Kind.INVALID,
                "promisedAt",
                () -> does("technician", number, "visitHome", "result", "NEEDS_PARTS", "promisedAt", at(-1)));
        does("technician", number, "visitHome", "result", "NEEDS_PARTS", "promisedAt", at(24));
        assertThat(told(number)).contains("DELAYED NEEDS_PARTS");
        assertThat(clocks.paused(number)).as("the clock runs").isFalse();
        assertThat(task(number, "waitForParts").dueAt()).isEqualTo(now.plus(Duration.ofHours(24)));
        later(Duration.ofHours(23));
        does("dispatcher", number, "waitForParts", "appointmentFrom", at(2), "appointmentTo", at(4));

        later(Duration.ofHours(2));
        photo("technician", number, Photo.Stage.BEFORE, 1);
        refused(
                Refusal.Kind.INVALID,
                "not agreed before the work",
                () -> does(
                        "technician",
                        number,
                        "visitHome",
                        "result",
                        "DONE",
                        "workDone",
                        "x",
                        "charge",
                        "400",
                        "signature",
                        "Li"));
        does("technician", number, "visitHome", "result", "NEEDS_QUOTE", "quoteAmount", "400", "quoteText", "New pump");
        assertThat(clocks.paused(number)).isTrue();
        assertThat(task(number, "recordQuoteDecision").assignee()).isEqualTo("frontdesk");
        does("frontdesk", number, "recordQuoteDecision", "quoteAccepted", true, "payer", "Mr Li, owner");
        assertThat(clocks.paused(number)).isFalse();
        does("technician", number, "agreeAppointment", "appointmentFrom", at(1), "appointmentTo", at(2));

        later(Duration.ofHours(1));
        refused(
                Refusal.Kind.INVALID,
                "photosAfter",
                () -> does(
                        "technician",
                        number,
                        "visitHome",
                        "result",
                        "DONE",
                        "workDone",
                        "x",
                        "charge",
                        "400",
                        "signature",
                        "Li"));
        photo("technician", number, Photo.Stage.AFTER, 2);
        refused(
                Refusal.Kind.INVALID,
                "not agreed before the work",
                () -> does(
                        "technician",
                        number,
                        "visitHome",
                        "result",
                        "DONE",
                        "workDone",
                        "x",
                        "charge",
                        "400.01",
                        "signature",
                        "Li"));
        does(
                "technician",
                number,
                "visitHome",
                "result",
                "DONE",
                "workDone",
                "New pump",
                "charge",
                "400",
                "signature",
                "Li");
        assertThat(order(number).quotes())
                .extracting(Quote::status, Quote::payer)
                .containsExactly(tuple(Quote.Status.ACCEPTED, "Mr Li, owner"));
        long charge = order(number).charges().get(0).id();
        refused(Refusal.Kind.FORBIDDEN, "supervisor", () -> as("frontdesk", () -> charges.waived(number, charge, "x")));
        as("frontdesk", () -> charges.paid(number, charge, "R-1"));
        refused(Refusal.Kind.CONFLICT, "PAID", () -> as("supervisor", () -> charges.waived(number, charge, "x")));
    }

    @Test
    @DisplayName("that the resident refuses is closed without work when the owner says so")
    void refusedByResident() {
        String number = dispatched();
        later(Duration.ofHours(1));
        does("technician", number, "visitHome", "result", "REFUSED");
        assertThat(task(number, "decideNext").assignee()).isEqualTo("frontdesk");
        refused(
                Refusal.Kind.INVALID,
                "reason",
                () -> does("frontdesk", number, "decideNext", "next", "CLOSE_WITHOUT_WORK"));
        does("frontdesk", number, "decideNext", "next", "CLOSE_WITHOUT_WORK", "reason", "does not want it");

        assertThat(order(number).status()).isEqualTo(OrderStatus.GIVEN_UP);
        Ticket ticket = tickets.get(number);
        assertThat(ticket.withoutWork()).isTrue();
        assertThat(ticket.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    @DisplayName("that was declined on the quote goes to another provider when the owner says so")
    void otherProvider() {
        String number = dispatched();
        later(Duration.ofHours(1));
        does("technician", number, "visitHome", "result", "NEEDS_QUOTE", "quoteAmount", "400", "quoteText", "New pump");
        does("frontdesk", number, "recordQuoteDecision", "quoteAccepted", false, "payer", "Mr Li");
        refused(
                Refusal.Kind.INVALID,
                "provider",
                () -> does("frontdesk", number, "decideNext", "next", "OTHER_PROVIDER"));
        does("frontdesk", number, "decideNext", "next", "OTHER_PROVIDER", "provider", "CONTRACTOR");

        assertThat(tickets.get(number).provider()).isEqualTo(Provider.CONTRACTOR);
        does("frontdesk", number, "assignTechnician");
        assertThat(task(number, "agreeAppointment")).isNotNull();
    }

    @Test
    @DisplayName(
            "for another trade goes back to the dispatcher; further requests and the neighbour's door become tickets")
    void linked() {
        String number = dispatched();
        later(Duration.ofHours(1));
        refused(
                Refusal.Kind.INVALID,
                "skill",
                () -> does("technician", number, "visitHome", "result", "NEXT_TRADE", "skill", "sorcery"));
        refused(
                Refusal.Kind.INVALID,
                "neighbourHome",
                () -> does("technician", number, "visitHome", "result", "NEEDS_NEIGHBOUR", "neighbourHome", "2-203"));
        does(
                "technician",
                number,
                "visitHome",
                "result",
                "NEEDS_NEIGHBOUR",
                "neighbourHome",
                "2-303",
                "furtherRequest",
                "The lamp in the hall flickers",
                "furtherRequestCategory",
                "electrical",
                "nextFrom",
                at(5),
                "nextTo",
                at(6));

        List<Ticket> split = jdbc
                .sql("select number from steward.ticket where split_from = :n order by number")
                .param("n", number)
                .query(String.class)
                .list()
                .stream()
                .map(tickets::get)
                .toList();
        assertThat(split)
                .extracting(Ticket::home, Ticket::category, Ticket::owner)
                .containsExactly(tuple("2-303", "plumbing", "frontdesk"), tuple("2-203", "electrical", "frontdesk"));
        assertThat(order(number).visits().get(0).linked())
                .isEqualTo(split.get(0).number());

        later(Duration.ofHours(5));
        does("technician", number, "visitHome", "result", "NEXT_TRADE", "skill", "electrical");
        assertThat(order(number).skill()).isEqualTo("electrical");
        assertThat(task(number, "assignTechnician")).isNotNull();
    }

    @Test
    @DisplayName("that is withdrawn cancels its order and the open quote in the same transaction")
    void withdrawn() {
        String number = dispatched();
        later(Duration.ofHours(1));
        does("technician", number, "visitHome", "result", "NEEDS_QUOTE", "quoteAmount", "400", "quoteText", "New pump");
        command("frontdesk", number, "ticket.withdrawn", "reason", "repaired it themselves");

        assertThat(order(number).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order(number).quotes()).extracting(Quote::status).containsExactly(Quote.Status.WITHDRAWN);
        assertThat(process.tasks(number)).isEmpty();
        assertThat(clocks.paused(number)).isFalse();
    }

    @Test
    @DisplayName("is sent to technicians of the site who are there, with a slot that lies ahead")
    void assignment() {
        String number = reported();
        OpenTask task = task(number, "assignTechnician");
        as("dispatcher", () -> {
            process.claim(task.id());
            return number;
        });
        for (String wrong : List.of("technician-h", "frontdesk", "nobody")) {
            refused(
                    Refusal.Kind.INVALID,
                    "technician",
                    () -> does("dispatcher", number, "assignTechnician", "technician", wrong));
        }
        refused(Refusal.Kind.INVALID, "technician", () -> does("dispatcher", number, "assignTechnician"));
        refused(
                Refusal.Kind.INVALID,
                "past",
                () -> does(
                        "dispatcher",
                        number,
                        "assignTechnician",
                        "technician",
                        "technician",
                        "appointmentFrom",
                        at(-1),
                        "appointmentTo",
                        at(1)));
        refused(
                Refusal.Kind.INVALID,
                "later end",
                () -> does(
                        "dispatcher",
                        number,
                        "assignTechnician",
                        "technician",
                        "technician",
                        "appointmentFrom",
                        at(1)));
        refused(
                Refusal.Kind.INVALID,
                "owner",
                () -> does("dispatcher", number, "assignTechnician", "technician", "technician", "owner", "evil"));
        assertThat(order(number).status()).as("nothing has changed").isEqualTo(OrderStatus.OPEN);
        does("dispatcher", number, "assignTechnician", "technician", "technician");
        refused(
                Refusal.Kind.NOT_FOUND,
                "for you",
                () -> as("technician2", () -> {
                    process.complete(task(number, "acceptOrder").id(), with("accepted", true));
                    return number;
                }));
    }

    @Test
    @DisplayName("uses a slot that the resident chose when reporting")
    void chosenSlot() {
        String number = reported("appointmentFrom", at(1), "appointmentTo", at(3));
        does("dispatcher", number, "assignTechnician", "technician", "technician");
        does("technician", number, "acceptOrder", "accepted", true);

        assertThat(task(number, "visitHome").assignee()).isEqualTo("technician");
        assertThat(task(number, "visitHome").dueAt()).isEqualTo(now.plus(Duration.ofHours(3)));
        assertThat(told(number)).containsExactly("REGISTERED", "APPOINTMENT");
    }

    @Test
    @DisplayName("counts an absence once per photo of the notice card, taken after the appointment began")
    void noticeCard() {
        String number = dispatched();
        String early = photo("technician", number, Photo.Stage.EVIDENCE, 1);
        later(Duration.ofHours(2));
        refused(Refusal.Kind.INVALID, "noticePhoto", () -> does("technician", number, "visitHome", "result", "ABSENT"));
        refused(
                Refusal.Kind.INVALID,
                "before the appointment",
                () -> does("technician", number, "visitHome", "result", "ABSENT", "noticePhoto", early));
        String card = photo("technician", number, Photo.Stage.EVIDENCE, 2);
        does("technician", number, "visitHome", "result", "ABSENT", "noticePhoto", card);
        assertThat(past(number, null))
                .as("whoever met nobody knows neither the place")
                .isEmpty();
        assertThat(past("none", number)).as("nor the fault").isEmpty();
        does("technician", number, "agreeAppointment", "appointmentFrom", at(1), "appointmentTo", at(3));
        later(Duration.ofHours(1));
        assertThat(photo("technician", number, Photo.Stage.EVIDENCE, 2))
                .as("the same file")
                .isEqualTo(card);
        refused(
                Refusal.Kind.INVALID,
                "earlier visit",
                () -> does("technician", number, "visitHome", "result", "ABSENT", "noticePhoto", card));
    }

    private List<Candidate.Past> past(String number, String before) {
        var work = candidates.workloads("sunshine", number, before).get("technician");
        return work == null ? List.of() : work.past();
    }

    @Test
    @DisplayName("is sent by a policy only after the one before it at the site, so that nobody is sent twice at once")
    void oneAfterTheOther() {
        String number = reported();
        transactions.executeWithoutResult(first -> {
            candidates.alone("sunshine");
            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> transactions.executeWithoutResult(second -> {
                                jdbc.sql("set local lock_timeout = '200ms'").update();
                                orders.assignByPolicy(number);
                            }))
                            .join())
                    .hasMessageContaining("lock timeout");
        });
    }

    @Test
    @DisplayName("is visited by the deputy when the technician falls ill, and by whoever claims it when there is none")
    void illness() {
        String number = dispatched();
        assertThat(task(number, "visitHome").assignee()).isEqualTo("technician");
        events.publishEvent(
                new StaffAbsent("sunshine", "technician", "technician2", now, now.plus(Duration.ofDays(3)), "ill"));
        assertThat(task(number, "visitHome").assignee()).isEqualTo("technician2");
        assertThat(order(number).technician()).isEqualTo("technician2");
        assertThat(told(number))
                .as("the resident hears who comes now")
                .containsExactly("REGISTERED", "APPOINTMENT", "APPOINTMENT");

        events.publishEvent(new StaffAbsent("sunshine", "technician2", null, now, now.plus(Duration.ofDays(3)), "ill"));
        assertThat(task(number, "visitHome").assignee()).isNull();
        assertThat(clock(number, Target.DISPATCH, 2))
                .as("somebody has to take it")
                .isEqualTo(ClockState.RUNNING);
        as("technician", () -> {
            process.claim(task(number, "visitHome").id());
            return number;
        });
        assertThat(order(number).technician()).isEqualTo("technician");
        assertThat(clock(number, Target.DISPATCH, 2)).isEqualTo(ClockState.MET);
    }

    @Test
    @DisplayName("does not go back to the dispatcher while the resident is waited for")
    void pausedUnanswered() {
        String number = reported();
        does("dispatcher", number, "assignTechnician", "technician", "technician");
        Instant due = clocks.dueOf(number, Target.ACCEPT).orElseThrow();
        later(Duration.ofMinutes(10));
        command("frontdesk", number, "ticket.paused", "reason", "RESIDENT_ASKED_LATER");
        assertThat(unansweredAt(number)).isAfter(due.plus(Duration.ofDays(7)));
        later(Duration.ofMinutes(30));
        command("frontdesk", number, "ticket.resumed");
        assertThat(unansweredAt(number)).isEqualTo(due.plus(Duration.ofMinutes(30)));
    }

    @Test
    @DisplayName("takes photos over HTTP, shows them to its site only, and refuses what is none")
    void photosOverHttp() {
        ClockUtil.reset();
        String number = reported();
        byte[] jpeg = PictureTest.picture("jpeg", 30, 20);

        var added = upload("technician", number, "BEFORE", jpeg);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String id = added.json().get("id").asText();
        String path = "/api/v1/tickets/" + number + "/photos";
        assertThat(Http.as("supervisor", port)
                        .get(path)
                        .json()
                        .get("items")
                        .get(0)
                        .get("id")
                        .asText())
                .isEqualTo(id);
        var read = Http.as("technician", port).get(path + "/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");

        assertThat(Http.as("technician-h", port).get(path).status()).isEqualTo(404);
        assertThat(Http.as("technician-h", port).get(path + "/" + id).status()).isEqualTo(404);
        assertThat(upload("technician-h", number, "BEFORE", jpeg).status()).isEqualTo(404);
        assertThat(Http.as("technician", port).get(path + "/x").status()).isEqualTo(404);
        assertThat(upload("technician", number, "DURING", jpeg).status()).isEqualTo(422);
        assertThat(upload("technician", number, "AFTER", "<svg/>".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(415);
        assertThat(upload("technician", number, "AFTER", new byte[Picture.MOST_BYTES + 1])
                        .status())
                .isEqualTo(413);
        assertThat(Http.as("technician", port)
                        .get("/api/v1/tickets/" + number)
                        .json()
                        .get("orders")
                        .get(0)
                        .get("status")
                        .asText())
                .isEqualTo("OPEN");
    }

    private Http.Reply upload(String user, String number, String stage, byte[] file) {
        String boundary = "----steward";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"stage\"\r\n\r\n" + stage + "\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x.php\"\r\nContent-Type: text/html\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + file.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(file, 0, body, head.length, file.length);
        System.arraycopy(tail, 0, body, head.length + file.length, tail.length);
        return Http.as(user, port)
                .send(
                        "POST",
                        "/api/v1/tickets/" + number + "/photos",
                        "multipart/form-data; boundary=" + boundary,
                        body);
    }

    @Test
    @DisplayName("in a shared area needs no appointment, no signature and nobody at home")
    void shared() {
        String number = reported(
                "home", null, "place", "lobby-2", "category", "lighting", "reporterName", null, "reporterEmail", null);
        does("dispatcher", number, "assignTechnician", "technician", "technician2");
        does("technician2", number, "acceptOrder", "accepted", true);
        refused(Refusal.Kind.INVALID, "shared", () -> does("technician2", number, "visitHome", "result", "ABSENT"));
        refused(
                Refusal.Kind.INVALID,
                "shared",
                () -> does("technician2", number, "visitHome", "result", "DONE", "workDone", "x", "charge", "5"));
        does("technician2", number, "visitHome", "result", "DONE", "workDone", "New lamp");
        assertThat(order(number).charges()).isEmpty();
        assertThat(order(number).visits().get(0).charge()).isNull();
    }
}
