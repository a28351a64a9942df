package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.dispatch.WorkOrder.Tallies;
import dev.steward.estate.Category;
import dev.steward.estate.Category.Required;
import dev.steward.estate.Names;
import dev.steward.platform.Refusal;
import dev.steward.ticket.Provider;
import dev.steward.ticket.Slot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A work order")
class WorkOrderTest {

    private static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Slot MORNING = new Slot(TEN, TEN.plus(Duration.ofHours(2)));
    private static final Slot TOMORROW =
            new Slot(TEN.plus(Duration.ofDays(1)), TEN.plus(Duration.ofDays(1)).plus(Duration.ofHours(2)));
    private static final Category PLUMBING = category(Required.WHEN_CHARGED, false);

    private static WorkOrder opened() {
        return new WorkOrder(
                7,
                "ST-2026-000001",
                "sunshine",
                1,
                OrderStatus.OPEN,
                Provider.OWN,
                null,
                null,
                true,
                "plumbing",
                false,
                0,
                0,
                false,
                false,
                false,
                NINE,
                null,
                null,
                null,
                null,
                NINE,
                null,
                null,
                Tallies.NONE.dispatch(),
                0);
    }

    private static WorkOrder agreed() {
        return opened().assigned("technician", false, MORNING, NINE).acceptedBy(NINE);
    }

    private static Category category(Required evidence, boolean clearance) {
        return new Category(
                "plumbing",
                "home-repair",
                new Names("Plumbing", "水管"),
                "REPAIR",
                "plumbing",
                evidence,
                evidence,
                false,
                clearance);
    }

    @Nested
    @DisplayName("on its way to the door")
    class OnItsWay {

        @Test
        @DisplayName("waits for the technician's word when a dispatcher sent it")
        void sent() {
            WorkOrder sent = opened().assigned("technician", false, MORNING, NINE);

            assertThat(sent.status()).isEqualTo(OrderStatus.DISPATCHED);
            assertThat(sent.accepted()).isFalse();
            assertThat(sent.tallies().acceptances()).isOne();
        }

        @Test
        @DisplayName("is accepted at once when a technician takes it")
        void taken() {
            assertThat(opened().assigned("technician", true, null, NINE).accepted())
                    .isTrue();
        }

        @Test
        @DisplayName("keeps the slot that the resident was promised when a technician declines")
        void declined() {
            WorkOrder declined =
                    opened().assigned("technician", false, MORNING, NINE).backToDispatcher(NINE);

            assertThat(declined.technician()).isNull();
            assertThat(declined.status()).isEqualTo(OrderStatus.OPEN);
            assertThat(declined.assigned("technician2", false, null, NINE).slot())
                    .isEqualTo(MORNING);
        }

        @Test
        @DisplayName("needs another slot when the agreed one is over before anybody accepts")
        void late() {
            WorkOrder sent = opened().assigned("technician", false, MORNING, NINE);

            assertThat(sent.acceptedBy(MORNING.to()).slotAgreed()).isFalse();
            assertThat(sent.acceptedBy(MORNING.from()).slotAgreed()).isTrue();
        }

        @Test
        @DisplayName("needs no slot in a shared area")
        void shared() {
            assertThat(opened().change().slotNeeded(false).done().slotAgreed()).isTrue();
        }
    }

    @Nested
    @DisplayName("after a visit")
    class AfterVisit {

        @ParameterizedTest(name = "{0} → {1}, {2}")
        @DisplayName("goes where its result sends it")
        @CsvSource({
            "DONE, , DONE",
            "NO_FAULT, , DONE",
            "MADE_SAFE, VISIT, ACCEPTED",
            "PARTIAL, VISIT, ACCEPTED",
            "DIAGNOSED, VISIT, ACCEPTED",
            "NEEDS_NEIGHBOUR, VISIT, ACCEPTED",
            "ABSENT, VISIT, ACCEPTED",
            "MISSED_BY_US, VISIT, ACCEPTED",
            "NEEDS_PARTS, PARTS, WAITING_PARTS",
            "NEEDS_QUOTE, QUOTE, WAITING_QUOTE",
            "NEXT_TRADE, DISPATCH, OPEN",
            "REFUSED, DECIDE, ACCEPTED"
        })
        void next(VisitResult result, Next next, OrderStatus status) {
            WorkOrder after = agreed().visited(VisitReport.of(result), true, TEN);

            assertThat(after.next()).isEqualTo(next);
            assertThat(after.status()).isEqualTo(status);
            assertThat(after.endedAt() != null).isEqualTo(result.endsOrder());
        }

        @Test
        @DisplayName("lets the owner decide after the third absence")
        void absences() {
            WorkOrder order = agreed();
            VisitReport absent = VisitReport.of(VisitResult.ABSENT);
            WorkOrder once = order.visited(absent, true, TEN);
            WorkOrder twice = once.agreed(TOMORROW, TEN).visited(absent, true, TOMORROW.from());
            WorkOrder thrice = twice.visited(absent, true, TOMORROW.to());

            assertThat(once.slotAgreed()).as("a new slot is needed").isFalse();
            assertThat(List.of(once.next(), twice.next(), thrice.next()))
                    .containsExactly(Next.VISIT, Next.VISIT, Next.DECIDE);
        }

