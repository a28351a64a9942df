package dev.steward.calendar.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.calendar.book.CalendarController.Preview;
import dev.steward.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Anybody may ask for a preview, and asks for anything: the answer is a preview or a refusal that names what is wrong, never
 * an error. How much work it is is bounded by what is accepted: a body of half a megabyte, five thousand entries, forty-eight
 * intervals a day, three hundred years, a thousand stretches of explanation.
 */
@Label("The preview, asked for anything,")
class PreviewProperties {

    private static final int MOST_STRETCHES = 1_000;

    private static final List<String> ZONES = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));

    private static final List<String> ODD_ZONES = List.of(
            "",
            " ",
            "+18:00",
            "-18:00",
            "+18:01",
            "Z",
            "GMT+0",
            "UTC+8",
            "UT-3",
            "Etc/GMT+12",
            "EST",
            "CST6CDT",
            "Mars/Olympus",
            "asia/shanghai",
            "Asia/Shanghai\\u0000",
            "../../etc/passwd",
            "Antarctica/Troll");

    /** No database: a preview reads none, and one that did would fail here. */
    final CalendarController controller =
            new CalendarController(new Calendars(new CalendarVersions(JdbcClient.create(new PGSimpleDataSource()))));

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String zone(Random random) {
        return random.nextInt(5) == 0 ? one(random, ODD_ZONES) : one(random, ZONES);
    }

    private static LocalDate date(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> LocalDate.of(1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case 1 ->
                one(random, List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(2024, 2, 29)));
            default -> LocalDate.of(1890 + random.nextInt(320), 1 + random.nextInt(12), 1 + random.nextInt(28));
        };
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static String hours(Random random) {
        switch (random.nextInt(8)) {
            case 0:
                return "closed";
            case 1:
                return "00:00-24:00";
            case 2:
                return clock(720 + random.nextInt(720)) + "-" + clock(random.nextInt(420));
            case 3:
                return one(
                        random,
                        List.of(
                                "",
                                ",",
                                "-",
                                "24:00-25:00",
                                "8-9",
                                "08:00-08:00",
                                "23:59-00:00",
                                "08:00-12:00,,",
                                "１２:00-13:00"));
            default:
                int intervals = random.nextInt(10) == 0 ? 60 : 1 + random.nextInt(48);
                int step = 1_440 / (intervals + 1);
                List<String> shifts = new ArrayList<>();
                for (int i = 0; i < intervals; i++) {
                    shifts.add(clock(i * step) + "-" + clock(i * step + 1 + random.nextInt(Math.max(1, step - 2))));
                }
                return String.join(", ", shifts);
        }
    }

    private static String calendar(Random random) {
        if (random.nextInt(12) == 0) {
            return one(random, List.of("\"office\"", "\"\"", "null", "7", "[]", "true", "{}", "[".repeat(200_000)));
        }
        List<String> days = new ArrayList<>();
        for (String day : List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "XMAS")) {
            if (random.nextInt(day.equals("XMAS") ? 20 : 3) == 0) {
                days.add("\"" + day + "\":\"" + hours(random) + "\"");
            }
        }
        int many = random.nextInt(6) == 0 ? 1_500 + random.nextInt(4_000) : random.nextInt(5);
        Set<LocalDate> dates = new TreeSet<>();
        LocalDate first = date(random);
        for (int i = 0; i < many; i++) {
            dates.add(many > 100 ? first.plusDays(2L * i) : date(random));
        }
        boolean dated = random.nextBoolean();
        String hours = hours(random);
        String entries = dates.stream()
                .map(day -> dated
                        ? "\"" + day + "\":\"" + hours + "\""
                        : "{\"from\":\"" + day + "\",\"to\":\"" + day + "\"}")
                .collect(Collectors.joining(","));
        List<String> fields = new ArrayList<>();
        fields.add("\"zone\":\"" + zone(random) + "\"");
        fields.add("\"hours\":{" + String.join(",", days) + "}");
        fields.add(dated ? "\"exceptions\":{" + entries + "}" : "\"holidays\":[" + entries + "]");
        if (random.nextInt(15) == 0) {
            fields.add("\"holidays-of\":\"" + one(random, List.of("CN", "DE-HH", "XX", "US", "../..", "")) + "\"");
        }
        if (random.nextInt(15) == 0) {
            fields.add("\"years-known\":\"" + one(random, List.of("2024-2026", "0000-9999", "2026-2024", "x")) + "\"");
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String time(Random random) {
        String nanos = one(random, List.of("", ".1", ".999999999", ".000000001", ".1234567890"));
        String offset =
                one(random, List.of("Z", "Z", "+08:00", "-12:00", "+18:00", "-18:00", "+18:01", "", "[Asia/Shanghai]"));
        return date(random) + "T" + clock(random.nextInt(1_440)) + ":" + "%02d".formatted(random.nextInt(61)) + nanos
                + offset;
    }

    private static String span(Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                one(
                        random,
                        List.of(
                                "P1M",
                                "P1Y",
                                "P1W",
                                "P1DT2H",
                                "PT",
                                "P",
                                "",
                                "soon",
                                "PT1.5H",
                                "PT-5H",
                                "--P1D",
                                "P99999999999D",
                                "PT999999999999H",
                                "PT99999999999999M",
                                "PT999999999999999S",
                                "PT0.0000000001S",
                                "PT0S",
                                "P0D"));
            case 1 -> "P" + random.nextInt(10_001) + "D";
            case 2 -> "-P" + random.nextInt(10_001) + "D";
            case 3 -> "PT" + random.nextInt(100_001) + "H";
            case 4 -> "-PT" + random.nextInt(6_000_001) + "M";
            default -> "PT" + random.nextInt(100_000) + "." + random.nextInt(1_000_000_000) + "S";
        };
    }

    static String request(Random random) {
        List<String> fields = new ArrayList<>();
        if (random.nextInt(30) > 0) {
            fields.add("\"calendar\":" + calendar(random));
        }
        if (random.nextInt(30) > 0) {
            fields.add("\"from\":\"" + time(random) + "\"");
        }
        int question = random.nextInt(20);
        if (question < 12) {
            fields.add("\"add\":\"" + span(random) + "\"");
        }
        if (question > 10) {
            fields.add("\"to\":\"" + time(random) + "\"");
        }
        if (random.nextInt(8) == 0) {
            fields.add("\"by\":\"" + one(random, List.of("close-of-business", "tomorrow")) + "\"");
        }
        if (random.nextBoolean()) {
            fields.add("\"explain\":" + one(random, List.of("true", "true", "true", "false", "\"yes\"")));
        }
        String body = "{" + String.join(",", fields) + "}";
        // now and then the line breaks off
        return random.nextInt(25) == 0 ? body.substring(0, random.nextInt(body.length())) : body;
    }

    @Property(tries = 500, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    @Label("answers or refuses, and says why")
    void answersOrRefuses(@ForAll long seed) {
        Random random = new Random(seed);
        String body = request(random);
        Locale language = random.nextBoolean() ? Locale.ENGLISH : Locale.CHINESE;
        try {
            Preview preview = controller.preview(body.getBytes(StandardCharsets.UTF_8), language);
            if (preview.due() != null) {
                OffsetDateTime.parse(preview.due());
                assertThat(preview.elapsed()).isNull();
            } else {
                Duration.parse(preview.elapsed());
            }
            if (preview.explain() != null) {
                assertThat(preview.explain().size() + preview.skipped().size()).isLessThanOrEqualTo(MOST_STRETCHES);
            }
        } catch (Refusal refusal) {
            assertThat(refusal.kind())
                    .as(refusal.getMessage())
                    .isIn(Refusal.Kind.INVALID, Refusal.Kind.MALFORMED, Refusal.Kind.TOO_LARGE);
            assertThat(refusal.getMessage()).isNotBlank();
            assertThat(refusal.faults()).hasSizeLessThan(100);
        }
    }

    @Property(tries = 300, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
    @Label("refuses as malformed what only looks like a request")
    void noise(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = request(random).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3 && body.length > 0; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        try {
            controller.preview(body, Locale.ENGLISH);
        } catch (Refusal refusal) {
            assertThat(refusal.kind()).isIn(Refusal.Kind.INVALID, Refusal.Kind.MALFORMED, Refusal.Kind.TOO_LARGE);
        }
    }
}
