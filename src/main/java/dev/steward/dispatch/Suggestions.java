package dev.steward.dispatch;

import dev.steward.dispatch.CandidateRepository.Workload;
import dev.steward.estate.Attendance;
import dev.steward.estate.Region;
import dev.steward.estate.Regions;
import dev.steward.estate.Roster;
import dev.steward.estate.Sites;
import dev.steward.estate.Staff;
import dev.steward.estate.StaffCard;
import dev.steward.platform.People;
import dev.steward.platform.Role;
import dev.steward.ticket.Slot;
import dev.steward.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ranks the technicians of a site for an order: asks estate, roster and orders once each, however many people there are,
 * and leaves the judging to {@link Suggestion}.
 */
@Component
class Suggestions {

    /** Where no slot is wished: how far ahead the next duty is looked for. */
    private static final Duration AHEAD = Duration.ofDays(3);

    private final CandidateRepository workloads;
    private final People people;
    private final Staff staff;
    private final Roster roster;
    private final Regions regions;
    private final Sites sites;
    private final Clock clock;

    Suggestions(
            CandidateRepository workloads,
            People people,
            Staff staff,
            Roster roster,
            Regions regions,
            Sites sites,
            Clock clock) {
        this.workloads = workloads;
        this.people = people;
        this.staff = staff;
        this.roster = roster;
        this.regions = regions;
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * All technicians, the best first.
     *
     * @param slot when the resident wants somebody; empty while that is open
     */
    @Transactional(readOnly = true)
    List<Suggestion> rank(Ticket ticket, WorkOrder order, @Nullable Slot slot) {
        Instant now = clock.instant();
        String site = ticket.site();
        ZoneId zone = sites.find(site).orElseThrow().zone();
        Region region = regions.of(site, ticket.home(), ticket.place()).orElse(null);
        Sought sought = new Sought(
                order.skill(),
                ticket.building(),
                ticket.region(),
                region == null ? null : region.technician(),
                slot,
                now,
                zone,
                ticket.objections(),
                ticket.about());
        Map<String, StaffCard> cards =
                staff.of(site).stream().collect(Collectors.toMap(StaffCard::user, Function.identity()));
        Map<String, Attendance> attendance = roster.attendance(
                site,
                Role.TECHNICIAN,
                sought.from(),
                slot == null ? now.plus(AHEAD) : slot.to().plus(AHEAD));
        Map<String, Workload> work = workloads.workloads(site, ticket.number(), ticket.recurrenceOf());
        return Suggestion.rank(
                sought,
                people.with(Role.TECHNICIAN, site).stream()
                        .map(user -> candidate(
                                user,
                                cards.get(user),
                                attendance.getOrDefault(user, Attendance.NONE),
                                work.getOrDefault(user, new Workload())))
                        .toList());
    }

    private static Candidate candidate(
            String user, @Nullable StaffCard card, Attendance attendance, Workload workload) {
        return new Candidate(
                user,
                card == null ? null : card.names(),
                card == null ? Set.of() : card.trades(),
                card == null ? null : card.region(),
                attendance,
                workload.openOrders(),
                workload.appointments(),
                workload.past());
    }
}
