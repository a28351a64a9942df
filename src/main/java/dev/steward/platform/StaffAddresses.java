package dev.steward.platform;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Addresses of the engine's users; the preferred language is the user's info {@code language}. */
@Component
class StaffAddresses implements Addresses {

    private static final String LANGUAGE = "language";

    private final IdentityService identities;

    StaffAddresses(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    public Optional<Address> of(String user) {
        // whoever happens to run the sender need not be allowed to see colleagues
        Authentication caller = identities.getCurrentAuthentication();
        identities.clearAuthentication();
        try {
            return Optional.ofNullable(identities.createUserQuery().userId(user).singleResult())
                    .filter(found ->
                            found.getEmail() != null && !found.getEmail().isBlank())
                    .map(found -> new Address(found.getEmail(), name(found), identities.getUserInfo(user, LANGUAGE)));
        } finally {
            if (caller != null) {
                identities.setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
            }
        }
    }

    private static String name(User user) {
        String name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? user.getId() : name;
    }
}
