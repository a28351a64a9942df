package dev.steward.calendar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.steward.calendar.CalendarDefinition.Years;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Writes a calendar as JSON, in a fixed order, so that two texts are equal when the calendars are. */
final class CalendarWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final CalendarDefinition definition;

    CalendarWriter(CalendarDefinition definition) {
        this.definition = definition;
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("zone", definition.zone().getId());
            json.writeObjectFieldStart("hours");
            for (Map.Entry<DayOfWeek, List<Shift>> day : definition.hours().entrySet()) {
                json.writeStringField(CalendarDefinition.key(day.getKey()), Shift.inWords(day.getValue()));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("holidays");
            for (Holiday holiday : definition.holidays()) {
                json.writeStartObject();
                json.writeStringField("from", holiday.from().toString());
                json.writeStringField("to", holiday.to().toString());
                json.writeStringField("name", holiday.name());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeExceptions(json);
            Years known = definition.knownYears();
            if (known != null) {
                json.writeStringField("years-known", known.toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeExceptions(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("exceptions");
        for (Map.Entry<LocalDate, DatedHours> day : definition.exceptions().entrySet()) {
            String hours = Shift.inWords(day.getValue().shifts());
            String name = day.getValue().name();
            if (name == null) {
                json.writeStringField(day.getKey().toString(), hours);
            } else {
                json.writeObjectFieldStart(day.getKey().toString());
                json.writeStringField("hours", hours);
                json.writeStringField("name", name);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }
}
