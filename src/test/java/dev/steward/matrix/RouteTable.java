package dev.steward.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code routes.txt}: who may call which route that Spring serves. */
final class RouteTable {

    /** What a person of another site hears. */
    enum Elsewhere {
        NOT_FOUND,
        LIST,
        FIELD,
        NONE,
        LOCAL
    }

    /**
     * One row.
     *
     * @param who groups, {@code owner}, {@code ANYBODY} or {@code NOBODY}
     * @param others the statuses for everybody else; empty where there is nobody else
     * @param method {@code ANY} for a route that takes all
     * @param path as in the table
     */
    record Row(Set<String> who, Set<Integer> others, Elsewhere elsewhere, String method, String path) {

        /** The route of Spring's: {@code POST /api/v1/tickets/{number}/{command}}. */
        String route(String prefix) {
            return method + " " + template(prefix);
        }

        /** Whether it stands under the two prefixes of our own interface. */
        boolean isOurs() {
            return !path.startsWith("(");
        }

        String template(String prefix) {
            return isOurs()
                    ? prefix + path.replaceAll("\\{(\\w+)=\\w+}", "{$1}")
                    : path.substring(1, path.length() - 1);
        }

        /** Which request it is: {@code POST /tickets/{number}/urge}. */
        String request() {
            return method + " " + path.replaceAll("\\{\\w+=(\\w+)}", "$1");
        }

        boolean allows(String group, boolean owner) {
            return who.contains(group) || (owner && who.contains("owner"));
        }

        @Override
        public String toString() {
            return request();
        }
    }

    private RouteTable() {}

    static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        Map<String, Set<String>> sets = new HashMap<>();
        for (String line : text().lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int named = line.indexOf(" = ");
            if (named > 0) {
                sets.put(
                        line.substring(0, named).strip(),
                        Set.of(line.substring(named + 3).strip().split("[, ]+")));
                continue;
            }
            String[] cells = line.split("\\s+");
            if (cells.length != 5) {
                throw new IllegalStateException("Five cells are a row: " + line);
            }
            Set<String> who = new LinkedHashSet<>();
            for (String name : cells[0].split(",")) {
                who.addAll(sets.getOrDefault(name, Set.of(name)));
            }
            rows.add(new Row(
                    who,
                    cells[1].equals("-") ? Set.of() : statuses(cells[1]),
                    cells[2].equals("404") ? Elsewhere.NOT_FOUND : Elsewhere.valueOf(cells[2]),
                    cells[3],
                    cells[4]));
        }
        return rows;
    }

    private static Set<Integer> statuses(String cell) {
        return Arrays.stream(cell.split("\\|")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    private static String text() {
        try (var in = Objects.requireNonNull(RouteTable.class.getResourceAsStream("/routes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
