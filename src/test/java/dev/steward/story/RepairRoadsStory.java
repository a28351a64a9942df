package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An order")
class RepairRoadsStory extends Story {

    @ToldTwice
    @DisplayName("goes on through silence, another trade, missing parts and a quote until the work is done")
    void untilTheWorkIsDone() {
        at("2026-06-02 09:00"); // a Tuesday
        windowReported();
        at("2026-06-02 09:10");
        dispatchedTo("technician2", "2026-06-02 14:00", "2026-06-02 16:00");
        at("2026-06-02 11:10"); // two business hours later
        notAnswered();
        at("2026-06-02 11:20");
        dispatchedTo("technician2", "2026-06-02 14:00", "2026-06-02 16:00");
        acceptedBy("technician2");
        at("2026-06-02 14:30");
        anotherTrade();
        at("2026-06-02 15:00");
        dispatchedTo("technician");
        acceptedBy("technician");
        todo("agreeAppointment - 2026-06-02 19:00");
        agreedBy("frontdesk", "2026-06-03 09:00", "2026-06-03 11:00");
        at("2026-06-03 09:30");
        partsAreMissing();
        at("2026-06-03 15:00");
        partsAreHere();
        at("2026-06-04 10:00");
        quoteOffered();
        at("2026-06-04 11:00");
        quoteAccepted();
        at("2026-06-04 15:00");
        diagnosedFirst();
        at("2026-06-04 16:30");
        done();
        at("2026-06-04 17:00");
        waived();
        at("2026-06-05 09:30");
        satisfied("callback");
        is("status=CLOSED firstTimeFix=true reopened=0");
        closedWith(null, null); // what was paid or waived meanwhile is no reason for it
        heard("REGISTERED/1 APPOINTMENT/1 APPOINTMENT/2 DELAYED/2 APPOINTMENT/3 DELAYED/3 APPOINTMENT/4 APPOINTMENT/5"
                + " SOLVED/1 CLOSED/1");
    }

