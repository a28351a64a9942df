package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What each step costs in statements, counted at the use case as an authenticated caller; a batch is one. The numbers are
 * what was reached, held so that nobody makes a step dearer without noticing.
 */
@DisplayName("Statements")
class StatementBudgetTest extends Story {

    private static final List<String> REPORT = new ArrayList<>();

    @BeforeEach
    void inProcess() {
        happens(Way.IN_PROCESS);
    }

    @AfterAll
    static void print() {
        REPORT.forEach(System.out::println);
    }

    @Test
    @DisplayName("of registering a ticket are at most 45, and each later step keeps to its own number")
    void repair() {
        warmUp();
        at("2026-06-02 09:00");
        reported("ownerapp", report("REPAIR", "heating-cooling", "The radiator stays cold"));
        costs("register", 45);
        claims("frontdesk", "userTask_takeOwnership");
        costs("claim", 22);
        completes("frontdesk", "userTask_takeOwnership", Map.of());
        costs("take ownership", 42);
        assessedBy("frontdesk", "REPAIR", "A fitter comes today");
        costs("assess: repair", 75);
        claims("dispatcher", "userTask_assignTechnician");
        costs("claim", 22);
        completes(
                "dispatcher",
                "userTask_assignTechnician",
                form(
                        "technician",
                        "technician",
                        "appointmentFrom",
                        sent("2026-06-02 14:00"),
                        "appointmentTo",
                        sent("2026-06-02 16:00")));
        costs("assign", 69);
        acceptedBy("technician");
        costs("accept", 67);
        sends("ownerapp", "urge", "text", "It is cold");
        costs("urge", 16);
        at("2026-06-02 15:00");
        visited("technician", "DONE", "workDone", "Bled the radiator");
        costs("visit: done", 91);
        claims("callback", "userTask_callBack");
        costs("claim", 22);
        completes("callback", "userTask_callBack", form("reached", true, "satisfied", true));
        costs("call back and close", 89);
        is("status=CLOSED");
    }

    /** The first of each kind loads definitions and plans. */
    private void warmUp() {
        at("2026-06-01 09:00");
        reported("ownerapp", report("REPAIR", "heating-cooling", "Cold"));
        sends("ownerapp", "withdraw", "reason", "warm again");
    }

    private void costs(String step, int most) {
        int found = Statements.last();
        REPORT.add("statements of %s: %d (at most %d)".formatted(step, found, most));
        assertThat(found).as("statements of %s", step).isLessThanOrEqualTo(most);
    }
}
