package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.platform.Role;
import dev.steward.platform.local.LocalAccounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.identity.Tenant;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A complaint about a member of staff")
class AboutStaffStory extends Story {

    @ToldTwice
    @DisplayName("is owned by a supervisor, and the person it is about finds nothing of it by any way")
    void housekeeper() {
        at("2026-06-02 09:00");
        Map<String, Object> complaint =
                with(report("COMPLAINT", "staff-conduct", "The housekeeper shouted"), "about", "housekeeper");
        reported("ownerapp", complaint);
        is("status=REGISTERED departments.facing=supervisor");
        hiddenFrom("housekeeper", complaint);
        notTheirs(() -> claims("housekeeper", "userTask_takeOwnership"));
        notTheirs(() -> claims("frontdesk", "userTask_takeOwnership"));
        at("2026-06-02 10:40");
        ownedBy("supervisor");
        refused(422, "cannot own", () -> sends("supervisor", "handover", "to", "housekeeper", "reason", "yours?"));
        refused(422, "cannot own", () -> sends("supervisor", "reassign", "to", "frontdesk", "reason", "busy"));
        assessedBy("supervisor", "INVESTIGATE", "I look into it myself");
        hiddenFrom("housekeeper", complaint);
        does(
                "supervisor",
                "userTask_investigate",
                form("finding", "Loud, on both sides", "measure", "They have talked"));
        completes("supervisor", "userTask_confirmSolution", form("solution", "She is sorry"));
        notTheirs(() -> claims("housekeeper", "userTask_callBack"));
        hiddenFrom("housekeeper", complaint);
        satisfied("callback");
        is("status=CLOSED owner=supervisor firstResponder=supervisor");
        hiddenFrom("housekeeper", complaint);
        told("housekeeper", "");
        rungs("2026-06-02 10:30 RESPONSE 75% → supervisor");
        heard("REGISTERED/1 SOLVED/1 CLOSED/1");
        notKnownByAnother(complaint);
    }

    /** The next one of that home repeats it, which the person it was about does not learn. */
    private void notKnownByAnother(Map<String, Object> complaint) {
        String hidden = ticket;
        Map<String, Object> next = new HashMap<>(complaint);
        next.remove("about");
        reported("housekeeper", next);
        is("owner=housekeeper links.0.relation=RECURRENCE_OF links.0.ticket=" + hidden);
        assertThat(desk.ticket("housekeeper", ticket).get("links")).isEmpty();
        refused(
                422,
                "no other ticket",
                () -> assessedBy("housekeeper", "DUPLICATE", "As before", "duplicateOf", hidden));
        sends("supervisor", "reassign", "to", "supervisor", "reason", "I know of it");
        assessedBy("supervisor", "DUPLICATE", "As before", "duplicateOf", hidden);
        assertThat(assessment("supervisor")).isEqualTo("DUPLICATE " + hidden);
        assertThat(assessment("housekeeper")).isEqualTo("DUPLICATE");
    }

    /** How the assessment is told to somebody; the number is in no other line either. */
    private String assessment(String reader) {
        JsonNode lines = desk.timeline(reader, ticket);
        String text = "";
        for (JsonNode line : lines) {
            if (line.get("type").asText().equals("ASSESSED")) {
                text = line.get("text").asText();
                assertThat(line.toString().contains("ST-")).isEqualTo(text.contains("ST-"));
            }
        }
        return text;
    }

    @ToldTwice
    @DisplayName("is lost from sight with the site, which whoever leaves it leaves altogether")
    void siteLeft() {
        at("2026-06-02 09:00");
        LocalAccounts accounts = context.getBean(LocalAccounts.class);
        accounts.add("leaver", "Lee", "Ver", "leaver@example.com", Role.SUPERVISOR, List.of("sunshine", "harbour"));
        reported(
                "supervisor",
                with(report("COMPLAINT", "staff-conduct", "The housekeeper shouted"), "about", "housekeeper"));
        sends("supervisor", "reassign", "to", "leaver", "reason", "I go on leave");
        engine.getIdentityService().deleteTenantUserMembership("sunshine", "leaver");
        is("owner=supervisor firstResponder=supervisor");
        assertThat(engine.getIdentityService()
                        .createTenantQuery()
                        .userMember("leaver")
                        .list())
                .extracting(Tenant::getId)
                .contains("harbour")
                .noneMatch(tenant -> tenant.startsWith("sunshine"));
        engine.getIdentityService().deleteUser("leaver");
    }

    @ToldTwice
    @DisplayName("passes to a manager when its supervisor is away, whoever else stands in")
    void ownerAway() {
        at("2026-06-02 09:00");
        reported(
                "supervisor",
                with(report("COMPLAINT", "staff-conduct", "The technician was late"), "about", "technician"));
        desk.away("manager", "supervisor", sent("2026-06-05 18:00"), "frontdesk");
        is("owner=manager firstResponder=supervisor");
        todo("assessTicket manager 2026-06-02 11:00");
    }

    @ToldTwice
    @DisplayName("goes to the manager when it is about a supervisor, who otherwise sees everything of the site")
    void supervisor() {
        at("2026-06-02 09:00");
        Map<String, Object> complaint =
                with(report("COMPLAINT", "staff-conduct", "The supervisor never calls back"), "about", "supervisor");
        reported("ownerapp", complaint);
        hiddenFrom("supervisor", complaint);
        at("2026-06-02 11:00"); // breached, and the only supervisor is not told
        rungs(
                """
                2026-06-02 10:30 RESPONSE 75% → manager
                2026-06-02 11:00 RESPONSE 100% → manager
                """);
        told("supervisor", "");
        ownedBy("manager");
        assessedBy("manager", "ANSWERED", "He calls you today");
        hiddenFrom("supervisor", complaint);
        sends("manager", "withdraw", "reason", "He called");
        hiddenFrom("supervisor", complaint);
    }

    private void hiddenFrom(String person, Map<String, Object> complaint) {
        gone(() -> desk.ticket(person, ticket));
        gone(() -> desk.tasks(person, ticket));
        gone(() -> desk.timeline(person, ticket));
        gone(() -> desk.command(person, ticket, "urge", Map.of("text", "what is this about?")));
        gone(() -> desk.command(person, ticket, "comment", Map.of("text", "not true", "public", false)));
        gone(() -> desk.command(person, ticket, "withdraw", Map.of("reason", "not true")));
        for (Map<String, String> criteria : List.of(
                Map.<String, String>of("q", ticket),
                Map.of("home", (String) complaint.get("home")),
                Map.of("category", "staff-conduct", "limit", "200"))) {
            assertThat(desk.list(person, criteria)).doesNotContain(ticket);
            assertThat(desk.list("manager", criteria)).contains(ticket);
        }
        assertThatThrownBy(() -> desk.report(person, with(complaint, "attachTo", ticket, "about", "frontdesk")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("attachTo");
        assertThat(desk.foundInEngine(person, ticket))
                .as("by queries of the engine")
                .isEmpty();
        assertThat(desk.foundInEngine("manager", ticket))
                .as("by queries of the engine, for comparison")
                .contains("history/process-instance", "history/activity-instance");
    }

    /** As if there were no such ticket: not even that it is forbidden. */
    private static void gone(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.status)
                .isEqualTo(404));
    }
}
