package dev.steward.platform.description;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error (RFC 9457).
 *
 * @param type stable name of the kind of error, such as {@code urn:steward:problem:invalid}
 * @param title the kind of error in words
 * @param status the HTTP status
 * @param detail what was wrong this time, and what would be right
 * @param errors what is wrong, field by field; only where fields are wrong
 * @param correlationId under which the request stands in the log
 */
record Problem(
        String type, String title, int status, String detail, @Nullable List<FieldError> errors, String correlationId) {

    /**
     * What is wrong with one field.
     *
     * @param pointer JSON pointer to the field
     * @param detail what is wrong with it, and what would be right
     */
    record FieldError(String pointer, String detail) {}
}
