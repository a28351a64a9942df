package dev.steward.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.TestDatabase;
import dev.steward.platform.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The company's rules")
class RulesInForceTest {

    /** Rules that are right unless they say so. */
    private static final class House implements Rules {

        private final String name;
        private String file;
        private String inForce = "";
        private final List<String> published = new ArrayList<>();

        House(String name, String file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> files() {
            return List.of(name + ".yaml");
        }

        @Override
        public String written() {
            return file;
        }

        @Override
        public Draft checked(String text) {
            if (text.contains("wrong")) {
                throw new WrongRules(name + ".yaml", "line 1: quiet", "\"" + text + "\" is no hour of the day");
            }
            return new Draft() {
                @Override
                public void keep() {}

                @Override
                public void publish() {
                    published.add(text);
                }

                @Override
                public void take() {
                    inForce = text;
                }
            };
        }
    }

    @TempDir
    private Path folder;

    private DataSource database;

    @BeforeEach
    void emptyDatabase() {
        database = TestDatabase.migrated();
    }

    private RulesInForce node(Rules... rules) {
        var node = new RulesInForce(
                new RuleFiles(folder.toString()),
                new RuleVersions(JdbcClient.create(database)),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC));
        for (Rules each : rules) {
            node.start(each);
        }
        node.afterSingletonsInstantiated();
        return node;
    }

    @Test
    @DisplayName("are one version on all nodes: what one takes into force, the others follow")
    void followed() {
        var here = new House("house", "from 22:00");
        var there = new House("house", "from 22:00");
        var one = node(here);
        var other = node(there);
        assertThat(other.version("house")).isEqualTo(1);
        assertThat(other.work()).isFalse();

        here.file = "from 23:00";
        assertThat(one.reload("admin")).containsExactly(new RulesInForce.Reloaded("house", 2, true));

        assertThat(here.inForce).isEqualTo("from 23:00");
        assertThat(there.inForce).isEqualTo("from 22:00");
        assertThat(other.work()).isTrue();
        assertThat(there.inForce).isEqualTo("from 23:00");
        assertThat(other.work()).isFalse();
        assertThat(other.inForce())
                .containsExactly(new RulesInForce.InForce(
                        "house", 2, Instant.parse("2026-03-02T08:00:00Z"), "admin", List.of("house.yaml")));
        // the engine is one for all nodes, and was given them by the one that took them into force
        assertThat(here.published).containsExactly("from 22:00", "from 23:00");
    }

