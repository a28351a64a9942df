package dev.steward.platform;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Said;
import dev.steward.language.Sentence;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that the rules do not allow: what was wrong, where, and what would be right. Nothing has changed when it is
 * thrown out of a transaction. {@code /api/v1} answers it as problem+json, the engine's interfaces as
 * {@code {type, message}}; both with the status of its {@link Kind} and in the reader's language. The message of the
 * exception itself, which is logged, is English.
 */
public final class Refusal extends RuntimeException implements Said {

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
     * @param said what is wrong and what would be right
     */
    public record Fault(String field, Sentence said) {

        public Fault(String field, @CompileTimeConstant String template, @Nullable Object... parameters) {
            this(field, Sentence.of(template, parameters));
        }

        /** In English. */
        public String message() {
            return said.english();
        }
    }

    private final Kind kind;
    private final transient Sentence sentence;
    private final transient List<Fault> faults;

    private Refusal(Kind kind, Sentence sentence, List<Fault> faults) {
        super(sentence.english());
        this.kind = kind;
        this.sentence = sentence;
        this.faults = List.copyOf(faults);
    }

    /** One field is wrong. */
    public static Refusal invalid(String field, @CompileTimeConstant String template, @Nullable Object... parameters) {
        return invalid(field, Sentence.of(template, parameters));
    }

    /** One field is wrong, as somebody has said already. */
    public static Refusal invalid(String field, Sentence said) {
        return invalid(List.of(new Fault(field, said)));
    }

    /** Several fields are wrong; all are told at once. */
    public static Refusal invalid(List<Fault> faults) {
        Sentence all = Sentence.all(
                faults.stream().map(fault -> fault.said().about(fault.field())).toList());
        return new Refusal(Kind.INVALID, all, faults);
    }

    /** The actor may not do this. */
    public static Refusal forbidden(@CompileTimeConstant String template, @Nullable Object... parameters) {
        return of(Kind.FORBIDDEN, template, parameters);
    }

    /** There is no such thing, or it belongs to a site of somebody else. */
    public static Refusal notFound(@CompileTimeConstant String template, @Nullable Object... parameters) {
        return of(Kind.NOT_FOUND, template, parameters);
    }

    /** Not in this state; the message names what is legal now. */
    public static Refusal conflict(@CompileTimeConstant String template, @Nullable Object... parameters) {
        return of(Kind.CONFLICT, template, parameters);
    }

    /** Any other kind. */
    public static Refusal of(Kind kind, @CompileTimeConstant String template, @Nullable Object... parameters) {
        return new Refusal(kind, Sentence.of(template, parameters), List.of());
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    public List<Fault> faults() {
        return faults;
    }
}
