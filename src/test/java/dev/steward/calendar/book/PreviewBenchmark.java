package dev.steward.calendar.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How long the slowest answer of a preview takes, whatever is asked for. Not in the normal build:
 * {@code mvn test -Dtest=PreviewBenchmark}.
 */
@DisplayName("A preview, asked for the most that is accepted,")
class PreviewBenchmark {

    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final int ODD = 20_000;

    /** Forty-eight short shifts, the most that a day may have. */
    private static final String SHIFTS = IntStream.range(0, 48)
            .mapToObj(n -> "%02d:%02d-%02d:%02d".formatted(n / 2, n % 2 * 30, n / 2, n % 2 * 30 + 10))
            .collect(Collectors.joining(","));

    private static final String FULL_WEEK = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN").stream()
            .map(day -> "\"%s\":\"%s\"".formatted(day, SHIFTS))
            .collect(Collectors.joining(",", "{", "}"));

    private final CalendarController controller = new PreviewProperties().controller;

    @Test
    @DisplayName("answers within two seconds the first time, and so it does twenty thousand odd requests")
    void withinTwoSeconds() {
        Map<String, Long> took = new TreeMap<>();
        largest().forEach((name, body) -> took.put(name, millis(() -> ask(body))));
        long slowest = 0;
        for (int seed = 0; seed < ODD; seed++) {
            String body = PreviewProperties.request(new Random(seed));
            slowest = Math.max(slowest, millis(() -> askOrBeRefused(body)));
        }
        took.put("slowest of %,d odd requests".formatted(ODD), slowest);
        took.forEach((name, millis) -> System.out.println(name + ": " + millis + " ms"));
        assertThat(took).allSatisfy((name, millis) -> assertThat(Duration.ofMillis(millis))
                .isLessThan(PROMISED));
    }

    private static Map<String, String> largest() {
        String whole = calendar("America/New_York", FULL_WEEK, exceptions(5_000, "09:00-17:00"));
        String manyShifts = calendar("Australia/Lord_Howe", FULL_WEEK, exceptions(700, SHIFTS));
        String rare = calendar("Asia/Shanghai", "{\"MON\":\"09:00-09:01\"}", exceptions(5_000, "closed"));
        String from = "\"from\":\"1900-01-02T00:00:00Z\"";
        return Map.of(
                "300 years between, explained",
                body(whole, from, "\"to\":\"2199-12-30T00:00:00Z\"", "\"explain\":true"),
                "300 years backwards",
                body(whole, "\"from\":\"2199-12-30T00:00:00Z\"", "\"to\":\"1900-01-02T00:00:00Z\""),
                "300 years of many shifts",
                body(manyShifts, from, "\"to\":\"2199-12-30T00:00:00Z\"", "\"explain\":true"),
                "the farthest day",
                body(manyShifts, from, "\"add\":\"P10000D\"", "\"explain\":true"),
                "the most hours",
                body(manyShifts, from, "\"add\":\"PT100000H\"", "\"explain\":true"),
                "hours that hardly ever come",
                body(rare, from, "\"add\":\"PT200H\"", "\"explain\":true"),
                "days that hardly ever come",
                body(rare, from, "\"add\":\"P10000D\"", "\"explain\":true"));
    }

    private static String calendar(String zone, String hours, String exceptions) {
        return "\"calendar\":{\"zone\":\"%s\",\"hours\":%s,\"exceptions\":%s}".formatted(zone, hours, exceptions);
    }

    private static String exceptions(int many, String hours) {
        return IntStream.range(0, many)
                .mapToObj(
                        n -> "\"%s\":\"%s\"".formatted(LocalDate.of(1900, 1, 1).plusDays(3L * n), hours))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String body(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private void ask(String body) {
        controller.preview(body.getBytes(StandardCharsets.UTF_8), Locale.CHINESE);
    }

    private void askOrBeRefused(String body) {
        try {
            ask(body);
        } catch (Refusal refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static long millis(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - before).toMillis();
    }
}