    @Test
    @DisplayName("that are wrong refuse the start, naming file and place")
    void refuseTheStart() {
        assertThatThrownBy(() -> node(new House("house", "wrong")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("the rules are wrong: house.yaml, line 1: quiet: \"wrong\" is no hour of the day");
        assertThat(node().version("house")).isZero();
    }

    @Test
    @DisplayName("that become wrong are refused together with all others, and the last good ones stay")
    void lastGoodStays() {
        var house = new House("house", "from 22:00");
        var pets = new House("pets", "two cats");
        var node = node(house, pets);

        house.file = "from 23:00";
        pets.file = "wrong cats";
        assertThatThrownBy(() -> node.reload("admin"))
                .isInstanceOf(WrongRules.class)
                .hasMessage("pets.yaml, line 1: quiet: \"wrong cats\" is no hour of the day");

        assertThat(house.inForce).isEqualTo("from 22:00");
        assertThat(pets.inForce).isEqualTo("two cats");
        assertThat(node.version("house")).isEqualTo(1);
        assertThat(node(new House("house", "from 22:00")).version("house")).isEqualTo(1);

        house.file = "wrong hour";
        assertThatThrownBy(() -> node.reload("admin"))
                .hasMessageContaining("wrong hour")
                .hasMessageContaining("wrong cats");

        house.file = "from 23:00";
        pets.file = "two cats";
        assertThat(node.reload("admin"))
                .containsExactly(
                        new RulesInForce.Reloaded("house", 2, true), new RulesInForce.Reloaded("pets", 1, false));
    }

    @Test
    @DisplayName("changed in the files of a node that starts are taken by all")
    void startWithAChange() {
        var there = new House("house", "from 22:00");
        var other = node(there);

        var started = node(new House("house", "from 23:00"));

        assertThat(started.version("house")).isEqualTo(2);
        assertThat(other.work()).isTrue();
        assertThat(there.inForce).isEqualTo("from 23:00");
    }

    @Test
    @DisplayName("are not undone by a node that starts with forgotten files; a reload there does it on purpose")
    void forgottenFiles() {
        node(new House("house", "from 22:00"));
        node(new House("house", "from 23:00"));

        var forgotten = new House("house", "from 22:00");
        var node = node(forgotten);

        assertThat(forgotten.inForce).isEqualTo("from 23:00");
        assertThat(node.version("house")).isEqualTo(2);
        assertThat(forgotten.published).containsExactly("from 23:00");

        assertThat(node.reload("admin")).containsExactly(new RulesInForce.Reloaded("house", 3, true));
        assertThat(forgotten.inForce).isEqualTo("from 22:00");
    }

    @Test
    @DisplayName("that a node does not understand leave it with those before, and are not tried again and again")
    void notUnderstood() {
        var old = new House("house", "from 22:00");
        var node = node(old);
        var versions = new RuleVersions(JdbcClient.create(database));
        versions.add("house", "wrong for those who are old", Instant.EPOCH, "admin");

        assertThat(node.work()).isFalse();
        assertThat(old.inForce).isEqualTo("from 22:00");

        versions.add("house", "from 21:00", Instant.EPOCH, "admin");
        assertThat(node.work()).isTrue();
        assertThat(old.inForce).isEqualTo("from 21:00");
    }

    @Test
    @DisplayName("that a node does not understand are not undone for all when that node starts again")
    void notUnderstoodAtTheStart() {
        node(new House("house", "from 22:00"));
        var versions = new RuleVersions(JdbcClient.create(database));
        versions.add("house", "wrong for those who are old", Instant.EPOCH, "admin");

        var restarted = new House("house", "from 22:00");
        var node = node(restarted);

        assertThat(node.version("house")).isEqualTo(1);
        assertThat(restarted.inForce).isEqualTo("from 22:00");
        assertThat(restarted.published).isEmpty();
        assertThat(versions.latest("house").orElseThrow().number()).isEqualTo(2);
        assertThat(node.work()).isFalse();

        versions.add("house", "from 21:00", Instant.EPOCH, "admin");
        assertThat(node.work()).isTrue();
        assertThat(restarted.inForce).isEqualTo("from 21:00");
    }

    @Test
    @DisplayName(
            "are followed and shown whatever lies in the folder; a file that nobody reads is told once, at a reload")
    void strangeFile() throws IOException {
        var house = new House("house", "from 22:00");
        var node = node(house, new House("pets", "two cats"));
        Files.writeString(folder.resolve("service-levels.dmn"), "");

        new RuleVersions(JdbcClient.create(database)).add("house", "from 21:00", Instant.EPOCH, "admin");
        assertThat(node.work()).isTrue();
        assertThat(house.inForce).isEqualTo("from 21:00");
        assertThat(node.inForce()).hasSize(2);
        assertThatThrownBy(() -> node.reload("admin"))
                .isInstanceOfSatisfying(WrongRules.class, wrong -> assertThat(wrong.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.message()).startsWith("nobody reads this file")));

        assertThatThrownBy(() -> node(new House("house", "from 22:00"))).isInstanceOf(CannotStart.class);
    }

    @Test
    @DisplayName("of several nodes that start at once are one version")
    void startAtOnce() throws Exception {
        var nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> node =
                    () -> node(new House("house", "from 22:00")).version("house");
            for (var started : nodes.invokeAll(List.of(node, node, node, node))) {
                assertThat(started.get()).isEqualTo(1);
            }
        } finally {
            nodes.shutdown();
        }
    }
}
