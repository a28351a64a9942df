package dev.steward.sla.ledger;

import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Days;
import dev.steward.platform.Refusal;
import dev.steward.sla.Compliance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How well promises were kept: JSON, CSV and XLSX with the same rows. Durations are business time. */
@Api
class ComplianceController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final List<String> FIGURES = List.of(
            "met",
            "breached",
            "open",
            "compliance",
            "businessTime",
            "medianBusinessTime",
            "p90BusinessTime",
            "overrun",
            "pauseShare");

    private final ComplianceReport report;
    private final Actors actors;
    private final Clock clock;

    ComplianceController(ComplianceReport report, Actors actors, Clock clock) {
        this.report = report;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * The rows of a report.
     *
     * @param rows each with its key by what was grouped by, and the figures: met, breached, open, compliance,
     *     medianBusinessTime, p90BusinessTime, overrun, pauseShare
     */
    @Schema(name = "ComplianceRows")
    record Rows(String from, String to, List<Map<String, @Nullable Object>> rows) {}

    /**
     * How well promises were kept; the same rows as JSON, CSV or XLSX, as {@code Accept} asks.
     *
     * @param from the first day; that of the month of {@code to} when it is left out
     * @param to the last day; today when it is left out
     * @param groupBy dimensions with commas, such as {@code target,site,owner}
     */
    @GetMapping(path = "/reports/compliance", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Rows.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
            })
    Rows json(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "target") String groupBy) {
        LocalDate last = last(to);
        LocalDate first = first(from, last);
        return new Rows(first.toString(), last.toString(), rows(first, last, Dimension.parse(groupBy)));
    }

    @GetMapping(path = "/reports/compliance", produces = "text/csv")
    @Operation(hidden = true)
    ResponseEntity<String> csv(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "target") String groupBy) {
        LocalDate last = last(to);
        List<Dimension> dimensions = Dimension.parse(groupBy);
        var text = new StringWriter();
        try (var csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(columns(dimensions));
            for (Map<String, @Nullable Object> row : rows(first(from, last), last, dimensions)) {
                csv.printRecord(row.values().stream()
                        .map(ComplianceController::harmless)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"compliance.csv\"")
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(text.toString());
    }

    @GetMapping(path = "/reports/compliance", produces = XLSX)
    @Operation(hidden = true)
    ResponseEntity<byte[]> xlsx(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "target") String groupBy) {
        LocalDate last = last(to);
        List<Dimension> dimensions = Dimension.parse(groupBy);
        var rows = rows(first(from, last), last, dimensions);
        var file = new ByteArrayOutputStream();
        try (var workbook = new Workbook(file, "Steward", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("compliance");
            List<String> columns = columns(dimensions);
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column));
                sheet.style(0, column).bold().set();
            }
            for (int line = 0; line < rows.size(); line++) {
                int column = 0;
                for (Object value : rows.get(line).values()) {
                    put(sheet, line + 1, column++, value);
                }
            }
            sheet.freezePane(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"compliance.xlsx\"")
                .contentType(MediaType.parseMediaType(XLSX))
                .body(file.toByteArray());
    }

    private List<Map<String, @Nullable Object>> rows(LocalDate from, LocalDate to, List<Dimension> dimensions) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ComplianceReport.Row row : report.rows(actors.current(), from, to, dimensions)) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < dimensions.size(); i++) {
                fields.put(dimensions.get(i).key(), row.key().get(i));
            }
            Compliance compliance = row.compliance();
            fields.put("met", compliance.met());
            fields.put("breached", compliance.breached());
            fields.put("open", compliance.open());
            fields.put("compliance", rounded(compliance.share()));
            fields.put("businessTime", compliance.businessTime().toString());
            fields.put("medianBusinessTime", compliance.median().toString());
            fields.put("p90BusinessTime", compliance.ninetieth().toString());
            fields.put("overrun", compliance.overrun().toString());
            fields.put("pauseShare", rounded(compliance.pauseShare()));
            rows.add(fields);
        }
        return rows;
    }

    private static List<String> columns(List<Dimension> dimensions) {
        List<String> columns =
                new ArrayList<>(dimensions.stream().map(Dimension::key).toList());
        columns.addAll(FIGURES);
        return columns;
    }

    private static BigDecimal rounded(double share) {
        return BigDecimal.valueOf(share).setScale(4, RoundingMode.HALF_UP);
    }

    /** A spreadsheet that opens the file must not take a name for a formula. */
    private static Object harmless(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value == null ? "" : value;
    }

    private static void put(Worksheet sheet, int line, int column, @Nullable Object value) {
        if (value instanceof Number number) {
            sheet.value(line, column, number);
        } else if (value != null) {
            sheet.value(line, column, value.toString());
        }
    }

    private LocalDate last(@Nullable String to) {
        return to == null ? clock.instant().atOffset(ZoneOffset.UTC).toLocalDate() : day("to", to);
    }

    private static LocalDate first(@Nullable String from, LocalDate last) {
        return from == null ? last.withDayOfMonth(1) : day("from", from);
    }

    private static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            Days.check(field, day);
            return day;
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, "expected a day such as 2026-10-01");
        }
    }
}
