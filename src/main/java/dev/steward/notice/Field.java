package dev.steward.notice;

import java.util.Set;

/**
 * One fact that a message may carry. Only declared facts are stored, so that the outbox keeps no more personal data than
 * the letter needs.
 *
 * @param name key in the model
 * @param choices the codes allowed; empty where any is
 */
record Field(String name, Type type, boolean required, Set<String> choices) {

    enum Type {
        /** Shown as it is. */
        TEXT,
        /** A code with a text in each language, or else shown as it is. */
        CODE,
        /** A key of the catalogue, shown by its name. */
        CATEGORY,
        /** An account of the staff, shown by the person's name. */
        PERSON,
        /** An instant, shown in the zone of the site. */
        TIME,
        /** An address for the browser: absolute, http or https. */
        LINK
    }

    static Field text(String name) {
        return new Field(name, Type.TEXT, false, Set.of());
    }

    static Field code(String name, String... choices) {
        return new Field(name, Type.CODE, false, Set.of(choices));
    }

    static Field category(String name) {
        return new Field(name, Type.CATEGORY, false, Set.of());
    }

    static Field person(String name) {
        return new Field(name, Type.PERSON, false, Set.of());
    }

    static Field time(String name) {
        return new Field(name, Type.TIME, false, Set.of());
    }

    static Field link(String name) {
        return new Field(name, Type.LINK, false, Set.of());
    }

    /** The same field, which must be there. */
    Field needed() {
        return new Field(name, type, true, choices);
    }
}
