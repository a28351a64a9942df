package dev.steward.ticket.reconciler;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Something that does not fit together.
 *
 * @param ticket its number; empty where a process belongs to none
 * @param subject what of the ticket it is about, as an id of the model, an order's round or an instance; empty for all of it
 */
public record Finding(FindingKind kind, String site, String ticket, String subject) {

    /** From a row with these four columns. */
    public static Finding of(ResultSet row, int n) throws SQLException {
        return new Finding(
                FindingKind.valueOf(row.getString("kind")),
                row.getString("site"),
                row.getString("ticket"),
                row.getString("subject"));
    }
}
