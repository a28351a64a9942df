package dev.steward.estate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the registration of a ticket asks about where it is: read with one statement.
 *
 * @param home empty in shared areas
 * @param place empty at homes
 * @param region empty only when neither home nor place was given
 * @param household who lives in the home now, owners first; empty in shared areas
 */
public record Location(
        Site site, @Nullable Home home, @Nullable Place place, @Nullable Region region, List<Member> household) {

    public Location {
        household = List.copyOf(household);
    }

    /** The building of the home or place; empty for what belongs to the whole site. */
    public Optional<String> building() {
        if (home != null) {
            return Optional.of(home.building());
        }
        return place == null ? Optional.empty() : Optional.ofNullable(place.building());
    }

    /** The member of the household with this telephone number (E.164) or, failing that, this e-mail address. */
    public Optional<Member> member(@Nullable String phone, @Nullable String email) {
        return household.stream()
                .filter(member ->
                        phone != null && phone.equals(member.resident().phone()))
                .findFirst()
                .or(() -> household.stream()
                        .filter(member -> email != null
                                && email.equalsIgnoreCase(member.resident().email()))
                        .findFirst());
    }
}
