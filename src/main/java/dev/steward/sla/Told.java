package dev.steward.sla;

import java.util.Locale;

/**
 * Whom a rung tells.
 *
 * @param whom the person's part in the ticket
 * @param rank for {@link Whom#ON_CALL} the rank in the roster, from 1; 0 for all others
 */
public record Told(Whom whom, int rank) {

    /** A part in the ticket that a rung may tell. */
    public enum Whom {
        /** Who is accountable for the ticket. */
        OWNER("the owner", "负责人"),
        /** The supervisors of the site. */
        SUPERVISOR("the supervisors", "主管"),
        /** The managers of the site; the site's director is one. */
        MANAGER("the managers", "经理"),
        /** The technician on call with the given rank. */
        ON_CALL("the technician on call, rank ", "值班维修技工，顺位 "),
        /** Everybody who could take the open task. */
        CANDIDATES("everybody who could take it", "所有可接单人员");

        private final String english;
        private final String chinese;

        Whom(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }
    }

    public static Told of(Whom whom) {
        return new Told(whom, 0);
    }

    /** Reads {@code OWNER} or {@code ON_CALL 2}. */
    public static Told parse(String text) {
        String[] words = text.strip().split("\\s+");
        Whom whom;
        try {
            whom = Whom.valueOf(words[0]);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is nobody a rung can tell; say one of OWNER, SUPERVISOR,"
                            + " MANAGER, CANDIDATES or ON_CALL with a rank");
        }
        if ((whom == Whom.ON_CALL) != (words.length == 2)
                || (words.length == 2 && !words[1].matches("[1-9]"))
                || words.length > 2) {
            throw new IllegalArgumentException("\"" + text + "\": ON_CALL needs a rank from 1 to 9, the others none");
        }
        return new Told(whom, words.length == 2 ? Integer.parseInt(words[1]) : 0);
    }

    /** Whom, for people: Chinese where the locale is, English otherwise. */
    public String inWords(Locale locale) {
        String name = locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? whom.chinese : whom.english;
        return rank == 0 ? name : name + rank;
    }

    @Override
    public String toString() {
        return rank == 0 ? whom.name() : whom.name() + " " + rank;
    }
}
