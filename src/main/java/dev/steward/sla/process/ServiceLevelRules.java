package dev.steward.sla.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.calendar.CalendarDefinition;
import dev.steward.calendar.CalendarException;
import dev.steward.calendar.CalendarReader;
import dev.steward.calendar.book.CalendarFile;
import dev.steward.calendar.book.Calendars;
import dev.steward.calendar.book.VersionedCalendar;
import dev.steward.estate.Catalogue;
import dev.steward.platform.engine.TableDeployment;
import dev.steward.platform.rules.RuleFiles;
import dev.steward.platform.rules.Rules;
import dev.steward.platform.rules.RulesInForce;
import dev.steward.platform.rules.WrongRules;
import dev.steward.sla.Ladder;
import dev.steward.sla.ledger.LadderFile;
import dev.steward.sla.ledger.Ladders;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Calendars, ladders and the service level table: one set of rules, because they name each other. A version of them holds
 * the calendars with their holidays written out, so that it means the same on every node and for ever.
 */
@Component
final class ServiceLevelRules implements Rules {

    static final String NAME = "service-levels";

    private static final String CALENDARS = "calendars.yaml";
    private static final String LADDERS = "ladders.yaml";
    private static final String TABLE = "service-level.dmn";

    /** Calendars by which people's own tasks are due, whatever the table names. */
    private static final Set<String> NEEDED = new TreeSet<>(Set.of("service", "office"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuleFiles files;
    private final Catalogue catalogue;
    private final Calendars calendars;
    private final Ladders ladders;
    private final ServiceLevelTable table;
    private final TableDeployment engine;
    private final Clock clock;

    ServiceLevelRules(
            RuleFiles files,
            RulesInForce rules,
            Catalogue catalogue,
            Calendars calendars,
            Ladders ladders,
            ServiceLevelTable table,
            TableDeployment engine,
            Clock clock) {
        this.files = files;
        this.catalogue = catalogue;
        this.calendars = calendars;
        this.ladders = ladders;
        this.table = table;
        this.engine = engine;
        this.clock = clock;
        rules.start(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> files() {
        return Stream.of(CALENDARS, LADDERS, TABLE).map(files::name).toList();
    }

    @Override
    public String written() {
        ObjectNode text = JSON.createObjectNode();
        ObjectNode definitions = text.putObject("calendars");
        WrongRules.together(
                () -> calendars().forEach((key, definition) -> definitions.set(key, parsed(definition.json()))),
                () -> text.put("ladders", files.text(LADDERS)),
                () -> text.put("table", files.text(TABLE)));
        return text.toString();
    }

    private SortedMap<String, CalendarDefinition> calendars() {
        try {
            return new CalendarFile(files.of(CALENDARS)).read(clock.instant());
        } catch (CalendarException wrong) {
            throw wrong(files.name(CALENDARS), wrong);
        }
    }

    private static WrongRules wrong(String file, CalendarException wrong) {
        return new WrongRules(wrong.faults().stream()
                .map(fault -> WrongRules.Fault.at(file, fault.line(), fault.path(), fault.message()))
                .toList());
    }

    @Override
    public Draft checked(String text) {
        Parts parts = Parts.of(text, files.name(LADDERS), files.name(TABLE), catalogue.keys());
        return new Draft() {

            private SortedMap<String, VersionedCalendar> keptCalendars = new TreeMap<>();
            private SortedMap<String, Ladder> keptLadders = new TreeMap<>();

            @Override
            public void keep() {
                keptCalendars = calendars.keep(parts.calendars(), clock.instant());
                keptLadders = ladders.keep(parts.ladders());
            }

            @Override
            public void publish() {
                engine.deploy(PromiseTable.DECISION, parts.dmn());
            }

            @Override
            public void take() {
                calendars.take(keptCalendars);
                ladders.take(keptLadders);
                table.take(parts.table());
            }
        };
    }

    /** The table of a version that was in force once. */
    static PromiseTable tableOf(String text) {
        return Parts.of(text, LADDERS, TABLE, List.of()).table();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new WrongRules(NAME, "", "the version cannot be read");
        }
    }

    /** What one text of these rules says. */
    private record Parts(
            SortedMap<String, CalendarDefinition> calendars,
            SortedMap<String, Ladder> ladders,
            PromiseTable table,
            String dmn) {

        static Parts of(String text, String ladderFile, String tableFile, Collection<String> categories) {
            JsonNode written = parsed(text);
            SortedMap<String, CalendarDefinition> calendars = new TreeMap<>();
            try {
                for (Map.Entry<String, JsonNode> each :
                        written.path("calendars").properties()) {
                    calendars.put(
                            each.getKey(), CalendarReader.json(each.getValue().toString()));
                }
            } catch (CalendarException wrong) {
                throw wrong(CALENDARS, wrong);
            }
            if (!calendars.keySet().containsAll(NEEDED)) {
                throw new WrongRules(
                        CALENDARS, "steward.calendars", "there must be calendars named " + String.join(", ", NEEDED));
            }
            SortedSet<String> keys = new TreeSet<>(calendars.keySet());
            SortedMap<String, Ladder> ladders =
                    LadderFile.read(ladderFile, written.path("ladders").asText(), keys);
            String dmn = written.path("table").asText();
            var table = new PromiseTable(tableFile, dmn, keys, new TreeSet<>(ladders.keySet()), categories);
            return new Parts(calendars, ladders, table, dmn);
        }
    }
}
