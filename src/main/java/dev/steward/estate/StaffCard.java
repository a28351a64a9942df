package dev.steward.estate;

import dev.steward.platform.Role;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff as residents and colleagues know them at a site.
 *
 * @param role the main one
 * @param phone E.164
 * @param language {@code en} or {@code zh}: in which messages reach them
 * @param region where they mostly work
 * @param trades keys of the catalogue's trades they have learnt
 */
public record StaffCard(
        String site,
        String user,
        Role role,
        Names names,
        @Nullable String phone,
        @Nullable String email,
        String language,
        @Nullable String region,
        Set<String> trades) {

    public StaffCard {
        trades = Collections.unmodifiableSortedSet(new TreeSet<>(trades));
    }
}
