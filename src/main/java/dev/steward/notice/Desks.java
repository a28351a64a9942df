package dev.steward.notice;

import java.util.Locale;
import java.util.Optional;

/** What a letter says that is not in its message: of its site, and what categories and people are called. */
interface Desks {

    Optional<Desk> of(String site);

    /** Name of a category of the catalogue. */
    Optional<String> category(String key, Locale language);

    /** What a member of a site's staff is called. */
    Optional<String> person(String site, String user, Locale language);
}
