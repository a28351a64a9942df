package dev.steward.estate;

import dev.steward.TestDatabase;
import dev.steward.platform.Actor;
import dev.steward.platform.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The estate on a database of its own, without the application around it: the local profile's sites are loaded. */
final class TestEstate {

    static final Actor SUPERVISOR = new Actor("supervisor", Set.of(Role.SUPERVISOR), Set.of("sunshine"));
    static final Actor FRONT_DESK = new Actor("frontdesk", Set.of(Role.FRONT_DESK), Set.of("sunshine"));
    static final Actor TECHNICIAN = new Actor("technician", Set.of(Role.TECHNICIAN), Set.of("sunshine"));
    static final Actor HARBOUR_SUPERVISOR = new Actor("supervisor-h", Set.of(Role.SUPERVISOR), Set.of("harbour"));
    static final Actor ADMINISTRATOR = new Actor("admin", Set.of(Role.ADMINISTRATOR), Set.of());

    final List<Object> events = new ArrayList<>();
    final MovedClock clock = new MovedClock();
    final JdbcClient jdbc;
    final TransactionTemplate transactions;
    final Sites sites;
    final Homes homes;
    final Places places;
    final Regions regions;
    final Residents residents;
    final Locations locations;
    final Warranties warranties;
    final PriceList prices;
    final Staff staff;
    final Roster roster;
    final Leave leave;
    final Catalogue catalogue = new Catalogue(text("catalogue.yaml"));
    final Estate estate;

    TestEstate() {
        this(TestDatabase.migrated());
    }

    TestEstate(DataSource database) {
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        sites = new Sites(jdbc);
        homes = new Homes(jdbc);
        places = new Places(jdbc);
        regions = new Regions(jdbc);
        residents = new Residents(jdbc, sites);
        locations = new Locations(jdbc);
        warranties = new Warranties(jdbc);
        prices = new PriceList(jdbc);
        staff = new Staff(jdbc);
        roster = new Roster(jdbc, sites);
        leave = new Leave(jdbc, sites, staff, roster, clock, events::add, transactions);
        estate = new Estate(new JdbcTemplate(database), catalogue, sites, roster, clock, events::add);
        estate.load(text("local/estate.yaml"));
    }

    static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Instant at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    /** A clock that a test sets. */
    static final class MovedClock extends Clock {

        Instant now = Instant.parse("2026-03-02T01:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
