package dev.steward.platform.web;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Sentence;
import dev.steward.platform.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client hears when it does not get what it asked for; free of class names, SQL and other people's data.
 *
 * @param status the HTTP status
 * @param type the stable name of the problem, in lower-case with hyphens
 * @param title the problem in general
 * @param detail this case
 * @param faults what is wrong, field by field
 * @param retryAfter when to try again, where that makes sense
 */
public record Answer(
        int status,
        String type,
        Sentence title,
        Sentence detail,
        List<Refusal.Fault> faults,
        @Nullable Duration retryAfter) {

    /** Nobody is logged in. */
    public static Answer unauthenticated() {
        return of(401, "unauthenticated", "Log in first", "Unknown account or wrong password, or none given");
    }

    /** Somebody came with a token that is worth nothing. */
    public static Answer wrongToken() {
        return of(401, "unauthenticated", "Log in first", "The token is wrong, has expired or is revoked");
    }

    /** Not for this caller. */
    public static Answer forbidden(@CompileTimeConstant String detail) {
        return of(403, "forbidden", "Not allowed", Sentence.of(detail));
    }

    /** Too often. */
    public static Answer tooMany(@CompileTimeConstant String detail, Duration retryAfter) {
        return tooMany(Sentence.of(detail), retryAfter);
    }

    private static Answer tooMany(Sentence detail, Duration retryAfter) {
        return new Answer(429, "too-many-requests", Sentence.of("Too many requests"), detail, List.of(), retryAfter);
    }

    /** What a rule refused. */
    public static Answer of(Refusal refusal) {
        var detail = refusal.sentence();
        var answer =
                switch (refusal.kind()) {
                    case MALFORMED -> of(400, "malformed", "The request cannot be read", detail);
                    case FORBIDDEN -> of(403, "forbidden", "Not allowed", detail);
                    case NOT_FOUND -> of(404, "not-found", "There is no such thing", detail);
                    case CONFLICT -> of(409, "conflict", "Not in this state", detail);
                    case STALE -> of(412, "stale", "It has changed since you read it", detail);
                    case TOO_LARGE -> of(413, "too-large", "Too large", detail);
                    case UNSUPPORTED_TYPE -> of(415, "unsupported-type", "This type is not accepted", detail);
                    case INVALID -> of(422, "invalid", "Something in the request is wrong", detail);
                    case TOO_MANY -> tooMany(detail, Duration.ofSeconds(1));
                };
        return refusal.faults().isEmpty() ? answer : answer.with(refusal.faults());
    }

    static Answer of(int status, String type, @CompileTimeConstant String title, Sentence detail) {
        return new Answer(status, type, Sentence.of(title), detail, List.of(), null);
    }

    static Answer of(
            int status,
            String type,
            @CompileTimeConstant String title,
            @CompileTimeConstant String detail,
            Object... parameters) {
        return of(status, type, title, Sentence.of(detail, parameters));
    }

    static Answer malformed(@CompileTimeConstant String detail, Object... parameters) {
        return of(400, "malformed", "The request cannot be read", detail, parameters);
    }

    static Answer notFound() {
        return of(404, "not-found", "There is no such thing", "There is no such thing");
    }

    static Answer conflict() {
        return of(409, "conflict", "Somebody else was faster", "It has just been changed by somebody else; read again");
    }

    static Answer unavailable() {
        return new Answer(
                503,
                "unavailable",
                Sentence.of("Not possible at the moment"),
                Sentence.of("The database does not answer; try again"),
                List.of(),
                Duration.ofSeconds(5));
    }

    static Answer broken() {
        return of(
                500, "internal-error", "This should not have happened", "It has been logged under the correlation id");
    }

    private Answer with(List<Refusal.Fault> those) {
        return new Answer(status, type, title, detail, List.copyOf(those), retryAfter);
    }
}
