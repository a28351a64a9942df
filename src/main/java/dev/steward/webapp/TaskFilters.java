package dev.steward.webapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.steward.platform.EngineAccess;
import dev.steward.platform.Fingerprint;
import dev.steward.platform.Role;
import dev.steward.webapp.FilterFile.Described;
import dev.steward.webapp.FilterMemory.Brought;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the engine's filters to what {@link FilterFile} says, so that nobody's Tasklist is empty on the first day. What
 * a company has changed or deleted since we wrote it stays so; what we do not ship any more disappears unless it was
 * changed; a filter that is shown to more or fewer groups than we showed it to stays so too.
 */
@Component
@Order(30)
class TaskFilters implements ApplicationRunner {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final long LOCK = 0x5354_464C_5452L; // any number that nobody else takes

    /** The names under which the first version brought its filters, without remembering them. */
    private static final Set<String> FIRST = Set.of(
            "我的任务 · Mine",
            "待认领 · My team",
            "两小时内到期 · Due in two hours",
            "已逾期 · Overdue",
            "等待住户 · Waiting for the resident",
            "今日回访 · Call-backs",
            "交接给我 · Hand-overs to me",
            "全部 · All");

    private final FilterFile file;
    private final FilterMemory memory;
    private final FilterService filters;
    private final AuthorizationService authorizations;
    private final ProcessEngine processEngine;
    private final EngineAccess engine;
    private final JdbcClient sql;

    TaskFilters(
            FilterFile file,
            FilterMemory memory,
            FilterService filters,
            AuthorizationService authorizations,
            ProcessEngine processEngine,
            EngineAccess engine,
            JdbcClient sql) {
        this.file = file;
        this.memory = memory;
        this.filters = filters;
        this.authorizations = authorizations;
        this.processEngine = processEngine;
        this.engine = engine;
        this.sql = sql;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        bringAbout(file);
    }

    /** Makes, renews, withdraws and shows what the file says. */
    @Transactional
    public void bringAbout(FilterFile wanted) {
        // two nodes may start at once
        sql.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 1)
                .single();
        engine.run(() -> {
            Map<String, Brought> brought = memory.brought();
            Map<String, Filter> present = new LinkedHashMap<>();
            filters.createTaskFilterQuery().list().forEach(filter -> present.put(filter.getId(), filter));
            if (brought.isEmpty()) {
                present.values().stream()
                        .filter(filter -> FIRST.contains(filter.getName()))
                        .forEach(filter -> filters.deleteFilter(filter.getId()));
            }
            withdraw(wanted, brought, present);
            wanted.filters().forEach((key, described) -> {
                Brought before = brought.get(key);
                if (before == null) {
                    Filter filter = filters.newTaskFilter(described.title());
                    memory.keep(written(wanted, key, described, filter));
                    show(wanted, key, filter.getId());
                } else if (present.containsKey(before.filter())) {
                    Filter filter = present.get(before.filter());
                    if (before.written().equals(fingerprint(filter))) {
                        memory.keep(written(wanted, key, described, filter));
                    }
                    show(wanted, key, filter.getId());
                }
            });
        });
    }

    private void withdraw(FilterFile wanted, Map<String, Brought> brought, Map<String, Filter> present) {
        brought.values().stream()
                .filter(before -> !wanted.filters().containsKey(before.key()))
                .forEach(before -> {
                    Filter filter = present.get(before.filter());
                    if (filter != null && before.written().equals(fingerprint(filter))) {
                        filters.deleteFilter(filter.getId());
                    }
                    memory.forget(before.key());
                });
    }

    private Brought written(FilterFile wanted, String key, Described described, Filter filter) {
        filter.setName(described.title());
        filter.setQuery(FilterFile.query(described).toQuery(processEngine));
        Map<String, Object> properties = new TreeMap<>();
        properties.put("description", Bilingual.of(described.about()));
        properties.put("color", described.colour());
        properties.put("priority", wanted.place(key));
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        // what the columns would tell is on the card (assets/steward/tasklist/card.js): staff may not read variables
        properties.put("variables", List.of());
        filter.setProperties(properties);
        filters.saveFilter(filter);
        return new Brought(key, filter.getId(), fingerprint(filter));
    }

    private void show(FilterFile wanted, String key, String filter) {
        Set<String> groups = wanted.readers(key).stream().map(Role::group).collect(Collectors.toSet());
        Set<String> shown = memory.shownTo(key);
        groups.stream().filter(group -> !shown.contains(group)).forEach(group -> {
            if (grants(filter, group).isEmpty()) {
                Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                grant.setGroupId(group);
                grant.setResource(Resources.FILTER);
                grant.setResourceId(filter);
                grant.addPermission(Permissions.READ);
                authorizations.saveAuthorization(grant);
            }
            memory.shown(key, group);
        });
        shown.stream().filter(group -> !groups.contains(group)).forEach(group -> {
            grants(filter, group).forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
            memory.withdrawn(key, group);
        });
    }

    private List<Authorization> grants(String filter, String group) {
        return authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(Resources.FILTER)
                .resourceId(filter)
                .list();
    }

    private static String sorted(Map<String, Object> properties) {
        try {
            return JSON.writeValueAsString(properties);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Properties come from JSON", e);
        }
    }

    /** What of a filter a person sees and may change. */
    private static String fingerprint(Filter filter) {
        FilterEntity stored = (FilterEntity) filter;
        String content = filter.getName() + '\n' + stored.getQueryInternal() + '\n' + sorted(filter.getProperties());
        return Fingerprint.of(content);
    }
}
