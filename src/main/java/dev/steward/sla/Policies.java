package dev.steward.sla;

/** A service level table: the one in force, or one that is tried out. */
public interface Policies {

    /**
     * What is promised for a ticket: the first row that fits. Reads no database.
     *
     * @param kind e.g. {@code REPAIR}
     * @param category key of the category
     * @param priority e.g. {@code URGENT}
     * @param site key of the site
     */
    Policy policy(String kind, String category, String priority, String site);

    /**
     * A row by its key; {@code <site>-<row>} wins where the table has it.
     *
     * @throws java.util.NoSuchElementException when the table has no such row
     */
    Policy row(String row, String site);
}