    private void windowReported() {
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "doors-windows", "The kitchen window does not close"),
                        "contactName",
                        "Xiao Li",
                        "contactPhone",
                        "+86 138 0000 9999",
                        "reply",
                        "A carpenter will look at it",
                        "outcome",
                        "REPAIR"));
        todo("assignTechnician - 2026-06-02 11:00");
    }

    private void notAnswered() {
        todo("assignTechnician - 2026-06-02 13:10");
        timeline(
                "DISPATCHED",
                """
                2026-06-02 09:10 dispatcher DISPATCHED technician2
                2026-06-02 11:10 steward DISPATCHED not answered by technician2
                """);
        told("supervisor", "2026-06-02 11:10 RUNG ACCEPT/1/100%");
    }

    private void anotherTrade() {
        refused(422, "skill", () -> visited("technician2", "NEXT_TRADE"));
        visited("technician2", "NEXT_TRADE", "skill", "masonry");
        todo("assignTechnician - 2026-06-02 16:30");
    }

    private void partsAreMissing() {
        visited("technician", "NEEDS_PARTS", "promisedAt", sent("2026-06-03 14:00"));
        is("status=IN_PROGRESS"); // waiting for parts is nobody's pause
        todo("waitForParts - 2026-06-03 14:00");
    }

    private void partsAreHere() {
        does("dispatcher", "userTask_waitForParts");
        todo("agreeAppointment - 2026-06-03 19:00");
        agreedBy("technician", "2026-06-04 09:00", "2026-06-04 11:00");
    }

    private void quoteOffered() {
        visited("technician", "NEEDS_QUOTE", "quoteAmount", "480.00", "quoteText", "A new frame");
        is("status=WAITING_RESIDENT");
        todo("recordQuoteDecision frontdesk -");
    }

    private void quoteAccepted() {
        refused(
                422,
                "payer",
                () -> completes(
                        "frontdesk", "userTask_recordQuoteDecision", form("quoteAccepted", true, "payer", "Xiao Li")));
        completes("frontdesk", "userTask_recordQuoteDecision", form("quoteAccepted", true, "payer", "Mei Lin"));
        is("status=IN_PROGRESS");
        agreedBy("technician", "2026-06-04 14:00", "2026-06-04 16:00");
    }

    private void diagnosedFirst() {
        visited(
                "technician",
                "DIAGNOSED",
                "diagnosis",
                "The wall has settled",
                "plan",
                "Frame with an adjustable hinge",
                "nextFrom",
                sent("2026-06-04 16:00"),
                "nextTo",
                sent("2026-06-04 18:00"));
        todo("visitHome technician 2026-06-04 18:00");
    }

    private void done() {
        refused(422, "charge", () -> visited("technician", "DONE", "workDone", "New frame", "charge", "500.00"));
        photographed("technician", "BEFORE");
        photographed("technician", "AFTER");
        refused(
                422,
                "signature",
                () -> visited(
                        "technician", "DONE", "workDone", "New frame", "charge", "480.00", "signature", "Xiao Li"));
        visited("technician", "DONE", "workDone", "New frame", "charge", "480.00", "signature", "Mei Lin");
        is("status=RESOLVED resolvedAt=2026-06-04T16:30");
        assertThat(seen().at("/orders/0/charges/0/payer").asText()).isEqualTo("RESIDENT");
        assertThat(seen().at("/orders/0/charges/0/amount").decimalValue()).isEqualByComparingTo("480.00");
    }

    private void waived() {
        String charge = seen().at("/orders/0/charges/0/id").asText();
        String waive = "/api/v1/tickets/" + ticket + "/charges/" + charge + "/waive";
        assertThat(Http.as("supervisor", port)
                        .post(waive, "{\"reason\": \"Two days late\"}")
                        .status())
                .isEqualTo(200);
    }

    @ToldTwice
    @DisplayName("costs what the accepted quote says, whatever was charged by the price list before")
    void quoteAfterCallOut() {
        at("2026-06-02 09:00");
        windowReported();
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        acceptedBy("technician2");
        at("2026-06-02 10:30");
        charged(
                "DIAGNOSED",
                "20.00",
                form(
                        "materials",
                        "call-out",
                        "diagnosis",
                        "The wall has settled",
                        "plan",
                        "A quote",
                        "nextFrom",
                        sent("2026-06-02 14:00"),
                        "nextTo",
                        sent("2026-06-02 16:00")));
        at("2026-06-02 14:30");
        visited("technician2", "NEEDS_QUOTE", "quoteAmount", "480.00", "quoteText", "A new frame");
        completes("frontdesk", "userTask_recordQuoteDecision", form("quoteAccepted", true, "payer", "Mei Lin"));
        agreedBy("technician2", "2026-06-03 09:00", "2026-06-03 11:00");
        at("2026-06-03 10:00");
        refused(
                422,
                "480.00 of accepted quotes is left",
                () -> visited(
                        "technician2", "DONE", "workDone", "New frame", "charge", "480.01", "signature", "Mei Lin"));
        charged("DONE", "480.00", form("workDone", "New frame"));
        assertThat(seen().at("/orders/0/charges/0/amount").decimalValue()).isEqualByComparingTo("20.00");
        assertThat(seen().at("/orders/0/charges/1/amount").decimalValue()).isEqualByComparingTo("480.00");
    }

    private void charged(String result, String amount, Map<String, Object> report) {
        photographed("technician2", "BEFORE");
        photographed("technician2", "AFTER");
        completes(
                "technician2",
                "userTask_visitHome",
                with(report, "result", result, "charge", amount, "signature", "Mei Lin"));
    }

    @ToldTwice
    @DisplayName(
            "that the resident refuses or does not pay for is decided by the owner: again, by others, or not at all")
    void theOwnerDecides() {
        at("2026-06-02 09:00");
        windowReported();
        dispatchedTo("technician2", "2026-06-02 10:00", "2026-06-02 12:00");
        acceptedBy("technician2");
        at("2026-06-02 10:30");
        visited("technician2", "REFUSED");
        todo("decideNext frontdesk 2026-06-03 10:30");
        tryAgain();
        at("2026-06-02 15:00");
        quoteDeclined();
        at("2026-06-02 16:00");
        anotherProvider();
        at("2026-06-03 10:00");
        absentThreeTimes();
        at("2026-06-05 17:00");
        nothingIsDone();
    }

    private void tryAgain() {
        refused(
                422,
                "provider",
                () -> completes(
                        "frontdesk", "userTask_decideNext", form("next", "NEW_APPOINTMENT", "provider", "CONTRACTOR")));
        completes("frontdesk", "userTask_decideNext", form("next", "NEW_APPOINTMENT"));
        agreedBy("frontdesk", "2026-06-02 14:00", "2026-06-02 16:00");
    }

    private void quoteDeclined() {
        visited("technician2", "NEEDS_QUOTE", "quoteAmount", "900.00", "quoteText", "Two new frames");
        completes("frontdesk", "userTask_recordQuoteDecision", form("quoteAccepted", false, "payer", "Mei Lin"));
        todo("decideNext frontdesk 2026-06-03 15:00");
    }

    private void anotherProvider() {
        refused(422, "provider", () -> completes("frontdesk", "userTask_decideNext", form("next", "OTHER_PROVIDER")));
        completes(
                "frontdesk",
                "userTask_decideNext",
                form("next", "OTHER_PROVIDER", "provider", "CONTRACTOR", "reason", "They are cheaper"));
        is("provider=CONTRACTOR");
        does(
                "dispatcher",
                "userTask_assignTechnician",
                form("appointmentFrom", sent("2026-06-03 09:00"), "appointmentTo", sent("2026-06-03 11:00")));
    }

    private void absentThreeTimes() {
        absent();
        waitsAt("userTask_agreeAppointment");
        agreedBy("frontdesk", "2026-06-04 09:00", "2026-06-04 11:00");
        at("2026-06-04 10:00");
        absent();
        agreedBy("frontdesk", "2026-06-05 09:00", "2026-06-05 11:00");
        at("2026-06-05 10:00");
        absent();
        todo("decideNext frontdesk 2026-06-08 10:00"); // nobody waits for the resident any more
    }

    private void absent() {
        photographed("dispatcher", "EVIDENCE");
        does("dispatcher", "userTask_visitHome", form("result", "ABSENT", "noticePhoto", photo));
    }

    private void nothingIsDone() {
        refused(422, "reason", () -> completes("frontdesk", "userTask_decideNext", form("next", "CLOSE_WITHOUT_WORK")));
        completes(
                "frontdesk",
                "userTask_decideNext",
                form("next", "CLOSE_WITHOUT_WORK", "reason", "Nobody opened three times"));
        is("status=CLOSED resolvedAt=- reopened=0");
        hasEnded("callActivity_repairDispatch", "endEvent_ticketClosed");
        assertThat(seen().at("/orders/0/status").asText()).isEqualTo("GIVEN_UP");
    }
}
