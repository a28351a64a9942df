package dev.steward.webapp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steward.platform.EngineAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the filters of {@code filters.yaml} where they are missing, so that nobody's Tasklist is empty on the first day.
 * What a company has changed in one of them stays.
 */
@Component
@Order(30)
class TaskFilters implements ApplicationRunner {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOCK = 0x5354_464C_5452L; // any number that nobody else takes

    /** A filter as the file tells it. */
    record Described(String name, String description, String colour, Map<String, Object> tasks) {}

    private final FilterService filters;
    private final ProcessEngine processEngine;
    private final EngineAccess engine;
    private final JdbcClient sql;

    TaskFilters(FilterService filters, ProcessEngine processEngine, EngineAccess engine, JdbcClient sql) {
        this.filters = filters;
        this.processEngine = processEngine;
        this.engine = engine;
        this.sql = sql;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        // two nodes may start at once
        sql.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 1)
                .single();
        engine.run(() -> {
            List<String> known = filters.createTaskFilterQuery().list().stream()
                    .map(Filter::getName)
                    .toList();
            List<Described> described = described();
            for (int place = 0; place < described.size(); place++) {
                if (!known.contains(described.get(place).name())) {
                    add(described.get(place), place);
                }
            }
        });
    }

    private void add(Described described, int place) {
        Filter filter = filters.newTaskFilter(described.name());
        TaskQueryDto query = JSON.convertValue(described.tasks(), TaskQueryDto.class);
        query.setObjectMapper(JSON);
        filter.setQuery(query.toQuery(processEngine));
        filter.setProperties(Map.of(
                "description",
                described.description(),
                "color",
                described.colour(),
                "priority",
                place,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                List.of(
                        Map.of("name", "ticket", "label", "工单 · Ticket"),
                        Map.of("name", "home", "label", "房号 · Home"),
                        Map.of("name", "priority", "label", "优先级 · Priority"),
                        Map.of("name", "category", "label", "类别 · Category"))));
        filters.saveFilter(filter);
    }

    private static List<Described> described() {
        try (InputStream file = new ClassPathResource("filters.yaml").getInputStream()) {
            return new YAMLMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
