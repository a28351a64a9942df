package dev.steward.sla.process;

import static dev.steward.sla.Hours.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.TestDatabase;
import dev.steward.calendar.book.Calendars;
import dev.steward.platform.CannotStart;
import dev.steward.sla.Target;
import dev.steward.sla.ledger.Clocks;
import dev.steward.sla.ledger.ShippedLadders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The service level table in force")
class ServiceLevelTableTest {

    @Configuration
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = {"dev.steward.calendar.book", "dev.steward.sla"},
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Controller|.*Test.*"))
    static class World {

        @Bean
        DataSource dataSource() {
            return TestDatabase.migrated();
        }

        @Bean
        JdbcClient jdbcClient(DataSource database) {
            return JdbcClient.create(database);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            return new DataSourceTransactionManager(database);
        }

        @Bean
        TransactionTemplate transactions(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(at("03-02T10:00"), ZoneOffset.UTC);
        }
    }

    @TempDir
    static Path tables;

    private static AnnotationConfigApplicationContext context;

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("steward.tables.dir", tables.toString())));
        context.register(World.class);
        context.refresh();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static void write(String... replacements) throws IOException {
        String dmn = Files.readString(Path.of("bpmn/service-level.dmn"));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(dmn).contains(replacements[i]);
            dmn = dmn.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(tables.resolve("service-level.dmn"), dmn);
    }

    @Test
    @DisplayName("is the company's own where it has one; a reload that fails keeps the last good one")
    void reload() throws IOException {
        var table = context.getBean(ServiceLevelTable.class);
        assertThat(table.row("inquiry", "sunshine")
                        .promise(Target.RESPONSE)
                        .orElseThrow()
                        .span())
                .hasToString("PT4H");

        write("PT4H of service", "PT3H of service");
        table.reload();
        assertThat(table.policy("INQUIRY", "billing", "LOW", "sunshine")
                        .promise(Target.RESPONSE)
                        .orElseThrow()
                        .span())
                .hasToString("PT3H");

        write("PT4H of service", "PT3H of surface");
        assertThatThrownBy(table::reload)
                .hasMessageContaining("service-level.dmn, row 1 (life-safety)")
                .hasMessageContaining(tables.toString());
        assertThat(table.row("inquiry", "sunshine")
                        .promise(Target.RESPONSE)
                        .orElseThrow()
                        .span())
                .hasToString("PT3H");

        var calendars = context.getBean(Calendars.class);
        assertThatThrownBy(() -> new ServiceLevelTable(tables.toString(), calendars, ShippedLadders.ladders()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("the service level table is wrong")
                .hasMessageContaining("row 1 (life-safety)");
        Files.delete(tables.resolve("service-level.dmn"));
        table.reload();
        assertThat(table.rows()).hasSize(12);
    }

    @Test
    @DisplayName("can be tried out without being in force")
    void tryOut() throws IOException {
        var table = context.getBean(ServiceLevelTable.class);
        String other = Files.readString(Path.of("bpmn/service-level.dmn")).replace("P10D of office", "P9D of office");

        assertThat(table.tryOut(other)
                        .row("suggestion", "sunshine")
                        .promise(Target.RESOLUTION)
                        .orElseThrow()
                        .span())
                .hasToString("P9D");
        assertThat(table.row("suggestion", "sunshine")
                        .promise(Target.RESOLUTION)
                        .orElseThrow()
                        .span())
                .hasToString("P10D");
        assertThatThrownBy(() -> table.tryOut("<no-dmn/>")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("starts the clocks of a site by the site's own calendars")
    void withTheCalendarsInForce() {
        var table = context.getBean(ServiceLevelTable.class);
        var clocks = context.getBean(Clocks.class);
        var complaint = table.policy("COMPLAINT", "noise", "NORMAL", "harbour");

        clocks.start("ST-2026-000001", "harbour", complaint, Clocks.fromTheOpening(), 1, at("03-02T18:00"));

        assertThat(clocks.of("ST-2026-000001"))
                .filteredOn(clock -> clock.target() == Target.RESOLUTION)
                .singleElement()
                .satisfies(clock -> {
                    assertThat(clock.terms().calendar().key()).isEqualTo("harbour-office");
                    assertThat(clock.terms().policyRow()).isEqualTo("harbour-complaint");
                    // Monday 11:00 in Berlin and ten working days
                    assertThat(clock.due(at("03-02T18:00"))).contains(at("03-16T18:00"));
                });
    }
}
