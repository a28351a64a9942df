package dev.steward.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param total records in the file
 * @param done created, updated, skipped and failed ones
 * @param skipped those that were here before
 * @param errors the first thousand, by row
 * @param moreErrors whether there are further ones: ask with {@code errorsAfter} = the last row told
 */
public record ImportProgress(
        UUID id,
        String site,
        State state,
        int total,
        int done,
        int created,
        int updated,
        int skipped,
        int failed,
        List<RowError> errors,
        boolean moreErrors,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Whether it still runs. */
    public enum State {
        RUNNING,
        DONE
    }
}
