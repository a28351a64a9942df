package dev.steward.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A photo as evidence of a visit, without its bytes.
 *
 * @param id made by us, not guessable
 * @param type media type of what is stored
 * @param width in pixels
 * @param visit the visit it is evidence of; empty until one was reported
 */
public record Photo(
        String id,
        String ticket,
        String site,
        Stage stage,
        String type,
        int width,
        int height,
        String uploadedBy,
        Instant at,
        @Nullable Long visit) {

    /** What it shows. */
    public enum Stage {
        BEFORE,
        AFTER,
        /** A notice card on a door, a signature, a meter. */
        EVIDENCE
    }
}
