package dev.steward.story;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.webapp.Filters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which tickets stand in whose filters, from the report to the return visit; others' tickets are left out of account. */
@DisplayName("Filters")
class FiltersStory extends Story {

    private final Map<String, String> letters = new HashMap<>();

    @Test
    @DisplayName("show each role what its day needs, at its own site only")
    void day() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        reportedAs(
                "B",
                "ownerapp-h",
                with(report("REPAIR", "heating-cooling", "Cold"), "site", "harbour", "home", "1-204"));
        reportedAs("A", "ownerapp", report("REPAIR", "heating-cooling", "The radiator stays cold"));
        nobodyHasTakenIt();
        at("2026-06-02 10:30");
        nobodyTookItInTime();
        at("2026-06-02 10:40");
        pausedIsWaitingForTheResident();
        at("2026-06-02 11:00");
        goesOn();
        at("2026-06-02 13:00");
        visitIsToday();
        at("2026-06-02 15:00");
        calledBackTheNextDay();
    }

    private void reportedAs(String letter, String by, Map<String, Object> report) {
        reported(by, report);
        letters.put(ticket, letter);
    }

    private void nobodyHasTakenIt() {
        sees("frontdesk", "To take: A, Due in two hours: A, My team: A");
        sees("frontdesk-h", "To take: B, My team: B");
        sees("technician", "");
        sees("supervisor", "Due in two hours at my site: A, All: A");
        sees("supervisor-h", "All: B");
    }

    private void nobodyTookItInTime() {
        sees("frontdesk", "To take: A, Overdue: A, My team: A");
        sees("supervisor", "Overdue at my site: A, All: A");
        sees("manager-h", "All: B");
    }

    private void pausedIsWaitingForTheResident() {
        ownedBy("frontdesk");
        sends("frontdesk", "pause", "reason", "RESIDENT_ASKED_LATER");
        sees("frontdesk", "Mine: A, Waiting for the resident: A");
        // a task that comes into being during the pause, and one that waits for a colleague
        assessedBy("frontdesk", "REPAIR", "Next week then");
        sends("frontdesk", "handover", "to", "housekeeper", "reason", "your building");
        sees("dispatcher", "To dispatch: A, To take: A, Waiting for the resident: A, My team: A");
        sees("housekeeper", "Mine: A, Hand-overs to me: A");
        sees("supervisor", "Waiting for the resident: A, All: AA");
        sees("supervisor-h", "All: B");
    }

    private void goesOn() {
        completes("housekeeper", "userTask_acceptHandover", form("accepted", true));
        sends("housekeeper", "resume");
        at("2026-06-02 11:05"); // two hours from the resume on are promised
        sees("dispatcher", "To dispatch: A, To take: A, Due in two hours: A, My team: A");
        dispatchedTo("technician", "2026-06-02 14:00", "2026-06-02 16:00");
        at("2026-06-02 11:10");
        sees("technician", "Mine: A, Due in two hours: A");
        sees("technician2", "");
        acceptedBy("technician");
    }

    private void visitIsToday() {
        sees("technician", "Mine: A, Today's visits: A, My team: A");
        sees("technician2", "My team: A");
    }

    private void calledBackTheNextDay() {
        visited("technician", "DONE", "workDone", "Bled the radiator");
        sees("callback", "To take: A, My team: A");
        at("2026-06-02 23:59");
        sees("callback", "To take: A, My team: A");
        at("2026-06-03 00:01");
        sees("callback", "Call-backs today: A, To take: A, My team: A");
        claims("callback", "userTask_callBack");
        sees("callback", "Call-backs today: A, Mine: A, My team: A");
        completes("callback", "userTask_callBack", form("reached", true, "satisfied", true));
        sees("callback", "");
    }

    /** The tickets of the story in the filters of a person, those without any left out. */
    private void sees(String user, String expected) {
        String found = Filters.of(user, port).tickets().entrySet().stream()
                .map(filter -> filter.getKey() + ": " + letters(filter.getValue()))
                .filter(line -> !line.endsWith(": "))
                .collect(joining(", "));
        assertThat(found).as(user).isEqualTo(expected);
    }

    private String letters(List<String> numbers) {
        return numbers.stream().map(number -> letters.getOrDefault(number, "")).collect(joining());
    }
}
