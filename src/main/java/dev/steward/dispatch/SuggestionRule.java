package dev.steward.dispatch;

import dev.steward.dispatch.Candidate.Appointment;
import dev.steward.dispatch.Candidate.Past;
import dev.steward.dispatch.Candidate.Past.How;
import dev.steward.dispatch.Reason.Code;
import dev.steward.estate.Absence;
import dev.steward.estate.Duty;
import dev.steward.ticket.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a good dispatcher looks at, in the order of its weight. A rule answers what it has to say of one candidate; the
 * points are such that the trade outweighs duty and route together, an appointment at the same time outweighs any route,
 * and region, route and load decide between those who are equal in these.
 */
enum SuggestionRule {

    /** The trade that is needed now. */
    TRADE {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            if (sought.skill() == null) {
                return List.of();
            }
            return candidate.trades().contains(sought.skill())
                    ? one(Code.TRADE, 40, "trade", sought.skill())
                    : one(Code.OTHER_TRADE, -60, "trade", sought.skill());
        }
    },

    /** Roster and absence in the slot, or now where there is none. */
    DUTY {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            Instant from = sought.from();
            Instant to =
                    sought.slot() == null ? from.plusNanos(1) : sought.slot().to();
            if (candidate.attendance().isAway(from, to)) {
                return one(Code.AWAY, -200, "until", awayUntil(candidate, from, to));
            }
            List<Duty> atWork = touching(candidate, Duty.Kind.ON_DUTY, from, to);
            Instant begins = from;
            for (Duty duty : atWork) {
                // shifts that follow each other are one
                begins = !duty.from().isAfter(begins) && duty.to().isAfter(begins) ? duty.to() : begins;
            }
            if (!begins.isBefore(to)) {
                return one(Code.ON_DUTY, 20, "until", begins);
            }
            if (!atWork.isEmpty()) {
                Instant end = atWork.stream()
                        .map(Duty::to)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                return List.of(new Reason(
                        Code.PARTLY_ON_DUTY, -15, Map.of("from", atWork.get(0).from(), "until", end)));
            }
            if (!touching(candidate, Duty.Kind.ON_CALL, from, to).isEmpty()) {
                return one(Code.ON_CALL, -10, "", null);
            }
            return one(Code.OFF_DUTY, -30, "next", nextDuty(candidate, to));
        }

        private static List<Duty> touching(Candidate candidate, Duty.Kind kind, Instant from, Instant to) {
            return candidate.attendance().duties().stream()
                    .filter(duty -> duty.kind() == kind
                            && duty.from().isBefore(to)
                            && duty.to().isAfter(from))
                    .sorted(Comparator.comparing(Duty::from))
                    .toList();
        }

        private static @Nullable Instant nextDuty(Candidate candidate, Instant after) {
            return candidate.attendance().duties().stream()
                    .filter(duty ->
                            duty.kind() == Duty.Kind.ON_DUTY && !duty.from().isBefore(after))
                    .map(Duty::from)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        private static @Nullable Instant awayUntil(Candidate candidate, Instant from, Instant to) {
            return candidate.attendance().absences().stream()
                    .filter(absence -> absence.from().isBefore(to)
                            && (absence.to() == null || absence.to().isAfter(from)))
                    .map(Absence::to)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    },

    /** Nobody is in two places at once. */
    OVERLAP {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            Slot slot = sought.slot();
            return slot == null
                    ? List.of()
                    : candidate.appointments().stream()
                            .map(Appointment::slot)
                            .filter(other -> other.from().isBefore(slot.to())
                                    && other.to().isAfter(slot.from()))
                            .min(Comparator.comparing(Slot::from))
                            .map(other -> List.of(
                                    new Reason(Code.OVERLAP, -70, Map.of("from", other.from(), "until", other.to()))))
                            .orElse(List.of());
        }
    },

    /** The way of the day: whoever is in the building anyway comes first, then in the region, nearest in time. */
    ROUTE {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            List<Appointment> ofTheDay = candidate.appointments().stream()
                    .filter(other -> isOn(sought.day(), other.slot(), sought))
                    .filter(other -> sought.slot() == null
                            ? other.slot().to().isAfter(sought.now())
                            : !other.slot().to().isAfter(sought.slot().from())
                                    || !other.slot()
                                            .from()
                                            .isBefore(sought.slot().to()))
                    .sorted(Comparator.comparing(other -> gap(other.slot(), sought)))
                    .toList();
            return ofTheDay.stream()
                    .filter(other ->
                            sought.building() != null && sought.building().equals(other.building()))
                    .findFirst()
                    .map(other -> on(other.slot(), sought, Code.SAME_BUILDING_BEFORE, Code.SAME_BUILDING_AFTER, 15))
                    .or(() -> ofTheDay.stream()
                            .filter(other ->
                                    sought.region() != null && sought.region().equals(other.region()))
                            .findFirst()
                            .map(other -> on(other.slot(), sought, Code.SAME_REGION_BEFORE, Code.SAME_REGION_AFTER, 6)))
                    .orElse(List.of());
        }

        private static boolean isOn(LocalDate day, Slot slot, Sought sought) {
            return LocalDate.ofInstant(slot.from(), sought.zone()).equals(day);
        }

        private static Duration gap(Slot other, Sought sought) {
            Instant to = sought.slot() == null ? sought.now() : sought.slot().to();
            return other.from().isBefore(sought.from())
                    ? Duration.between(other.to(), sought.from()).abs()
                    : Duration.between(to, other.from());
        }

        private static List<Reason> on(Slot other, Sought sought, Code before, Code after, int points) {
            return other.from().isBefore(sought.from())
                    ? one(before, points, "until", other.to())
                    : one(after, points, "from", other.from());
        }
    },

    /** Who is at home in the region. */
    REGION {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            if (candidate.user().equals(sought.responsible())) {
                return one(Code.RESPONSIBLE, 10, "", null);
            }
            return sought.region() != null && sought.region().equals(candidate.region())
                    ? one(Code.WORKS_HERE, 8, "", null)
                    : List.of();
        }
    },

    /** What they have to do already. */
    LOAD {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            List<Reason> reasons = new ArrayList<>();
            int orders = candidate.openOrders();
            reasons.add(new Reason(
                    Code.OPEN_ORDERS,
                    orders == 0 ? LOAD_OF_ONE : orders <= FEW ? 0 : -LOAD_OF_ONE * Math.min(orders - FEW, 8),
                    Map.of("count", orders)));
            Duration planned = candidate.appointments().stream()
                    .map(Appointment::slot)
                    .filter(slot ->
                            LocalDate.ofInstant(slot.from(), sought.zone()).equals(sought.day()))
                    .map(slot -> Duration.between(slot.from(), slot.to()))
                    .reduce(Duration.ZERO, Duration::plus);
            if (planned.compareTo(FULL_DAY) >= 0) {
                reasons.addAll(one(Code.DAY_FULL, -12, "hours", hours(planned)));
            } else if (!planned.isZero()) {
                reasons.addAll(one(Code.HOURS_PLANNED, 0, "hours", hours(planned)));
            }
            return reasons;
        }

        private static double hours(Duration time) {
            return Math.round(time.toMinutes() / 6.0) / 10.0;
        }
    },

    /**
     * Who was there before. Whoever knows the place comes again. After a first objection whoever did the work mends it, as
     * they know best what they did; after a second one, or where they found no fault, another looks at it.
     */
    PAST {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            Set<How> past = EnumSet.noneOf(How.class);
            candidate.past().forEach(once -> past.add(once.how()));
            boolean worked = past.contains(How.DONE) || past.contains(How.NO_FAULT);
            if (worked && (sought.objections() > 1 || (sought.objections() == 1 && past.contains(How.NO_FAULT)))) {
                return one(Code.ANOTHER_PAIR_OF_EYES, -40, "objections", sought.objections());
            }
            if (worked && sought.objections() == 1) {
                return one(Code.MENDS_OWN_WORK, 12, "", null);
            }
            if (worked || past.contains(How.VISITED)) {
                return one(Code.KNOWS_THE_PLACE, 12, "", null);
            }
            return past.contains(How.REPAIRED_BEFORE) ? one(Code.KNOWS_THE_FAULT, 6, "", null) : List.of();
        }
    },

    /** Whoever said no to this order is not asked again before others. */
    ANSWER {
        @Override
        List<Reason> weigh(Sought sought, Candidate candidate) {
            Optional<Past> last = candidate.past().stream()
                    .filter(once -> NO.contains(once.how()))
                    .max(Comparator.comparing(Past::at));
            return last.map(once -> one(Code.valueOf(once.how().name()), -50, "reason", once.reason()))
                    .orElse(List.of());
        }
    };

    private static final int LOAD_OF_ONE = 3;

    /** So many open orders are nobody's excuse. */
    private static final int FEW = 2;

    /** Appointments of so many hours leave no room for another. */
    private static final Duration FULL_DAY = Duration.ofHours(6);

    private static final Set<How> NO = EnumSet.of(How.DECLINED, How.UNANSWERED, How.GIVEN_BACK);

    /** What the rule has to say of a candidate. */
    abstract List<Reason> weigh(Sought sought, Candidate candidate);

    private static List<Reason> one(Code code, int points, String fact, @Nullable Object value) {
        Map<String, Object> facts = new HashMap<>();
        if (value != null) {
            facts.put(fact, value);
        }
        return List.of(new Reason(code, points, facts));
    }
}