        @Test
        @DisplayName("is taken from a developer who missed two dates, and recharged")
        void missedDates() {
            WorkOrder developers =
                    opened().change().provider(Provider.DEVELOPER).done().passedOn(MORNING, NINE);
            VisitReport missed = VisitReport.of(VisitResult.MISSED_BY_US);
            WorkOrder once = developers.visited(missed, true, TEN);
            WorkOrder twice = once.visited(missed, true, TEN);

            assertThat(once.provider()).isEqualTo(Provider.DEVELOPER);
            assertThat(once.next()).isEqualTo(Next.VISIT);
            assertThat(twice.provider()).isEqualTo(Provider.OWN);
            assertThat(twice.recharge()).isTrue();
            assertThat(twice.next()).isEqualTo(Next.DISPATCH);
        }

        @Test
        @DisplayName("stays with our own people however often they missed a date")
        void missedByUs() {
            WorkOrder order = agreed();
            VisitReport missed = VisitReport.of(VisitResult.MISSED_BY_US);

            WorkOrder thrice =
                    order.visited(missed, true, TEN).visited(missed, true, TEN).visited(missed, true, TEN);

            assertThat(thrice.missedByUs()).isEqualTo(3);
            assertThat(thrice.technician()).isEqualTo("technician");
        }

        @Test
        @DisplayName("needs an appointment again once an emergency at home is made safe")
        void madeSafe() {
            WorkOrder hurried = agreed().change().slotNeeded(false).slot(null).done();

            assertThat(hurried.visited(VisitReport.of(VisitResult.PARTIAL), true, TEN)
                            .slotAgreed())
                    .isTrue();
            assertThat(hurried.visited(VisitReport.of(VisitResult.MADE_SAFE), true, TEN)
                            .slotAgreed())
                    .isFalse();
            assertThat(hurried.visited(VisitReport.of(VisitResult.MADE_SAFE), false, TEN)
                            .slotAgreed())
                    .as("in a shared area never")
                    .isTrue();
        }
    }

    @Nested
    @DisplayName("whose visit is reported")
    class Reported {

        private List<String> faults(VisitReport report, WorkOrder order, boolean home, Category category, Instant at) {
            Refusal refusal = catchThrowableOfType(
                    Refusal.class, () -> HomeVisitRules.check(report, order, home, category, at, ZoneOffset.UTC));
            return refusal == null
                    ? List.of()
                    : refusal.faults().stream().map(Refusal.Fault::field).toList();
        }

