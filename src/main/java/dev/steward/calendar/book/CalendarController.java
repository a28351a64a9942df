package dev.steward.calendar.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.calendar.BusinessCalendar;
import dev.steward.calendar.CalendarException;
import dev.steward.calendar.CalendarReader;
import dev.steward.calendar.Counted;
import dev.steward.calendar.Entry;
import dev.steward.calendar.Span;
import dev.steward.language.Sentence;
import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import dev.steward.platform.Refusal.Fault;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Tries a calendar without storing it. */
@Api
class CalendarController {

    private static final int MOST_BYTES = 500_000;

    /** Enough for several months of an office; what is longer says where the explanation ends. */
    private static final int MOST_STRETCHES = 1_000;

    private static final Set<String> FIELDS = Set.of("calendar", "from", "add", "to", "by", "explain");

    private final Calendars calendars;

    CalendarController(Calendars calendars) {
        this.calendars = calendars;
    }

    /** A stretch of time that counted or did not, and why. */
    @Schema(name = "CalendarStretch")
    record Stretch(String from, String to, boolean counted, String why) {}

    /**
     * What came out.
     *
     * @param due when {@code add} was asked for
     * @param elapsed business time when {@code to} was asked for
     * @param provisional present and true when a year without holiday data is reached
     * @param explain what counted
     * @param skipped what did not, and why
     * @param explainedUntil where the explanation ends when it would be too long
     */
    @Schema(name = "CalendarPreview")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preview(
            @Nullable String due,
            @Nullable String elapsed,
            @Nullable Boolean provisional,
            @Nullable List<Stretch> explain,
            @Nullable List<Stretch> skipped,
            @Nullable String explainedUntil) {}

    /**
     * What is asked of a calendar; as it is described, the body is read by hand, so that each fault has its line.
     *
     * @param calendar a calendar as the file has it, or the name of a configured one
     * @param add business time such as {@code PT4H} or {@code P1D}; or {@code to}, not both
     * @param to until when business time is counted
     * @param by {@code close-of-business}, with working days
     * @param explain whether each stretch is told
     */
    @Schema(
            name = "CalendarQuestion",
            example = "{\"calendar\": \"office\", \"from\": \"2026-10-01T08:30:00+08:00\", \"add\": \"PT4H\","
                    + " \"explain\": true}")
    record Question(
            @Schema(types = {"string", "object"}) Object calendar,
            OffsetDateTime from,
            @Nullable String add,
            @Nullable OffsetDateTime to,
            @Nullable String by,
            @Nullable Boolean explain) {}

    /** Tries a calendar without taking it into force: when business time ends, or how much there is. */
    @PostMapping(path = "/calendars/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    Preview preview(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Question.class)))
                    @RequestBody
                    byte[] body,
            Locale locale) {
        Map<String, Entry> fields = parsed(body);
        List<Fault> faults = new ArrayList<>();
        for (String name : new TreeSet<>(fields.keySet())) {
            if (!FIELDS.contains(name)) {
                faults.add(new Fault(name, "not known here; known are {0}", new TreeSet<>(FIELDS)));
            }
        }
        BusinessCalendar calendar = calendar(fields.get("calendar"), faults);
        Instant from = instant("from", fields.get("from"), faults);
        boolean adds = fields.containsKey("add");
        if (adds == fields.containsKey("to")) {
            faults.add(new Fault(adds ? "to" : "add", "expected either add or to"));
        }
        Span add = adds ? span(fields.get("add"), fields.get("by"), faults) : null;
        Instant to = fields.containsKey("to") ? instant("to", fields.get("to"), faults) : null;
        if (fields.containsKey("by") && !adds) {
            faults.add(new Fault("by", "goes with add only"));
        }
        boolean explain = flag("explain", fields.get("explain"), faults);
        if (!faults.isEmpty() || calendar == null || from == null) {
            throw Refusal.invalid(faults);
        }
        return answer(calendar, from, add, to, explain, locale);
    }

