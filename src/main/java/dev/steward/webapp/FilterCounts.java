package dev.steward.webapp;

import dev.steward.platform.Api;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How many tasks stand in each filter of the caller, in one request; Tasklist counts only the filter that is open. */
@Api
@RequestMapping("/filters")
class FilterCounts {

    /** A filter by its id in the engine, and its tasks. */
    record Counted(String filter, long tasks) {}

    /** One for each filter that the caller may see. */
    record Counts(List<Counted> items) {}

    private final FilterService filters;

    FilterCounts(FilterService filters) {
        this.filters = filters;
    }

    /** For the filters that the caller may see; a task counts when the caller may see it. */
    @GetMapping("/counts")
    Counts counts() {
        return new Counts(filters.createTaskFilterQuery().listPage(0, 200).stream()
                .map(Filter::getId)
                .map(id -> new Counted(id, filters.count(id)))
                .toList());
    }
}