        private List<String> faults(VisitReport report) {
            return faults(report, agreed(), true, PLUMBING, TEN);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @DisplayName("is told what is missing")
        @CsvSource({
            "DONE, workDone",
            "NO_FAULT, workDone",
            "MADE_SAFE, plan",
            "PARTIAL, plan",
            "DIAGNOSED, diagnosis plan",
            "ABSENT, noticePhoto",
            "NEEDS_PARTS, promisedAt",
            "NEEDS_QUOTE, quoteAmount quoteText",
            "NEEDS_NEIGHBOUR, neighbourHome",
            "NEXT_TRADE, skill"
        })
        void missing(VisitResult result, String fields) {
            assertThat(faults(VisitReport.of(result))).containsExactlyInAnyOrder(fields.split(" "));
        }

        @ParameterizedTest
        @DisplayName("needs no more than the result when the appointment was missed or access refused")
        @EnumSource(
                value = VisitResult.class,
                names = {"MISSED_BY_US", "REFUSED"})
        void enough(VisitResult result) {
            assertThat(faults(VisitReport.of(result))).isEmpty();
        }

        @Test
        @DisplayName("finds nobody absent outside the agreed slot, without one, or in a shared area")
        void absentInsideTheSlot() {
            VisitReport absent = with(VisitReport.of(VisitResult.ABSENT), "noticePhoto");

            assertThat(faults(absent, agreed(), true, PLUMBING, MORNING.from())).isEmpty();
            assertThat(faults(absent, agreed(), true, PLUMBING, MORNING.to())).isEmpty();
            assertThat(faults(absent, agreed(), true, PLUMBING, MORNING.from().minusSeconds(1)))
                    .containsExactly("result");
            assertThat(faults(absent, agreed(), true, PLUMBING, MORNING.to().plusSeconds(1)))
                    .containsExactly("result");
            assertThat(faults(absent, agreed().change().slot(null).done(), true, PLUMBING, TEN))
                    .containsExactly("result");
            assertThat(faults(absent, agreed(), false, PLUMBING, TEN)).contains("result");
        }

        @Test
        @DisplayName("cannot have arrived in the future or before the order was assigned")
        void arrival() {
            VisitReport report = done("50", null, "Li Wei");

            assertThat(faults(arrivedAt(report, NINE))).isEmpty();
            assertThat(faults(arrivedAt(report, NINE.minusSeconds(1)))).containsExactly("arrivedAt");
            assertThat(faults(arrivedAt(report, TEN.plusSeconds(1)))).containsExactly("arrivedAt");
        }

        @Test
        @DisplayName("needs the resident's signature for a charge, as shipped, and always where the catalogue says so")
        void signature() {
            assertThat(faults(done("35", null, null))).containsExactly("signature");
            assertThat(faults(done(null, null, null))).isEmpty();
            assertThat(faults(done("0", null, null))).isEmpty();
            assertThat(faults(done(null, null, null), agreed(), true, category(Required.ALWAYS, false), TEN))
                    .containsExactly("signature");
            assertThat(faults(done("35", null, null), agreed(), true, category(Required.NEVER, false), TEN))
                    .isEmpty();
            assertThat(faults(done(null, null, null), agreed(), false, category(Required.ALWAYS, false), TEN))
                    .as("in a shared area nobody signs")
                    .isEmpty();
        }

        @Test
        @DisplayName("charges nothing for rework, for the same fault again, by the developer, or in a shared area")
        void free() {
            WorkOrder order = agreed();
            WorkOrder again = new WorkOrder(
                    1,
                    "t",
                    "sunshine",
                    2,
                    OrderStatus.ACCEPTED,
                    Provider.OWN,
                    "technician",
                    MORNING,
                    true,
                    null,
                    false,
                    0,
                    0,
                    false,
                    true,
                    false,
                    NINE,
                    NINE,
                    NINE,
                    null,
                    null,
                    NINE,
                    null,
                    null,
                    Tallies.NONE,
                    0);
            WorkOrder developers = order.change().provider(Provider.DEVELOPER).done();
            VisitReport charged = done("35", null, "Li Wei");

            assertThat(faults(charged, again, true, PLUMBING, TEN)).containsExactly("charge");
            assertThat(faults(charged, developers, true, PLUMBING, TEN)).containsExactly("charge");
            assertThat(faults(charged, order, false, PLUMBING, TEN)).containsExactly("charge");
            assertThat(faults(
                            done("35", null, null),
                            again.change().recharge(true).done(),
                            true,
                            PLUMBING,
                            TEN))
                    .as("what the developer is recharged needs no resident's signature")
                    .isEmpty();
        }

        @Test
        @DisplayName("needs a diagnosis after an objection")
        void rework() {
            WorkOrder rework = new WorkOrder(
                    1,
                    "t",
                    "sunshine",
                    2,
                    OrderStatus.ACCEPTED,
                    Provider.OWN,
                    "technician",
                    MORNING,
                    true,
                    null,
                    false,
                    0,
                    0,
                    true,
                    true,
                    false,
                    NINE,
                    NINE,
                    NINE,
                    null,
                    null,
                    NINE,
                    null,
                    null,
                    Tallies.NONE,
                    0);

            assertThat(faults(done(null, null, null), rework, true, PLUMBING, TEN))
                    .containsExactly("diagnosis");
            assertThat(faults(done(null, "wrong seal", null), rework, true, PLUMBING, TEN))
                    .isEmpty();
        }

        @Test
        @DisplayName("ends a lift or fire matter only with the clearance document")
        void clearance() {
            assertThat(faults(done(null, null, null), agreed(), true, category(Required.NEVER, true), TEN))
                    .containsExactly("clearance");
        }

        @Test
        @DisplayName("carries only the fields of its result")
        void foreign() {
            VisitReport both = new VisitReport(
                    VisitResult.DONE,
                    "done",
                    null,
                    null,
                    null,
                    null,
                    null,
                    TOMORROW,
                    TOMORROW.from(),
                    BigDecimal.TEN,
                    "x",
                    "plumbing",
                    "1-202",
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    "photo",
                    null);

            assertThat(faults(both))
                    .containsExactlyInAnyOrder(
                            "promisedAt",
                            "quoteAmount",
                            "quoteText",
                            "neighbourHome",
                            "skill",
                            "noticePhoto",
                            "nextFrom");
        }

        @Test
        @DisplayName("quotes nothing where nothing is paid")
        void quote() {
            VisitReport quote = new VisitReport(
                    VisitResult.NEEDS_QUOTE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new BigDecimal("0.00"),
                    "pump",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null);

            assertThat(faults(quote)).containsExactly("quoteAmount");
            assertThat(faults(
                            quote,
                            agreed().change().provider(Provider.DEVELOPER).done(),
                            true,
                            PLUMBING,
                            TEN))
                    .contains("result");
        }

        private static VisitReport done(String charge, String diagnosis, String signature) {
            return new VisitReport(
                    VisitResult.DONE,
                    "valve replaced",
                    null,
                    charge == null ? null : new BigDecimal(charge),
                    null,
                    diagnosis,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    signature,
                    List.of(),
                    List.of(),
                    null,
                    null);
        }

        private static VisitReport with(VisitReport report, String noticePhoto) {
            return new VisitReport(
                    report.result(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    noticePhoto,
                    null);
        }

        private VisitReport arrivedAt(VisitReport report, Instant at) {
            return new VisitReport(
                    report.result(),
                    report.workDone(),
                    null,
                    report.charge(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    report.signature(),
                    List.of(),
                    List.of(),
                    null,
                    at);
        }
    }
}
