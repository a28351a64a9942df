package dev.steward.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the honest clock has to say in English, worked out from what the interface answers. */
final class Clocks {

    private Clocks() {}

    /** The most urgent clock that still counts; once it is solved, none that waits for a time to be agreed. */
    static String shown(JsonNode clocks) {
        List<JsonNode> open = StreamSupport.stream(clocks.spliterator(), false)
                .filter(clock ->
                        Set.of("RUNNING", "PAUSED").contains(clock.get("state").asText())
                                || clock.get("state").asText().equals("BREACHED")
                                        && clock.get("metAt").isNull())
                .sorted(Comparator.comparing(clock ->
                        clock.get("dueAt").isNull() ? "9" : clock.get("dueAt").asText()))
                .toList();
        boolean solved =
                open.stream().noneMatch(clock -> clock.get("target").asText().equals("RESOLUTION"));
        List<JsonNode> running = open.stream()
                .filter(clock -> !solved || clock.path("promised").isTextual())
                .toList();
        if (running.isEmpty()) {
            return "No deadline is running.";
        }
        JsonNode first = running.get(0);
        if (first.get("state").asText().equals("PAUSED")) {
            return "Paused";
        }
        if (!first.path("promised").isTextual()) {
            return "No time agreed yet";
        }
        Duration over = time(first, "overrun");
        if (!over.isZero()) {
            return "Overdue by " + words(over);
        }
        return words(time(first, "promised").minus(time(first, "businessElapsed"))) + " left";
    }

    private static Duration time(JsonNode clock, String field) {
        return clock.path(field).isTextual() ? Duration.parse(clock.get(field).asText()) : Duration.ZERO;
    }

    private static String words(Duration time) {
        long minutes = Math.round(time.toSeconds() / 60.0);
        String hours = minutes / 60 > 0 ? minutes / 60 + " h" : "";
        String rest = minutes % 60 > 0 || hours.isEmpty() ? minutes % 60 + " min" : "";
        return (hours + " " + rest).trim();
    }
}
