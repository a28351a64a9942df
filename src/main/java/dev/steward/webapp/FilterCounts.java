package dev.steward.webapp;

import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.filter.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How many tasks stand in each filter of the caller, in one request; Tasklist counts only the filter that is open. */
@Api
@RequestMapping("/filters")
class FilterCounts {

    private static final Logger log = LoggerFactory.getLogger(FilterCounts.class);

    /** A filter by its id in the engine, and its tasks. */
    record Counted(String filter, long tasks) {}

    /** One for each filter that the caller may see and that can be counted. */
    record Counts(List<Counted> items) {}

    private final FilterService filters;

    FilterCounts(FilterService filters) {
        this.filters = filters;
    }

    /** For the filters that the caller may see, without those that the engine refuses; a task counts when the caller may see it. */
    @GetMapping("/counts")
    Counts counts() {
        return new Counts(filters.createTaskFilterQuery().listPage(0, 200).stream()
                .map(Filter::getId)
                .flatMap(id -> counted(id).stream())
                .toList());
    }

    private Optional<Counted> counted(String id) {
        try {
            return Optional.of(new Counted(id, filters.count(id)));
        } catch (ProcessEnginePersistenceException database) {
            throw database;
        } catch (Refusal | ProcessEngineException wrong) {
            log.debug("Filter {} cannot be counted", id, wrong);
            return Optional.empty();
        }
    }
}
