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
        heard("REGISTERED/1 PROGRESS/4 SOLVED/1 CLOSED/1");
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

    @ToldTwice
    @DisplayName("is looked into by whoever else may own it, where the department's only member is the person")
    void onlyMember() {
        at("2026-06-02 09:00");
        reported(
                "manager",
                with(report("COMPLAINT", "staff-conduct", "The supervisor sleeps at work"), "about", "supervisor"));
        assessedBy("manager", "INVESTIGATE", "I look into it");
        todo("investigate - 2026-06-03 09:00");
        notTheirs(() -> claims("supervisor", "userTask_investigate"));
        does("manager", "userTask_investigate", form("finding", "He was ill", "measure", "He sees a doctor"));
        completes("manager", "userTask_confirmSolution", form("solution", "He is on leave"));
        objects("callback", "Nobody was there in the meantime");
        notTheirs(() -> claims("supervisor", "userTask_followUpObjection"));
        does("manager", "userTask_followUpObjection", form("action", "EXPLAIN", "plan", "The centre was there"));
        satisfied("callback");
        is("status=CLOSED owner=manager");
    }

    @ToldTwice
    @DisplayName(
            "about a guard is no matter of the guards, though security is; and the guard learns nothing of its reminders")
    void guard() {
        at("2026-06-02 09:00");
        Map<String, Object> complaint =
                with(report("COMPLAINT", "security", "The guard let strangers in"), "about", "monitoring");
        reported("supervisor", complaint);
        assessedBy("supervisor", "INVESTIGATE", "I ask who was on duty");
        notTheirs(() -> claims("monitoring", "userTask_investigate"));
        notTheirs(() -> claims("engineering", "userTask_investigate"));
        does("manager", "userTask_investigate", form("finding", "It was a courier", "measure", "They are asked now"));
        completes("supervisor", "userTask_confirmSolution", form("solution", "Couriers sign in"));
        objects("callback", "They still come in");
        notTheirs(() -> claims("engineering", "userTask_followUpObjection"));
        does("manager", "userTask_followUpObjection", form("action", "EXPLAIN", "plan", "From Monday on"));
        satisfied("callback");
        is("status=CLOSED owner=supervisor");
        hiddenFrom("monitoring", complaint);
    }

    @ToldTwice
    @DisplayName(
            "about the only dispatcher that takes a repair does not wait for them: a supervisor or manager dispatches")
    void dispatcher() {
        at("2026-06-02 09:00");
        reported("supervisor", with(report("COMPLAINT", "locks", "He sends nobody"), "about", "dispatcher"));
        assessedBy("supervisor", "REPAIR", "Somebody comes today");
        notTheirs(() -> claims("dispatcher", "userTask_assignTechnician"));
        does(
                "supervisor",
                "userTask_assignTechnician",
                form(
                        "technician",
                        "technician",
                        "appointmentFrom",
                        sent("2026-06-02 14:00"),
                        "appointmentTo",
                        sent("2026-06-02 16:00")));
        acceptedBy("technician");
        gone(() -> desk.ticket("dispatcher", ticket));
    }

    @ToldTwice
    @DisplayName("about the call-back agent is asked about by a supervisor or manager who did not look into it")
    void callBackAgent() {
        at("2026-06-02 09:00");
        reported(
                "supervisor",
                with(report("COMPLAINT", "staff-conduct", "The agent hung up on me"), "about", "callback"));
        assessedBy("supervisor", "INVESTIGATE", "I listen to the call");
        does("supervisor", "userTask_investigate", form("finding", "The line broke", "measure", "A new telephone"));
        completes("supervisor", "userTask_confirmSolution", form("solution", "The telephone was broken"));
        notTheirs(() -> claims("callback", "userTask_callBack"));
        notTheirs(() -> claims("supervisor", "userTask_callBack"));
        satisfied("manager");
        is("status=CLOSED owner=supervisor");
    }

    @ToldTwice
    @DisplayName("that a supervisor rejects is looked at by the manager, also once that is the owner")
    void rejected() {
        at("2026-06-02 09:00");
        reported(
                "supervisor",
                with(report("COMPLAINT", "staff-conduct", "The technician wears no tie"), "about", "technician"));
        assessedBy("supervisor", "REJECTED", "Technicians wear none", "reason", "No rule asks for it");
        notTheirs(() -> claims("supervisor", "userTask_confirmRejection"));
        sends("supervisor", "reassign", "to", "manager", "reason", "I go on leave");
        notTheirs(() -> claims("supervisor", "userTask_confirmRejection"));
        does("manager", "userTask_confirmRejection", form("confirmed", true));
        is("status=REJECTED owner=manager");
    }

    @ToldTwice
    @DisplayName("is not rejected where nobody is left who could look at that")
    void nobodyToConfirm() {
        at("2026-06-02 09:00");
        reported(
                "supervisor",
                with(report("COMPLAINT", "staff-conduct", "The manager never greets"), "about", "manager"));
        String rejected = ticket;
        assertThatThrownBy(() -> desk.complete(
                        "supervisor",
                        rejected,
                        "userTask_assessTicket",
                        form("outcome", "REJECTED", "reply", "Too bad", "reason", "He need not")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("nobody else could confirm");
        desk.complete(
                "supervisor",
                rejected,
                "userTask_assessTicket",
                form("outcome", "REFERRED", "reply", "The owners' meeting talks to him"));
        desk.complete("supervisor", rejected, "userTask_confirmSolution", form("solution", "It is on the agenda"));
        for (String objection : List.of("Still not", "Not today either", "Never")) {
            desk.claim("callback", rejected, "userTask_callBack");
            desk.complete(
                    "callback",
                    rejected,
                    "userTask_callBack",
                    form("reached", true, "satisfied", false, "objection", objection));
            if (!objection.equals("Never")) {
                desk.claim("supervisor", rejected, "userTask_followUpObjection");
                desk.complete(
                        "supervisor",
                        rejected,
                        "userTask_followUpObjection",
                        form("action", "EXPLAIN", "plan", "The meeting is in July"));
            }
        }
        desk.claim("supervisor", rejected, "userTask_decideClosure");
        desk.complete(
                "supervisor",
                rejected,
                "userTask_decideClosure",
                form("reason", "Nobody can be made to greet", "redress", "The owners' meeting"));
        assertThat(desk.ticket("supervisor", rejected).get("status").asText()).isEqualTo("CLOSED");
        gone(() -> desk.ticket("manager", rejected));
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
                Map.of("category", (String) complaint.get("category"), "limit", "200"))) {
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
