package dev.steward.sla.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.platform.Refusal;
import dev.steward.sla.Policy;
import dev.steward.sla.Target;
import dev.steward.sla.process.ServiceLevelTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@StewardTest
@DisplayName("The compliance report as a file")
class ComplianceHttpTest {

    /** A year in which no other test lives. */
    private static final String REPORT =
            "/api/v1/reports/compliance?from=2031-03-01&to=2031-03-31&groupBy=owner,category,target";

    private static final List<String> HOSTILE =
            List.of("=HYPERLINK(\"http://evil\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "plain, \"quoted\"");

    @LocalServerPort
    int port;

    @Autowired
    Clocks clocks;

    @Autowired
    ServiceLevelTable table;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    private Path folder;

    private Http manager;

    @BeforeEach
    void clocksOfMarch() {
        manager = Http.as("manager", port);
        if (jdbc.sql("select count(*) from steward.clock where ticket like 'CSV-%'")
                        .query(Integer.class)
                        .single()
                > 0) {
            return;
        }
        Policy policy = table.row("normal-repair", "sunshine");
        for (int i = 0; i < HOSTILE.size(); i++) {
            Instant start = Instant.parse("2031-03-03T02:00:00Z");
            clocks.start(
                    "CSV-" + i,
                    "sunshine",
                    policy,
                    List.of(Target.RESPONSE),
                    1,
                    start,
                    Dimensions.NONE.withOwner(HOSTILE.get(i)).withCategory("plumbing"));
            clocks.met("CSV-" + i, Target.RESPONSE, start.plusSeconds(1800 + 3600L * (i % 2)));
        }
    }

    private List<List<String>> json() {
        Reply reply = manager.get(REPORT);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : reply.json().path("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNumber() ? String.valueOf(cell.asDouble()) : cell.asText()));
            rows.add(cells);
        }
        return rows;
    }

    private List<List<String>> csv() throws IOException {
        Reply reply = manager.with("Accept", "text/csv").get(REPORT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Disposition")).contains("compliance.csv");
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(reply.body()), CSVFormat.RFC4180)) {
            parser.forEach(row -> rows.add(row.toList()));
        }
        return rows;
    }

    /** The cells of the sheet, a text marked as one. */
    private List<List<String>> xlsx() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + REPORT))
                .header("Authorization", basic())
                .header("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .build();
        byte[] file = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
        Path saved = Files.write(folder.resolve("compliance.xlsx"), file);
        Map<String, byte[]> parts = new HashMap<>();
        try (var zip = new ZipFile(saved.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        NodeList strings = xml(parts.get("xl/sharedStrings.xml")).getElementsByTagName("si");
        List<List<String>> rows = new ArrayList<>();
        Document sheet = xml(parts.get("xl/worksheets/sheet1.xml"));
        assertThat(sheet.getElementsByTagName("f").getLength()).as("formulas").isZero();
        NodeList lines = sheet.getElementsByTagName("row");
        for (int i = 0; i < lines.getLength(); i++) {
            List<String> cells = new ArrayList<>();
            NodeList here = ((Element) lines.item(i)).getElementsByTagName("c");
            for (int j = 0; j < here.getLength(); j++) {
                Element cell = (Element) here.item(j);
                String value = cell.getElementsByTagName("v").item(0).getTextContent();
                cells.add(
                        cell.getAttribute("t").equals("s")
                                ? "text "
                                        + strings.item(Integer.parseInt(value)).getTextContent()
                                : String.valueOf(Double.parseDouble(value)));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String basic() {
        return "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString(("manager:" + dev.steward.TestAccounts.PASSWORD)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Document xml(byte[] part) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(part));
    }

    @Test
    @DisplayName("has the same rows as CSV and as XLSX as in JSON, with the names of its columns")
    void sameRows() throws Exception {
        List<List<String>> json = json();
        List<List<String>> csv = csv();
        List<List<String>> xlsx = xlsx();

        assertThat(json).hasSize(HOSTILE.size());
        assertThat(csv.get(0))
                .containsExactly(
                        "owner",
                        "category",
                        "target",
                        "met",
                        "breached",
                        "open",
                        "compliance",
                        "businessTime",
                        "medianBusinessTime",
                        "p90BusinessTime",
                        "overrun",
                        "pauseShare");
        assertThat(xlsx.get(0))
                .isEqualTo(csv.get(0).stream().map(name -> "text " + name).toList());
        for (int i = 0; i < json.size(); i++) {
            List<String> row = json.get(i);
            List<String> line = csv.get(i + 1);
            List<String> sheet = xlsx.get(i + 1);
            for (int column = 0; column < row.size(); column++) {
                String written = line.get(column);
                String unquoted = column == 0 && written.startsWith("'") ? written.substring(1) : written;
                boolean number = List.of(3, 4, 5, 6, 11).contains(column);
                assertThat(number ? String.valueOf(Double.parseDouble(unquoted)) : unquoted)
                        .isEqualTo(row.get(column));
                assertThat(sheet.get(column)).isEqualTo(number ? row.get(column) : "text " + row.get(column));
            }
        }
        assertThat(json).anySatisfy(row -> assertThat(row)
                .containsExactly(
                        "+1+1",
                        "plumbing",
                        "RESPONSE",
                        "0.0",
                        "1.0",
                        "0.0",
                        "0.0",
                        "PT1H30M",
                        row.get(8),
                        row.get(9),
                        "PT30M",
                        "0.0"));
    }

    @Test
    @DisplayName("leaves a name that looks like a formula a text, in every spreadsheet that opens it")
    void noFormulas() throws Exception {
        assertThat(csv().stream().skip(1).map(row -> row.get(0)))
                .allSatisfy(name -> assertThat(name).matches("(?s)[^=+\\-@\\t\\r].*"))
                .contains("'=HYPERLINK(\"http://evil\")", "'+1+1", "'-2+3", "'@SUM(A1)", "'\t=1", "plain, \"quoted\"");
        assertThat(xlsx().stream().skip(1).map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(
                        HOSTILE.stream().map(name -> "text " + name).toList());
    }

    @Test
    @DisplayName("is for supervisors and above, and refuses a group that it does not know")
    void refused() {
        assertThat(Http.as("technician", port).get(REPORT).status()).isEqualTo(Refusal.Kind.FORBIDDEN.status());
        assertThat(manager.get("/api/v1/reports/compliance?groupBy=colour").status())
                .isEqualTo(Refusal.Kind.INVALID.status());
        assertThat(manager.get("/api/v1/reports/compliance?from=yesterday").status())
                .isEqualTo(Refusal.Kind.INVALID.status());
    }
}
