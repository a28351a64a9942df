package dev.steward.estate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a household, at one of their homes.
 *
 * @param note how to talk to them
 */
public record ResidentView(
        long id,
        String reference,
        String name,
        @Nullable String phone,
        @Nullable String email,
        String language,
        ContactChannel preferredChannel,
        @Nullable String note,
        String site,
        String home,
        HouseholdRole role,
        @Nullable LocalDate movedIn) {

    public static ResidentView of(Member member) {
        Resident resident = member.resident();
        return new ResidentView(
                resident.id(),
                resident.reference(),
                resident.name(),
                resident.phone(),
                resident.email(),
                resident.language(),
                resident.preferredChannel(),
                resident.note(),
                resident.site(),
                member.home(),
                member.role(),
                member.movedIn());
    }
}
