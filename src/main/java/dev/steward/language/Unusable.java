package dev.steward.language;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A value that cannot be used, with what would be right: an {@link IllegalArgumentException} that speaks the reader's language. */
public final class Unusable extends IllegalArgumentException implements Said {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public Unusable(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    public Unusable(@CompileTimeConstant String template, @Nullable Object... parameters) {
        this(Sentence.of(template, parameters));
    }

    /** The same, telling what was met first. */
    public Unusable(Throwable cause, @CompileTimeConstant String template, @Nullable Object... parameters) {
        this(Sentence.of(template, parameters));
        initCause(cause);
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
