package dev.steward.platform;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request that the rules do not allow: what was wrong, where, and what would be right. Nothing has changed when it is
 * thrown out of a transaction. {@code /api/v1} answers it as problem+json, the engine's interfaces as
 * {@code {type, message}}; both with the status of its {@link Kind}.
 */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why a request is refused; decides the HTTP status and the stable problem type. */
    public enum Kind {
        MALFORMED(400),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        STALE(412),
        TOO_LARGE(413),
        UNSUPPORTED_TYPE(415),
        INVALID(422),
        TOO_MANY(429);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param field name of the field or variable, dotted where nested ({@code reporter.phone}); empty for the whole
     * @param message what is wrong and what would be right
     */
    public record Fault(String field, String message) {}

    private final Kind kind;
    private final transient List<Fault> faults;

    private Refusal(Kind kind, String message, List<Fault> faults) {
        super(message);
        this.kind = kind;
        this.faults = List.copyOf(faults);
    }

    /** One field is wrong. */
    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new Fault(field, message)));
    }

    /** Several fields are wrong; all are told at once. */
    public static Refusal invalid(List<Fault> faults) {
        String text = faults.stream()
                .flatMap(fault ->
                        Stream.of(fault.field().isEmpty() ? fault.message() : fault.field() + ": " + fault.message()))
                .collect(Collectors.joining("; "));
        return new Refusal(Kind.INVALID, text, faults);
    }

    /** The actor may not do this. */
    public static Refusal forbidden(String message) {
        return new Refusal(Kind.FORBIDDEN, message, List.of());
    }

    /** There is no such thing, or it belongs to a site of somebody else. */
    public static Refusal notFound(String what) {
        return new Refusal(Kind.NOT_FOUND, what, List.of());
    }

    /** Not in this state; the message names what is legal now. */
    public static Refusal conflict(String message) {
        return new Refusal(Kind.CONFLICT, message, List.of());
    }

    /** Any other kind. */
    public static Refusal of(Kind kind, String message) {
        return new Refusal(kind, message, List.of());
    }

    public Kind kind() {
        return kind;
    }

    public List<Fault> faults() {
        return faults;
    }
}
