package dev.steward.notice;

import java.util.Locale;

/** A message in the words of its recipient, as plain text and as HTML. */
record Letter(Locale language, String subject, String text, String html) {}
