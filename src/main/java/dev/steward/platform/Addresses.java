package dev.steward.platform;

import java.util.Optional;

/** Finds the address of a member of staff. */
public interface Addresses {

    /** Empty when there is no such account or it has no e-mail address. */
    Optional<Address> of(String user);
}
