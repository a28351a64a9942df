package dev.steward.intake;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.steward.language.Sentence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file: the columns that the mapping reads.
 *
 * @param row from 1; a header is not counted
 * @param fault why it cannot be read; the values are empty then
 */
record Line(int row, Map<String, String> values, @Nullable Sentence fault) {

    static Line broken(int row, @CompileTimeConstant String fault, Object... parameters) {
        return broken(row, Sentence.of(fault, parameters));
    }

    static Line broken(int row, Sentence fault) {
        return new Line(row, Map.of(), fault);
    }
}
