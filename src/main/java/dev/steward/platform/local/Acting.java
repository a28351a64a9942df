package dev.steward.platform.local;

import dev.steward.platform.Actor;
import dev.steward.platform.People;
import dev.steward.platform.Role;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Does things as one of the local world's people, with their roles and sites, so that the rules hold there too. */
@Component
@Profile("local")
public class Acting {

    private final IdentityService identities;
    private final People people;

    Acting(IdentityService identities, People people) {
        this.identities = identities;
        this.people = people;
    }

    /** Does the work as that person and answers its result. */
    public <T> T as(String user, Supplier<T> work) {
        Actor person = people.find(user).orElseThrow();
        identities.setAuthentication(
                user, person.roles().stream().map(Role::group).toList(), List.copyOf(person.sites()));
        try {
            return work.get();
        } finally {
            identities.clearAuthentication();
        }
    }
}
