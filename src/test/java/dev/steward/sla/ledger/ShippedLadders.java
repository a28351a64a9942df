package dev.steward.sla.ledger;

import dev.steward.sla.Ladder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** The ladders of {@code ladders.yaml}, as written. */
public final class ShippedLadders {

    private ShippedLadders() {}

    public static SortedMap<String, Ladder> ladders() {
        try {
            return LadderFile.read(
                    "ladders.yaml",
                    Files.readString(Path.of("src/main/resources/ladders.yaml")),
                    new TreeSet<>(List.of("emergency", "office", "service")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
