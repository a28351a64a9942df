package dev.steward.webapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steward.estate.Names;
import dev.steward.platform.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
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
    FilterFile(@Value("${steward.filters.file:classpath:filters.yaml}") Resource file) throws IOException {
        this(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
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
            throw new IllegalStateException(
                    "The filters in " + file + " are wrong, line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private void check(String key, Described filter) {
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
        if (keys == null || keys.isEmpty() || Set.copyOf(keys).size() != keys.size()) {
            throw wrong("roles." + group + ": name at least one filter, each once");
        }
        keys.stream().filter(key -> !filters.containsKey(key)).findFirst().ifPresent(key -> {
            throw wrong("roles." + group + ": there is no filter \"" + key + "\" above");
        });
        roles.put(role, List.copyOf(keys));
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException("The filters in " + file + " are wrong: " + what);
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
