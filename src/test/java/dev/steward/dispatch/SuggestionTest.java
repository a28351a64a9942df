package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.dispatch.Candidate.Appointment;
import dev.steward.dispatch.Candidate.Past;
import dev.steward.dispatch.Candidate.Past.How;
import dev.steward.dispatch.Reason.Code;
import dev.steward.estate.Absence;
import dev.steward.estate.Attendance;
import dev.steward.estate.Duty;
import dev.steward.platform.Role;
import dev.steward.ticket.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Technicians are suggested")
class SuggestionTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Tuesday; the slot is ten to twelve. */
    private static final Slot SLOT = slot("10:00", "12:00");

    private static final Instant NOW = at("09:00");

    private static Instant at(String time) {
        return LocalDateTime.parse("2026-06-02T" + time).atZone(ZONE).toInstant();
    }

    private static Slot slot(String from, String to) {
        return new Slot(at(from), at(to));
    }

    private static Sought sought(Slot slot, int objections) {
        return new Sought("plumbing", "2", "west", "west-keeper", slot, NOW, ZONE, objections, null);
    }

    private static final Sought SOUGHT = sought(SLOT, 0);

    /** Somebody who fits and of whom nothing else is known; each test adds what it is about. */
    private static final class Person {

        private final String user;
        private Set<String> trades = Set.of("plumbing");
        private String region;
        private final List<Duty> duties = new ArrayList<>();
        private final List<Absence> absences = new ArrayList<>();
        private int orders = 1;
        private final List<Appointment> appointments = new ArrayList<>();
        private final List<Past> past = new ArrayList<>();

        Person(String user) {
            this.user = user;
        }

        static Person atWork(String user) {
            return new Person(user).duty("08:30", "17:30");
        }

        Person duty(String from, String to) {
            duties.add(new Duty(user, Role.TECHNICIAN, Duty.Kind.ON_DUTY, 1, at(from), at(to), null));
            return this;
        }

        Person onCall() {
            duties.add(new Duty(user, Role.TECHNICIAN, Duty.Kind.ON_CALL, 1, at("00:00"), at("23:59"), null));
            return this;
        }

        Person away(String from, String to) {
            absences.add(new Absence("sunshine", user, at(from), to == null ? null : at(to), null, "ill"));
            return this;
        }

        Person trades(String... known) {
            trades = Set.of(known);
            return this;
        }

        Person region(String key) {
            region = key;
            return this;
        }

        Person orders(int open) {
            orders = open;
            return this;
        }

        Person visits(String from, String to, String building, String inRegion) {
            appointments.add(new Appointment(slot(from, to), building, inRegion));
            return this;
        }

        Person was(How how) {
            past.add(new Past(how, at("08:00"), how == How.DECLINED ? "At another leak" : null));
            return this;
        }

        Candidate candidate() {
            return new Candidate(
                    user, null, trades, region, new Attendance(duties, absences), orders, appointments, past);
        }
    }

    private static List<String> ranked(Sought sought, Person... people) {
        return Suggestion.rank(
                        sought, Arrays.stream(people).map(Person::candidate).toList())
                .stream()
                .map(Suggestion::user)
                .toList();
    }

    private static Suggestion of(Sought sought, Person person) {
        return Suggestion.rank(sought, List.of(person.candidate())).get(0);
    }

    private static List<Code> said(Sought sought, Person person) {
        return of(sought, person).reasons().stream().map(Reason::code).toList();
    }

    private static Map<String, Object> facts(Suggestion suggestion, Code code) {
        return suggestion.reasons().stream()
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + suggestion.reasons()))
                .facts();
    }

    @Nested
    @DisplayName("by trade and roster")
    class TradeAndRoster {

        @Test
        @DisplayName("whoever has learnt the trade first, even if somebody else is nearer and idle")
        void tradeFirst() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("near")
                                    .trades("electrical")
                                    .region("west")
                                    .orders(0)
                                    .visits("08:30", "09:30", "2", "west"),
                            Person.atWork("plumber").orders(4)))
                    .containsExactly("plumber", "near");
        }

        @Test
        @DisplayName("and any trade will do where none is needed, for a policy too")
        void noTrade() {
            Sought anybody = new Sought(null, "2", "west", null, SLOT, NOW, ZONE, 0, null);

            assertThat(said(anybody, Person.atWork("li"))).doesNotContain(Code.TRADE, Code.OTHER_TRADE);
            assertThat(of(anybody, Person.atWork("li")).fits()).isTrue();
        }

        @Test
        @DisplayName("on duty before partly on duty, on call, off duty and away")
        void duty() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("away").away("00:00", "18:00"),
                            new Person("off").duty("14:00", "22:00"),
                            new Person("part").duty("08:00", "11:00"),
                            new Person("call").onCall(),
                            Person.atWork("here")))
                    .containsExactly("here", "call", "part", "off", "away");
        }

        @Test
        @DisplayName("two shifts that follow each other cover the slot, two with a gap do not")
        void shifts() {
            assertThat(said(SOUGHT, new Person("li").duty("08:00", "11:00").duty("11:00", "14:00")))
                    .contains(Code.ON_DUTY);
            assertThat(said(SOUGHT, new Person("li").duty("08:00", "10:30").duty("11:00", "14:00")))
                    .contains(Code.PARTLY_ON_DUTY);
        }

        @Test
        @DisplayName(
                "says until when somebody is away, and that they cannot be sent; an absence that ended does not count")
        void away() {
            Suggestion ill = of(SOUGHT, Person.atWork("li").away("09:00", "11:00"));

            assertThat(ill.possible()).isFalse();
            assertThat(facts(ill, Code.AWAY)).containsEntry("until", at("11:00"));
            assertThat(of(SOUGHT, Person.atWork("li").away("08:00", "10:00")).possible())
                    .isTrue();
            assertThat(facts(of(SOUGHT, Person.atWork("li").away("08:00", null)), Code.AWAY))
                    .isEmpty();
        }

        @Test
        @DisplayName("without a slot by who is on duty now, and says when the others come")
        void withoutSlot() {
            Sought open = sought(null, 0);

            assertThat(ranked(open, new Person("later").duty("14:00", "22:00"), Person.atWork("here")))
                    .containsExactly("here", "later");
            assertThat(facts(of(open, new Person("later").duty("14:00", "22:00")), Code.OFF_DUTY))
                    .containsEntry("next", at("14:00"));
        }
    }

    @Nested
    @DisplayName("by the route of the day")
    class Route {

        @Test
        @DisplayName("whoever is in the building anyway, then in the region, and says before or after")
        void building() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("elsewhere").visits("08:30", "09:30", "1", "east"),
                            Person.atWork("region").visits("08:30", "09:30", "3", "west"),
                            Person.atWork("building").visits("13:00", "14:00", "2", "west")))
                    .containsExactly("building", "region", "elsewhere");
            assertThat(facts(
                            of(SOUGHT, Person.atWork("li").visits("13:00", "14:00", "2", "west")),
                            Code.SAME_BUILDING_AFTER))
                    .containsEntry("from", at("13:00"));
            assertThat(facts(
                            of(SOUGHT, Person.atWork("li").visits("08:30", "09:30", "2", "west")),
                            Code.SAME_BUILDING_BEFORE))
                    .containsEntry("until", at("09:30"));
        }

        @Test
        @DisplayName("a visit of another day is no route")
        void anotherDay() {
            Candidate tomorrow = new Candidate(
                    "li",
                    null,
                    Set.of("plumbing"),
                    null,
                    Attendance.NONE,
                    1,
                    List.of(new Appointment(
                            new Slot(
                                    at("10:00").plusSeconds(86_400), at("12:00").plusSeconds(86_400)),
                            "2",
                            "west")),
                    List.of());

            assertThat(Suggestion.rank(SOUGHT, List.of(tomorrow)).get(0).reasons())
                    .extracting(Reason::code)
                    .doesNotContain(Code.SAME_BUILDING_AFTER, Code.SAME_BUILDING_BEFORE, Code.OVERLAP);
        }

        @Test
        @DisplayName(
                "an appointment at the same time outweighs any route; one that ends when ours begins does not count")
        void overlap() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("busy")
                                    .visits("11:00", "13:00", "2", "west")
                                    .region("west"),
                            Person.atWork("free").orders(6)))
                    .containsExactly("free", "busy");
            assertThat(facts(of(SOUGHT, Person.atWork("li").visits("11:00", "13:00", "2", "west")), Code.OVERLAP))
                    .containsEntry("from", at("11:00"))
                    .containsEntry("until", at("13:00"));
            assertThat(said(SOUGHT, Person.atWork("li").visits("08:30", "10:00", "2", "west")))
                    .doesNotContain(Code.OVERLAP);
        }
    }

    @Nested
    @DisplayName("by region and load")
    class RegionAndLoad {

        @Test
        @DisplayName("whoever is responsible for the region, then whoever works there, then others")
        void region() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("other").region("east"),
                            Person.atWork("works").region("west"),
                            Person.atWork("west-keeper")))
                    .containsExactly("west-keeper", "works", "other");
        }

        @Test
        @DisplayName("among equals whoever has fewer open orders, and whoever's day is not full")
        void load() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("a").orders(5),
                            Person.atWork("b").orders(3),
                            Person.atWork("c").orders(0)))
                    .containsExactly("c", "b", "a");
            Person full =
                    Person.atWork("li").visits("08:30", "10:00", "1", "east").visits("12:00", "17:00", "1", "east");
            assertThat(facts(of(SOUGHT, full), Code.DAY_FULL)).containsEntry("hours", 6.5);
            assertThat(facts(of(SOUGHT, Person.atWork("li").visits("12:00", "14:00", "1", "east")), Code.HOURS_PLANNED))
                    .containsEntry("hours", 2.0);
        }

        @Test
        @DisplayName("and the same order for equals each time")
        void stable() {
            assertThat(ranked(SOUGHT, Person.atWork("b"), Person.atWork("a"))).containsExactly("a", "b");
        }
    }

    @Nested
    @DisplayName("by what was before")
    class Before {

        @Test
        @DisplayName("whoever was there already comes again, within the same order")
        void knowsThePlace() {
            assertThat(ranked(SOUGHT, Person.atWork("a"), Person.atWork("b").was(How.VISITED)))
                    .containsExactly("b", "a");
        }

        @Test
        @DisplayName("after a first objection whoever did the work mends it, after a second one another looks at it")
        void rework() {
            Person worked = Person.atWork("b").was(How.DONE);

            assertThat(ranked(sought(SLOT, 1), Person.atWork("a"), worked)).containsExactly("b", "a");
            assertThat(said(sought(SLOT, 1), worked)).contains(Code.MENDS_OWN_WORK);
            assertThat(ranked(sought(SLOT, 2), worked, Person.atWork("c"))).containsExactly("c", "b");
            assertThat(facts(of(sought(SLOT, 2), worked), Code.ANOTHER_PAIR_OF_EYES))
                    .containsEntry("objections", 2);
        }

        @Test
        @DisplayName("whoever found no fault where the resident still has one is not sent to find it")
        void noFault() {
            assertThat(said(sought(SLOT, 1), Person.atWork("li").was(How.NO_FAULT)))
                    .contains(Code.ANOTHER_PAIR_OF_EYES);
        }

        @Test
        @DisplayName("whoever repaired the same fault in the ticket before knows it")
        void recurrence() {
            assertThat(ranked(SOUGHT, Person.atWork("a"), Person.atWork("b").was(How.REPAIRED_BEFORE)))
                    .containsExactly("b", "a");
        }

        @Test
        @DisplayName("whoever declined this order is asked after the others, with their reason")
        void declined() {
            assertThat(ranked(
                            SOUGHT,
                            Person.atWork("no").region("west").orders(0).was(How.DECLINED),
                            Person.atWork("yes").orders(5)))
                    .containsExactly("yes", "no");
            assertThat(facts(of(SOUGHT, Person.atWork("no").was(How.DECLINED)), Code.DECLINED))
                    .containsEntry("reason", "At another leak");
        }

        @Test
        @DisplayName("and never the person a complaint is about")
        void about() {
            Sought complaint = new Sought("plumbing", "2", "west", "li", SLOT, NOW, ZONE, 0, "li");

            assertThat(ranked(complaint, Person.atWork("li"), Person.atWork("wu")))
                    .containsExactly("wu");
        }
    }

    @Test
    @DisplayName("fit fully with the right trade, on duty and with nothing against them: only then a policy may decide")
    void fits() {
        assertThat(of(SOUGHT, Person.atWork("li")).fits()).isTrue();
        assertThat(of(SOUGHT, Person.atWork("li").orders(7)).fits()).isTrue();
        assertThat(of(SOUGHT, Person.atWork("li").trades("locks")).fits()).isFalse();
        assertThat(of(SOUGHT, new Person("li").onCall()).fits()).isFalse();
        assertThat(of(SOUGHT, new Person("li").duty("08:00", "11:00")).fits()).isFalse();
        assertThat(of(SOUGHT, Person.atWork("li").visits("11:00", "13:00", "2", "west"))
                        .fits())
                .isFalse();
        assertThat(of(SOUGHT, Person.atWork("li").was(How.DECLINED)).fits()).isFalse();
        assertThat(of(SOUGHT, Person.atWork("li").away("11:00", "12:00")).fits())
                .isFalse();
    }

    @Test
    @DisplayName("with the weightiest reason first")
    void weightiest() {
        assertThat(said(SOUGHT, Person.atWork("li").region("west")))
                .startsWith(Code.TRADE, Code.ON_DUTY, Code.WORKS_HERE);
    }
}
