package dev.steward.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.TestDatabase;
import dev.steward.estate.Estate.Change;
import dev.steward.estate.Warranty.Provider;
import dev.steward.platform.Refusal;
import dev.steward.platform.SiteAdded;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The estate")
class EstateTest {

    static TestEstate world;

    @BeforeAll
    static void load() {
        world = new TestEstate();
    }

    @Test
    @DisplayName("has two sites with two buildings and thirty homes each, keyed as on the doors")
    void twoSites() {
        assertThat(world.sites.all()).extracting(Site::key).containsExactly("harbour", "sunshine");
        for (String site : new String[] {"sunshine", "harbour"}) {
            assertThat(world.homes.buildings(site)).extracting(Building::key).containsExactly("1", "2");
            assertThat(world.homes.search(site, null, null, 100))
                    .hasSize(30)
                    .extracting(Home::key)
                    .startsWith("1-201", "1-202")
                    .contains("2-301");
        }
    }

    @Test
    @DisplayName("knows a resident with telephone, e-mail and language in every home, and whom to bill for each")
    void residents() {
        for (String site : new String[] {"sunshine", "harbour"}) {
            for (Home home : world.homes.search(site, null, null, 100)) {
                var household = world.residents.household(site, home.key());
                assertThat(household).as(home.key()).isNotEmpty();
                assertThat(household.get(0).role()).as(home.key()).isEqualTo(HouseholdRole.OWNER);
                assertThat(household)
                        .extracting(Member::resident)
                        .allSatisfy(resident -> assertThat(resident.phone()).startsWith("+"))
                        .allSatisfy(resident -> assertThat(resident.email()).contains("@example."))
                        .allSatisfy(resident -> assertThat(resident.language()).isIn("en", "zh"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sunshine, 13800001001, 李伟",
        "sunshine, +86 138 0000 1001, 李伟",
        "sunshine, 0086-138-0000-1001, 李伟",
        "sunshine, 1001, 李伟",
        "harbour, 0176 0406 9001, Anna Becker",
        "harbour, (0176) 04069001, Anna Becker",
        "harbour, +49 (0)176 04069001, Anna Becker",
        "harbour, 0049 176 04069001, Anna Becker",
        "harbour, 069001, Anna Becker",
    })
    @DisplayName("finds a caller by the number however it is written")
    void callers(String site, String number, String name) {
        assertThat(world.residents.byPhone(site, number, 10))
                .extracting(member -> member.resident().name())
                .first()
                .isEqualTo(name);
    }

    @Test
    @DisplayName("finds a caller by the last four digits, a zero among them as it stands")
    void zeroFirst() {
        world.jdbc
                .sql("update steward.resident set phone = '+8613800000138' where phone = '+8613800001001'")
                .update();
        try {
            assertThat(world.residents.byPhone("sunshine", "0138", 10))
                    .extracting(member -> member.resident().name())
                    .containsOnly("李伟");
            assertThat(world.residents.byPhone("sunshine", "138", 10)).isEmpty();
        } finally {
            world.jdbc
                    .sql("update steward.resident set phone = '+8613800001001' where phone = '+8613800000138'")
                    .update();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "%", "____", "", "abc", "+86 139 9999 9999", "0176 04069001"})
    @DisplayName("finds nobody by too little, by wildcards, or by a number of another site")
    void noCaller(String number) {
        assertThat(world.residents.byPhone("sunshine", number, 10)).isEmpty();
    }

    @Test
    @DisplayName("finds a resident by a part of the name, home or e-mail, at that site only")
    void search() {
        assertThat(world.residents.search("harbour", "becker", 10)).hasSize(1);
        assertThat(world.residents.search("harbour", "1-201", 10)).hasSize(2);
        assertThat(world.residents.search("sunshine", "becker", 10)).isEmpty();
    }

    @Nested
    @DisplayName("as a place in it")
    class Where {

        @Test
        @DisplayName("has the region of the home's building, and the people responsible there")
        void regionOfHome() {
            Region region = world.regions.of("sunshine", "1-201", null).orElseThrow();
            assertThat(region.key()).isEqualTo("east");
            assertThat(region.housekeeper()).isEqualTo("housekeeper");
            assertThat(region.safetyOfficer()).isEqualTo("monitoring");
            assertThat(region.technician()).isEqualTo("technician");
            assertThat(world.regions.of("sunshine", "2-301", null).orElseThrow().technician())
                    .isEqualTo("technician2");
        }

        @Test
        @DisplayName("has the region that lists the shared area, else that of its building")
        void regionOfPlace() {
            assertThat(world.regions
                            .of("sunshine", null, "garage")
                            .orElseThrow()
                            .key())
                    .isEqualTo("west");
            assertThat(world.regions
                            .of("sunshine", null, "lift-1")
                            .orElseThrow()
                            .key())
                    .isEqualTo("east");
            assertThat(world.regions.of("harbour", null, "pump-room")).isEmpty();
        }

        @Test
        @DisplayName("is read with its site, region and household in one statement")
        void oneStatement() {
            var statements = new AtomicInteger();
            var counted = ProxyDataSourceBuilder.create(TestDatabase.migrated())
                    .afterQuery((execution, queries) -> statements.incrementAndGet())
                    .build();
            var own = new TestEstate(counted);
            statements.set(0);
            Location location = own.locations.find("sunshine", "1-302", null).orElseThrow();
            assertThat(statements).hasValue(1);
            assertThat(location.site().zone().getId()).isEqualTo("Asia/Shanghai");
            assertThat(location.building()).contains("1");
            assertThat(location.region().key()).isEqualTo("east");
            assertThat(location.household()).hasSize(2);
            assertThat(location.member("+8613800001007", null)).isPresent();
            assertThat(location.member(null, "XU.TAO@example.com")).isEmpty();
            own.sites.find("sunshine");
            statements.set(0);
            own.sites.find("sunshine");
            own.catalogue.find("plumbing");
            assertThat(statements).hasValue(0);
        }

        @Test
        @DisplayName("is refused by name when site, home or place is not there")
        void unknown() {
            assertThatThrownBy(() -> world.locations.require("nowhere", null, null))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("site:");
            assertThatThrownBy(() -> world.locations.require("sunshine", "9-999", null))
                    .hasMessageStartingWith("home:");
            assertThatThrownBy(() -> world.locations.require("harbour", null, "pump-room"))
                    .hasMessageStartingWith("place:");
            assertThatThrownBy(() -> world.locations.require("sunshine", "1-201\u0000", null))
                    .hasMessageStartingWith("home:");
            assertThat(world.locations.find("sunshine", "9-999", null)).isEmpty();
            assertThat(world.locations.require("sunshine", null, null).region()).isNull();
        }
    }

    @Nested
    @DisplayName("its warranties")
    class Guarantees {

        @Test
        @DisplayName("hold through their last day and not a day longer")
        void lastDay() {
            var last = LocalDate.of(2027, 6, 30);
            assertThat(world.warranties.of("sunshine", "1-201", "plumbing", last))
                    .hasValueSatisfying(warranty -> {
                        assertThat(warranty.provider()).isEqualTo(Provider.DEVELOPER);
                        assertThat(warranty.until()).isEqualTo(last);
                    });
            assertThat(world.warranties.of("sunshine", "1-201", "plumbing", last.plusDays(1)))
                    .isEmpty();
        }

        @Test
        @DisplayName("of the home come first, then those of its building")
        void homeFirst() {
            var on = LocalDate.of(2026, 3, 2);
            assertThat(world.warranties.of("sunshine", "2-301", "plumbing", on))
                    .get()
                    .extracting(Warranty::provider)
                    .isEqualTo(Provider.CONTRACTOR);
            assertThat(world.warranties.of("sunshine", "2-301", "lifts", on)).isPresent();
            assertThat(world.warranties.of("sunshine", "2-302", "plumbing", on)).isEmpty();
        }

        @Test
        @DisplayName("of a building hold for its shared areas")
        void places() {
            var on = LocalDate.of(2026, 3, 2);
            assertThat(world.warranties.of("sunshine", null, "lift-2", "lifts", on))
                    .get()
                    .extracting(Warranty::company)
                    .isEqualTo("Huaxing Lifts");
            assertThat(world.warranties.of("sunshine", null, "garage", "lifts", on))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("its file")
    class File {

        @Test
        @DisplayName("loaded again changes nothing; a changed site is changed, the roster that people edited stays")
        void again() {
            var own = new TestEstate();
            assertThat(own.events).hasSize(2).allMatch(SiteAdded.class::isInstance);
            own.roster.replace("sunshine", new RosterPlan(List.of(), List.of(), List.of()));
            String file = TestEstate.text("local/estate.yaml");
            assertThat(own.estate.load(file))
                    .isEqualTo(Map.of("sunshine", Change.UNCHANGED, "harbour", Change.UNCHANGED));
            assertThat(own.estate.load(file.replace("en: Sunshine Gardens", "en: Sunshine Park")))
                    .isEqualTo(Map.of("sunshine", Change.CHANGED, "harbour", Change.UNCHANGED));
            assertThat(own.sites.find("sunshine").orElseThrow().names().en()).isEqualTo("Sunshine Park");
            assertThat(own.roster.plan("sunshine").rules()).isEmpty();
            assertThat(own.residents.household("sunshine", "1-201")).hasSize(2);
            assertThat(own.events).hasSize(2);
        }

        @Test
        @DisplayName("is refused with path and line of everything that is wrong, and then nothing of it is loaded")
        void refused() {
            assertThatThrownBy(
                            () -> world.estate.load(
                                    """
                            sites:
                              moon:
                                name: Moon
                                zone: Moon/Crater
                                country: CN
                                currency: CNY
                                colour: grey
                                phone: twelve
                                buildings:
                                  "1": {name: One, homes: "1-{1..3}"}
                                  "2": {name: Two, homes: [1-3, "2-{5..4}"]}
                                regions:
                                  all: {name: All, buildings: ["1", "7"], housekeeper: nobody}
                                roster:
                                  rules:
                                    - {user: nobody, role: astronaut, days: MONDAY, from: "8", to: "17:00"}
                                residents:
                                  - {reference: A, name: Armstrong, homes: [{home: 1-9, role: OWNER}]}
                            """))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.faults())
                            .extracting(fault -> fault.field() + ": " + fault.message())
                            .contains(
                                    "sites.moon.zone: line 4: there is no such time zone",
                                    "sites.moon.phone: line 8: is not a telephone number",
                                    "sites.moon.regions.all.buildings: line 13: there is no \"7\" at this site",
                                    "sites.moon.regions.all.housekeeper: line 13: is not a member of staff of this site",
                                    "sites.moon.buildings.2: line 11: belongs to no region",
                                    "sites.moon.buildings.2.homes: line 11: the home \"1-3\" is there twice",
                                    "sites.moon.buildings.2.homes: line 11: the range {5..4} is empty",
                                    "sites.moon.roster.rules[0].user: line 16: is not a member of staff of this site",
                                    "sites.moon.roster.rules[0].days: line 16: must be days like MON or MON..FRI",
                                    "sites.moon.roster.rules[0].from: line 16: must be a time like \"08:30\"",
                                    "sites.moon.residents[0].homes[0].home: line 18: there is no home \"1-9\" at this site")
                            .anyMatch(text -> text.startsWith("sites.moon.colour: line 7: unknown key"))
                            .anyMatch(text ->
                                    text.startsWith("sites.moon.roster.rules[0].role: line 16: must be one of")));
            assertThat(world.sites.known("moon")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "sites:", "[]", "sites: {a: [", "sites: &a {b: *a}", "\u0000", "!!java.net.URL x"})
        @DisplayName("that is no estate at all is refused")
        void nonsense(String yaml) {
            assertThatThrownBy(() -> world.estate.load(yaml)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    @DisplayName("has prices in the site's currency")
    void prices() {
        assertThat(world.prices.find("sunshine", "tap-cartridge").orElseThrow())
                .satisfies(price -> assertThat(price.amount()).isEqualByComparingTo("35.00"))
                .satisfies(price -> assertThat(price.currency()).isEqualTo("CNY"));
        assertThat(world.prices.find("harbour", "tap-cartridge").orElseThrow().currency())
                .isEqualTo("EUR");
        assertThat(world.prices.find("harbour", "gas-refill")).isEmpty();
    }
}
