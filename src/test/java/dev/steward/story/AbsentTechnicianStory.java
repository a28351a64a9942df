package dev.steward.story;

import org.junit.jupiter.api.DisplayName;

@DisplayName("When a technician is away")
class AbsentTechnicianStory extends Story {

    @ToldTwice
    @DisplayName("an appointment that others agree for that time is the deputy's")
    void agreedMeanwhile() {
        at("2026-06-02 09:00"); // a Tuesday
        reported(
                "frontdesk",
                with(report("REPAIR", "locks", "The key sticks"), "reply", "Somebody comes", "outcome", "REPAIR"));
        dispatchedTo("technician");
        acceptedBy("technician");
        desk.away("supervisor", "technician", sent("2026-06-05 08:00"), "technician2");
        agreedBy("frontdesk", "2026-06-04 10:00", "2026-06-04 12:00");
        todo("visitHome technician2 2026-06-04 12:00");
        told("technician2", "2026-06-02 09:00 VISIT VISIT/1");
        is("orders.0.technician=technician2");
        sends("frontdesk", "withdraw", "reason", "Oiled it");
    }

    @ToldTwice
    @DisplayName("the deputy whom the complaint is about does not get the visit: whoever claims it does")
    void deputyComplainedAbout() {
        at("2026-06-02 09:00");
        reported(
                "supervisor",
                with(report("COMPLAINT", "staff-conduct", "He left the lock in pieces"), "about", "technician2"));
        assessedBy("supervisor", "REPAIR", "Somebody else puts it together");
        dispatchedTo("technician", "2026-06-02 14:00", "2026-06-02 16:00");
        acceptedBy("technician");
        desk.away("supervisor", "technician", sent("2026-06-05 08:00"), "technician2");
        todo("visitHome - 2026-06-02 16:00");
        is("orders.0.technician=-");
        told("technician2", "");
        sends("supervisor", "withdraw", "reason", "Put it together themself");
    }

    @ToldTwice
    @DisplayName("it matters whether that is when the resident expects somebody, not when the order is sent")
    void backInTime() {
        at("2026-06-02 09:00");
        desk.away("supervisor", "technician", sent("2026-06-02 13:00"), null);
        reported(
                "frontdesk",
                with(
                        report("REPAIR", "locks", "The key sticks"),
                        "appointmentFrom",
                        sent("2026-06-02 14:00"),
                        "appointmentTo",
                        sent("2026-06-02 16:00"),
                        "reply",
                        "Somebody comes",
                        "outcome",
                        "REPAIR"));
        claims("dispatcher", "userTask_assignTechnician");
        refused(
                422,
                "is away then",
                () -> completes(
                        "dispatcher",
                        "userTask_assignTechnician",
                        form(
                                "technician",
                                "technician",
                                "appointmentFrom",
                                sent("2026-06-02 11:00"),
                                "appointmentTo",
                                sent("2026-06-02 12:00"))));
        completes("dispatcher", "userTask_assignTechnician", form("technician", "technician"));
        todo("acceptOrder technician 2026-06-02 11:00");
        sends("frontdesk", "withdraw", "reason", "Oiled it");
    }
}
