package dev.steward.platform.security;

import dev.steward.platform.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Whoever has shown the right password: what the engine needs to know of them.
 *
 * @param user id of the account
 * @param groups the engine's groups
 * @param tenants keys of the sites
 */
record Caller(String user, List<String> groups, List<String> tenants) {

    Collection<GrantedAuthority> authorities() {
        return groups.stream()
                .map(Role::ofGroup)
                .flatMap(Optional::stream)
                .map(role -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
