package dev.steward.webapp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which filters we brought, and to whom we showed them. */
@Repository
class FilterMemory {

    /**
     * A filter that we wrote.
     *
     * @param filter its id in the engine
     * @param written fingerprint of what we wrote
     */
    record Brought(String key, String filter, String written) {}

    private final JdbcClient jdbc;

    FilterMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Brought> brought() {
        Map<String, Brought> brought = new LinkedHashMap<>();
        jdbc.sql("select key, filter, written from steward.task_filter order by key")
                .query(Brought.class)
                .list()
                .forEach(one -> brought.put(one.key(), one));
        return brought;
    }

    void keep(Brought brought) {
        jdbc.sql(
                        """
                        insert into steward.task_filter (key, filter, written) values (:key, :filter, :written)
                        on conflict (key) do update set filter = excluded.filter, written = excluded.written
                        """)
                .param("key", brought.key())
                .param("filter", brought.filter())
                .param("written", brought.written())
                .update();
    }

    void forget(String key) {
        jdbc.sql("delete from steward.task_filter where key = :key")
                .param("key", key)
                .update();
    }

    Set<String> shownTo(String key) {
        return new LinkedHashSet<>(jdbc.sql("select group_name from steward.task_filter_shown where key = :key")
                .param("key", key)
                .query(String.class)
                .list());
    }

    void shown(String key, String group) {
        jdbc.sql("insert into steward.task_filter_shown (key, group_name) values (:key, :group)")
                .param("key", key)
                .param("group", group)
                .update();
    }

    void withdrawn(String key, String group) {
        jdbc.sql("delete from steward.task_filter_shown where key = :key and group_name = :group")
                .param("key", key)
                .param("group", group)
                .update();
    }
}