    private static Preview answer(
            BusinessCalendar calendar,
            Instant from,
            @Nullable Span add,
            @Nullable Instant to,
            boolean explain,
            Locale locale) {
        try {
            Instant end = to != null ? to : calendar.add(from, Objects.requireNonNull(add));
            Duration elapsed = to != null ? calendar.between(from, to) : null;
            Instant latest = from.isAfter(end) ? from : end;
            List<Counted> stretches = explain ? calendar.explain(from, end, MOST_STRETCHES) : List.of();
            Instant told = stretches.isEmpty()
                    ? latest
                    : stretches.get(stretches.size() - 1).to();
            ZoneId zone = calendar.zone();
            return new Preview(
                    elapsed == null ? text(end, zone) : null,
                    elapsed == null ? null : elapsed.toString(),
                    calendar.provisional(from, end) ? true : null,
                    explain ? stretches(stretches, true, zone, locale) : null,
                    explain ? stretches(stretches, false, zone, locale) : null,
                    told.isBefore(latest) ? text(told, zone) : null);
        } catch (CalendarException e) {
            throw Refusal.invalid("calendar", e.sentence());
        }
    }

    private static Map<String, Entry> parsed(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "The body is too large: at most {0} bytes", MOST_BYTES);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (Entry.json(text) instanceof Entry.Fields fields && !text.isBlank()) {
                return fields.entries();
            }
        } catch (CharacterCodingException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "The body is not UTF-8");
        } catch (CalendarException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "The body is not JSON as we read it: {0}", e.sentence());
        }
        throw Refusal.of(Refusal.Kind.MALFORMED, "The body is not a JSON object");
    }

    private @Nullable BusinessCalendar calendar(@Nullable Entry entry, List<Fault> faults) {
        if (entry instanceof Entry.Text name) {
            var configured = calendars.find(name.text());
            if (configured.isEmpty()) {
                faults.add(new Fault("calendar", "no such calendar; there are {0}", calendars.keys()));
            }
            return configured.map(VersionedCalendar::calendar).orElse(null);
        }
        if (!(entry instanceof Entry.Fields)) {
            faults.add(new Fault("calendar", "expected a calendar, or the name of a configured one"));
            return null;
        }
        try {
            return BusinessCalendar.of(CalendarReader.read(entry, "calendar"));
        } catch (CalendarException e) {
            e.faults().forEach(fault -> faults.add(new Fault(fault.path(), fault.said())));
            return null;
        }
    }

    private static @Nullable Instant instant(String field, @Nullable Entry entry, List<Fault> faults) {
        if (entry instanceof Entry.Text text) {
            try {
                Instant instant = OffsetDateTime.parse(text.text()).toInstant();
                if (!BusinessCalendar.answersFor(instant)) {
                    faults.add(new Fault(field, "calendars answer for the years 1900 to 2199"));
                }
                return instant;
            } catch (DateTimeException e) {
                // told below
            }
        }
        faults.add(new Fault(field, "expected a time with its offset such as 2026-10-01T08:30:00+08:00"));
        return null;
    }

    private static @Nullable Span span(@Nullable Entry entry, @Nullable Entry by, List<Fault> faults) {
        Span span = null;
        try {
            span = entry instanceof Entry.Text text ? Span.parse(text.text()) : null;
            if (span == null) {
                faults.add(new Fault("add", "expected a text such as PT4H or P1D"));
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("add", Sentence.of(e)));
        }
        if (by == null || span == null) {
            return span;
        }
        if (!(by instanceof Entry.Text text && text.text().equals("close-of-business"))
                || !span.inDays()
                || span.days() < 0) {
            faults.add(new Fault("by", "may only be close-of-business, with working days such as P1D"));
            return span;
        }
        return span.byCloseOfBusiness();
    }

    private static boolean flag(String field, @Nullable Entry entry, List<Fault> faults) {
        if (entry == null) {
            return false;
        }
        if (entry instanceof Entry.Flag flag) {
            return flag.on();
        }
        faults.add(new Fault(field, "expected true or false"));
        return false;
    }

    private static List<Stretch> stretches(List<Counted> all, boolean counted, ZoneId zone, Locale locale) {
        return all.stream()
                .filter(stretch -> stretch.counted() == counted)
                .map(stretch -> new Stretch(
                        text(stretch.from(), zone), text(stretch.to(), zone), counted, stretch.inWords(locale)))
                .toList();
    }

    /** RFC 3339 with the zone's offset; offsets of old times that have seconds do not exist there, those are UTC. */
    private static String text(Instant instant, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        boolean minutes = offset.getTotalSeconds() % 60 == 0;
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(minutes ? offset : ZoneOffset.UTC));
    }
}
