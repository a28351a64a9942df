package dev.steward.webapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steward.estate.Names;
import dev.steward.platform.CannotStart;
import dev.steward.platform.Role;
import dev.steward.platform.engine.QueryExpressions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Which filters there are and which of them each role sees, the one that it starts with first. Read once from
 * {@code steward.filters.file} (shipped: {@code filters.yaml}); a mistake in it refuses the start, naming the entry.
 */
@Component
class FilterFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A filter.
     *
     * @param about what it shows
     * @param colour of its name, {@code #rrggbb}
     * @param tasks the task query, in the form of the engine's REST interface
     */
    record Described(Names name, Names about, String colour, Map<String, Object> tasks) {

        /** Its name as the engine stores it; {@link Bilingual} tells a reader the half that they understand. */
        String title() {
            return Bilingual.of(name);
        }
    }

    private record Content(Map<String, Described> filters, Map<String, List<String>> roles) {}

    private final Map<String, Described> filters;
    private final Map<Role, List<String>> roles = new LinkedHashMap<>();
    private final String file;

    @Autowired
    FilterFile(@Value("${steward.filters.file:classpath:filters.yaml}") Resource file) {
        this(String.valueOf(file.getFilename()), text(file));
    }

    FilterFile(String name, String yaml) {
        this.file = name;
        Content content = read(yaml);
        if (content.filters() == null || content.roles() == null) {
            throw wrong("it has no \"filters\", or no \"roles\"");
        }
        this.filters = content.filters();
        filters.forEach(this::check);
        content.roles().forEach(this::check);
    }

    private Content read(String yaml) {
        try {
            return new YAMLMapper().readValue(yaml, Content.class);
        } catch (JsonProcessingException e) {
            throw new CannotStart(
                    "the filters in " + file + " are wrong, line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private void check(String key, @Nullable Described filter) {
        if (filter == null) {
            throw wrong("filters." + key + ": is empty; it has name, about, colour and tasks");
        }
        if (filter.name() == null
                || filter.name().en() == null
                || filter.name().zh() == null
                || filter.about() == null
                || filter.about().en() == null
                || filter.about().zh() == null) {
            throw wrong("filters." + key + ": name and about are given in en and zh");
        }
        if (filter.colour() == null || !filter.colour().matches("#[0-9a-f]{6}")) {
            throw wrong("filters." + key + ".colour: must be like #14565a");
        }
        if (filter.tasks() == null) {
            throw wrong("filters." + key + ".tasks: missing; {} is every task");
        }
        expressions("filters." + key + ".tasks", filter.tasks());
        try {
            query(filter);
        } catch (IllegalArgumentException e) {
            throw wrong("filters." + key + ".tasks: no task query of the engine: " + e.getMessage());
        }
    }

    private void check(String group, List<String> keys) {
        Role role = Role.ofGroup(group)
                .filter(known -> known != Role.INTEGRATION && known != Role.ADMINISTRATOR)
                .orElseThrow(() -> wrong("roles." + group + ": no role that works with Tasklist"));
        if (keys == null || keys.isEmpty() || new HashSet<>(keys).size() != keys.size()) {
            throw wrong("roles." + group + ": name at least one filter, each once");
        }
        for (String key : keys) {
            if (!filters.containsKey(key)) {
                throw wrong("roles." + group + ": there is no filter \"" + key + "\" above");
            }
        }
        roles.put(role, List.copyOf(keys));
    }

    /** The engine would refuse others, but not before somebody opens the filter. */
    private void expressions(String path, Object of) {
        if (of instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> {
                String at = path + "." + name;
                if (at.endsWith("Expression") && !QueryExpressions.ALLOWED.contains(value)) {
                    throw wrong(at + ": \"" + value + "\" is no expression of filters; they are "
                            + String.join(", ", new TreeSet<>(QueryExpressions.ALLOWED)));
                }
                expressions(at, value);
            });
        } else if (of instanceof List<?> items) {
            items.forEach(item -> expressions(path, item));
        }
    }

    private CannotStart wrong(String what) {
        return new CannotStart("the filters in " + file + " are wrong: " + what);
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CannotStart("the filters cannot be read: there is no " + file.getDescription(), e);
        }
    }

    static TaskQueryDto query(Described filter) {
        TaskQueryDto query = JSON.convertValue(filter.tasks(), TaskQueryDto.class);
        query.setObjectMapper(JSON);
        return query;
    }

    /** Every filter by its key, in the order of the file. */
    Map<String, Described> filters() {
        return filters;
    }

    /** The roles that see a filter. */
    Set<Role> readers(String key) {
        Set<Role> readers = java.util.EnumSet.noneOf(Role.class);
        roles.forEach((role, keys) -> {
            if (keys.contains(key)) {
                readers.add(role);
            }
        });
        return readers;
    }

    /** Where a filter stands for somebody with these roles: the best place that one of them gives it. */
    Optional<Integer> place(String key, Set<Role> of) {
        return of.stream()
                .map(role -> roles.getOrDefault(role, List.of()).indexOf(key))
                .filter(place -> place >= 0)
                .min(Integer::compareTo);
    }

    /** Where it stands for everybody else. */
    int place(String key) {
        return new ArrayList<>(filters.keySet()).indexOf(key);
    }
}
