package dev.steward.sla.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.sla.Ladder;
import dev.steward.sla.Rung;
import dev.steward.sla.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of every ladder that was ever in force. */
@Component
class LadderVersions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient database;

    LadderVersions(JdbcClient database) {
        this.database = database;
    }

    /** The ladder with its version: the latest one when nothing changed, otherwise a new one. */
    Ladder keep(Ladder ladder) {
        Optional<Ladder> latest = database.sql(
                        """
                select version, definition::text as definition from steward.ladder_version
                 where name = :name order by version desc limit 1
                """)
                .param("name", ladder.name())
                .query((row, n) -> read(ladder.name(), row.getInt("version"), row.getString("definition")))
                .optional();
        if (latest.isPresent()
                && latest.get().hours().equals(ladder.hours())
                && latest.get().rungs().equals(ladder.rungs())) {
            return latest.get();
        }
        int version = latest.map(Ladder::version).orElse(0) + 1;
        database.sql(
                        """
                insert into steward.ladder_version (name, version, definition)
                values (:name, :version, cast(:definition as jsonb))
                """)
                .param("name", ladder.name())
                .param("version", version)
                .param("definition", write(ladder))
                .update();
        return new Ladder(ladder.name(), version, ladder.hours(), ladder.rungs());
    }

    Optional<Ladder> find(String name, int version) {
        return database.sql(
                        """
                select definition::text from steward.ladder_version where name = :name and version = :version
                """)
                .param("name", name)
                .param("version", version)
                .query(String.class)
                .optional()
                .map(json -> read(name, version, json));
    }

    private static String write(Ladder ladder) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode().put("hours", ladder.hours());
        ArrayNode rungs = definition.putArray("rungs");
        for (Rung rung : ladder.rungs()) {
            ArrayNode tell = rungs.addObject().put("at", rung.key()).putArray("tell");
            rung.tells().stream().map(Told::toString).forEach(tell::add);
        }
        return definition.toString();
    }

    private static Ladder read(String name, int version, String json) {
        try {
            JsonNode definition = JSON.readTree(json);
            List<Rung> rungs = new ArrayList<>();
            for (JsonNode rung : definition.path("rungs")) {
                List<Told> tell = new ArrayList<>();
                rung.path("tell").forEach(whom -> tell.add(Told.parse(whom.asText())));
                rungs.add(new Rung(Rung.Point.parse(rung.path("at").asText()), tell));
            }
            return new Ladder(name, version, definition.path("hours").asText(), rungs);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a ladder cannot be read", broken);
        }
    }
}
