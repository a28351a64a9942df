package dev.steward.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.steward.language.Language;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("An import")
class ImportsTest {

    private static final String MAPPING =
            """
            site: sunshine
            zone: America/New_York
            fields:
              externalReference: {column: id}
              title: {column: title}
              category: {constant: plumbing}
              home: {column: home}
              state: {column: status, values: {Closed: CLOSED, Open: OPEN}}
              openedAt: {column: opened}
              closedAt: {column: closed}
            """;

    private static final String CSV =
            """
            id,title,home,status,opened,closed,remark
            1,"Tap, dripping",1-201,Closed,2012-06-26T13:38:54,2012-06-27T09:00:00,x
            2,=HYPERLINK("http://x"),1-202,Open,2012-06-26T13:38:54,,x
            3,Lamp,,Closed,2012-06-26T13:38:54,2012-06-27T09:00:00,x
            4,Lamp,1-203,Closed,2012-03-11T02:30:00,2012-06-27T09:00:00,x
            5,"two
            lines",1-204,Closed,2012-06-26T13:38:54,2012-06-25T09:00:00,x
            6,too few
            """;

    private static Archive archive;

    @BeforeAll
    static void open() {
        archive = new Archive();
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    @BeforeEach
    void clear() {
        archive.clear();
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"id\":" + i + ",\"title\":\"t\",\"home\":\"1-201\",\"status\":\"Open\","
                        + "\"opened\":\"2012-06-26T13:38:54\"}")
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("makes of every row a ticket or an error that says why")
    void everyRow() {
        ImportProgress done = archive.load(CSV, MAPPING);
        assertThat(done.state()).isEqualTo(ImportProgress.State.DONE);
        assertThat(done)
                .extracting("total", "done", "created", "updated", "skipped", "failed")
                .containsExactly(6, 6, 2, 0, 0, 4);
        assertThat(done.finishedAt()).isEqualTo(Archive.NOW);
        assertThat(archive.loaded).containsOnlyKeys("1", "2");
        assertThat(archive.loaded.get("1").title()).isEqualTo("Tap, dripping");
        assertThat(archive.loaded.get("2").title()).isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(archive.loaded.get("2").importedBy()).isEqualTo("someone");
        assertThat(archive.errors(done, error -> error.row() + " " + error.field()))
                .containsExactly("3 address", "4 openedAt", "5 closedAt", "6 ");
        assertThat(done.errors().get(3).message()).isEqualTo("it has 2 values, the header has 7 columns");
    }

    @Test
    @DisplayName("of the same file again creates nothing")
    void again() {
        archive.load(CSV, MAPPING);
        ImportProgress again = archive.load(CSV, MAPPING);
        assertThat(again).extracting("created", "skipped", "failed").containsExactly(0, 2, 4);
        assertThat(archive.kept()).isEqualTo(2);
    }

    @Test
    @DisplayName("forgets each record once it is done")
    void forgets() {
        archive.load(CSV, MAPPING);
        assertThat(archive.jdbc
                        .sql("select count(*) from steward.import_row where record is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("shows its progress while it runs, and a restart goes on where it was")
    void progress() {
        UUID id = archive.accept(rows(120), MAPPING);
        assertThat(archive.imports.progress(id, 0, Language.ENGLISH))
                .extracting("state", "total", "done")
                .containsExactly(ImportProgress.State.RUNNING, 120, 0);
        assertThat(archive.worker().work()).isTrue();
        assertThat(archive.imports.progress(id, 0, Language.ENGLISH))
                .extracting("state", "done")
                .containsExactly(ImportProgress.State.RUNNING, 50);
        AtomicInteger seen = new AtomicInteger();
        ImportWorker killed = archive.worker(ticket -> {
            archive.remember(ticket);
            if (seen.incrementAndGet() == 10) {
                throw new StackOverflowError("killed in the middle of a row");
            }
            return Loaded.CREATED;
        });
        assertThatThrownBy(killed::work).isInstanceOf(StackOverflowError.class);
        assertThat(archive.imports.progress(id, 0, Language.ENGLISH).done()).isEqualTo(59);
        assertThat(archive.kept())
                .as("the ticket of the row in the middle is gone with it")
                .isEqualTo(59);
        ImportProgress done = archive.finish(id);
        assertThat(done)
                .extracting("state", "done", "created", "skipped")
                .containsExactly(ImportProgress.State.DONE, 120, 120, 0);
        assertThat(archive.kept()).isEqualTo(120);
    }

    @Test
    @DisplayName("is shared by two nodes, each row once")
    void twoNodes() throws Exception {
        UUID id = archive.accept(rows(200), MAPPING);
        AtomicInteger calls = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(3);
        try {
            var nodes = IntStream.range(0, 3)
                    .mapToObj(node -> threads.submit(() -> {
                        ImportWorker worker = archive.worker(ticket -> {
                            calls.incrementAndGet();
                            return archive.remember(ticket);
                        });
                        while (worker.work()) {
                            // until idle
                        }
                        return null;
                    }))
                    .toList();
            for (var node : nodes) {
                node.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(calls).hasValue(200);
        assertThat(archive.imports.progress(id, 0, Language.ENGLISH))
                .extracting("state", "created")
                .containsExactly(ImportProgress.State.DONE, 200);
    }

    @Test
    @DisplayName("keeps what the tickets' own rules refuse as the row's error, and undoes what the row had done")
    void refused() {
        UUID id = archive.accept(rows(3), MAPPING);
        ImportWorker worker = archive.worker(ticket -> {
            Loaded loaded = archive.remember(ticket);
            if (ticket.externalReference().equals("2")) {
                throw Refusal.invalid("home", "There is no such home at this site.");
            }
            return loaded;
        });
        while (worker.work()) {
            // until idle
        }
        ImportProgress done = archive.imports.progress(id, 0, Language.ENGLISH);
        assertThat(done).extracting("created", "failed").containsExactly(2, 1);
        assertThat(done.errors()).containsExactly(new RowError(2, "home", "There is no such home at this site."));
        assertThat(archive.kept()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "tries a row again after a trouble of the moment, later ones meanwhile, and gives it up after the fourth")
    void trouble() {
        UUID id = archive.accept(rows(2), MAPPING);
        AtomicInteger tries = new AtomicInteger();
        ImportWorker worker = archive.worker(ticket -> {
            if (ticket.externalReference().equals("1")) {
                tries.incrementAndGet();
                throw new IllegalStateException("secret detail");
            }
            return archive.remember(ticket);
        });
        for (int i = 0; i < 10; i++) {
            while (worker.work()) {
                // until idle
            }
            assertThat(archive.kept()).isEqualTo(1);
            archive.now = worker.next().orElse(archive.now.plus(Duration.ofDays(1)));
        }
        assertThat(tries).hasValue(4);
        ImportProgress done = archive.imports.progress(id, 0, Language.ENGLISH);
        assertThat(done.state()).isEqualTo(ImportProgress.State.DONE);
        assertThat(done.errors()).singleElement().satisfies(error -> assertThat(error.message())
                .contains("a fault of ours", id.toString())
                .doesNotContain("secret", "IllegalState"));
    }

    @Test
    @DisplayName("reads JSON, JSON Lines and CSV, with other delimiters and encodings")
    void formats() {
        String record =
                "{\"id\":1,\"title\":\"水管漏水\",\"home\":\"1-201\",\"status\":\"Open\",\"opened\":\"2012-06-26T13:38:54\",\"closed\":null,\"x\":{\"a\":[1]}}";
        assertThat(archive.load("\uFEFF [" + record + "]", MAPPING).created()).isEqualTo(1);
        assertThat(archive.load(
                                "[" + record.replace(":1,", ":2,") + "\n,\n" + record.replace(":1,", ":3,") + "]",
                                MAPPING)
                        .created())
                .isEqualTo(2);
        ImportProgress lines = archive.load(
                record.replace(":1,", ":4,") + "\n\n{broken\n" + record.replace("\"水管漏水\"", "[1]") + "\n[]\n{} {}",
                MAPPING);
        assertThat(lines).extracting("created", "failed").containsExactly(1, 4);
        assertThat(archive.errors(lines, error -> error.row() + error.message()))
                .containsExactly(
                        "2the line is not JSON",
                        "3\"title\" is not a single value",
                        "4it is not a record of names and values",
                        "5the line is not JSON");
        assertThat(archive.imports.progress(lines.id(), 0, Language.CHINESE).errors())
                .extracting(RowError::message)
                .containsExactly("该行不是 JSON", "“title”不是单个值", "不是由名称和值组成的记录", "该行不是 JSON");
        ImportProgress excel = archive.load(
                "id;title;home;status;opened;closed\r\n5;水管漏水;1-201;Open;2012-06-26T13:38:54;\r\n",
                Charset.forName("GB18030"),
                "encoding: GB18030\ndelimiter: \";\"\n" + MAPPING);
        assertThat(excel.created()).isEqualTo(1);
        assertThat(archive.loaded.values()).extracting(OldTicket::title).containsOnly("水管漏水");
    }

    @Test
    @DisplayName("keeps half characters and zero characters as errors of their rows")
    void unstorable() {
        String record =
                "{\"id\":1,\"title\":\"a\\u0000\",\"home\":\"1-201\",\"status\":\"Open\",\"opened\":\"2012-06-26T13:38:54\"}";
        ImportProgress done = archive.load(
                record + "\n" + record.replace("\\u0000", "\\ud83d").replace(":1,", ":2,"), MAPPING);
        assertThat(archive.errors(done, error -> error.row() + error.field())).containsExactly("1title", "2title");
    }

    private void refuses(String file, String mapping, Refusal.Kind kind, String message) {
        refuses(file.getBytes(StandardCharsets.UTF_8), mapping, kind, message);
    }

    private void refuses(byte[] file, String mapping, Refusal.Kind kind, String message) {
        assertThatThrownBy(() -> archive.accept(file, mapping))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .hasToString(Refusal.class.getName() + ": " + message);
    }

    @Test
    @DisplayName("of a file that cannot be read as a whole is refused, and nothing of it is stored")
    void unreadable() {
        var invalid = Refusal.Kind.INVALID;
        refuses("", MAPPING, invalid, "file: there is no record in it");
        refuses("[]", MAPPING, invalid, "file: there is no record in it");
        refuses("id,title,home,status,opened,closed\n", MAPPING, invalid, "file: there is no record in it");
        refuses(
                "id,titel,home,status,opened,closed\n1,2,3,4,5,6",
                MAPPING,
                invalid,
                "file: there is no column title; there are id, titel, home, status, opened, closed");
        refuses("id,id,title,home,status,opened,closed\n", MAPPING, invalid, "file: the column \"id\" is there twice");
        refuses("[{\"id\":1},\n{\"id\":2}", MAPPING, invalid, "file: not JSON in line 2");
        refuses("[{\"id\":1}, 2, oops]", MAPPING, invalid, "file: not JSON in line 1");
        refuses("[{\"id\":1,\"id\":2}]", MAPPING, invalid, "file: not JSON in line 1");
        refuses("{\"a\":1}", "format: JSON\n" + MAPPING, invalid, "file: JSON must be a list of records: [{…}, {…}]");
        refuses(
                CSV + "7,\"never closed",
                MAPPING,
                invalid,
                "file: the quotes of record 7 are not closed as CSV asks for");
        refuses(
                "id,title,home,status,opened,closed\n1,水管漏水,3,4,5,6".getBytes(Charset.forName("GB18030")),
                MAPPING,
                invalid,
                "file: not UTF-8 after record 0; name its encoding in the mapping");
        refuses(
                new byte[] {'P', 'K', 3, 4, 0, 0},
                MAPPING,
                Refusal.Kind.UNSUPPORTED_TYPE,
                "This is a spreadsheet or an archive; save it as CSV first.");
        refuses(
                rows(SourceFile.MOST_ROWS + 1),
                MAPPING,
                Refusal.Kind.TOO_LARGE,
                "More than 50000 records; split the file, the parts may overlap.");
        assertThat(archive.jdbc
                        .sql("select count(*) from steward.import")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(archive.jdbc
                        .sql("select count(*) from steward.import_row")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = Mode.EXCLUDE,
            names = {"MANAGER", "SUPERVISOR", "ADMINISTRATOR", "INTEGRATION"})
    @DisplayName("is not for everybody")
    void roles(Role role) {
        archive.as(role, "sunshine");
        refuses(
                CSV,
                MAPPING,
                Refusal.Kind.FORBIDDEN,
                "Imports are for managers, supervisors, administrators and connected systems.");
        assertThatThrownBy(() -> archive.imports.progress(UUID.randomUUID(), 0, Language.ENGLISH))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"MANAGER", "SUPERVISOR", "INTEGRATION"})
    @DisplayName("goes into the caller's own sites only, and only they see it")
    void sites(Role role) {
        archive.as(role, "harbour");
        refuses(CSV, MAPPING, Refusal.Kind.INVALID, "mapping.site: no such site, or not one of yours");
        UUID id = archive.accept(CSV, MAPPING.replace("sunshine", "harbour"));
        archive.as(role, "sunshine");
        assertThatThrownBy(() -> archive.imports.progress(id, 0, Language.ENGLISH))
                .asInstanceOf(type(Refusal.class))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        archive.as(role, "harbour");
        assertThat(archive.imports.progress(id, 0, Language.ENGLISH).total()).isEqualTo(6);
    }

    @Test
    @DisplayName("shows at most a thousand errors at a time, and the rest when asked")
    void manyErrors() {
        String bad = "id,title,home,status,opened,closed\n"
                + IntStream.rangeClosed(1, 1_200).mapToObj(i -> i + ",t,,?,?,").collect(Collectors.joining("\n"));
        ImportProgress done = archive.load(bad, MAPPING);
        assertThat(done.failed()).isEqualTo(1_200);
        assertThat(done.moreErrors()).isTrue();
        assertThat(done.errors()).hasSizeBetween(990, 1_000);
        int seen = done.errors().size();
        int last = done.errors().get(seen - 1).row();
        while (done.moreErrors()) {
            done = archive.imports.progress(done.id(), last, Language.ENGLISH);
            seen += done.errors().size();
            last = done.errors().get(done.errors().size() - 1).row();
        }
        assertThat(last).isEqualTo(1_200);
        assertThat(seen).isEqualTo(3_600);
    }

    @Test
    @DisplayName("whose site or category is taken away meanwhile ends in errors, not in silence")
    void outdated() {
        UUID id = archive.accept(rows(2), MAPPING);
        archive.jdbc
                .sql("update steward.import set mapping = replace(mapping, 'plumbing', 'gone')")
                .update();
        ImportProgress done = archive.finish(id);
        assertThat(done.failed()).isEqualTo(2);
        assertThat(done.errors()).extracting(RowError::message).allMatch(text -> text.contains("does not fit"));
    }
}
