package dev.steward.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file: the columns that the mapping reads.
 *
 * @param row from 1; a header is not counted
 * @param fault why it cannot be read; the values are empty then
 */
record Line(int row, Map<String, String> values, @Nullable String fault) {

    static Line broken(int row, String fault) {
        return new Line(row, Map.of(), fault);
    }
}
