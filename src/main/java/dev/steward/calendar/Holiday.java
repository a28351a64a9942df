package dev.steward.calendar;

import java.time.LocalDate;

/**
 * Whole local days without work: a shift that starts on one of them is removed, one that runs into them is not.
 *
 * @param from the first day
 * @param to the last day, included
 * @param name as people know it
 */
public record Holiday(LocalDate from, LocalDate to, String name) {}
