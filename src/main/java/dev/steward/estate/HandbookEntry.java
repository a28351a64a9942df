package dev.steward.estate;

/**
 * A unified reply: what everybody at the desk answers to the same question, in both languages.
 *
 * @param category key in the catalogue
 * @param answer text for the resident; blanks to fill in stand in square brackets
 * @param when tells the member of staff when the reply fits
 */
public record HandbookEntry(String key, String category, Names question, Names answer, Names when) {}
