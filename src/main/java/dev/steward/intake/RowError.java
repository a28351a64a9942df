package dev.steward.intake;

/**
 * Why a record did not become a ticket.
 *
 * @param row number of the record in the file, from 1; a header is not counted
 * @param field of the ticket; empty for the whole record
 */
public record RowError(int row, String field, String message) {}
