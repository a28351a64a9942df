package dev.steward.sla.ledger;

import dev.steward.platform.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** By what compliance can be grouped. Days, weeks (by their Monday) and months are those in which a clock counts. */
enum Dimension {
    TARGET("target", "target"),
    SITE("site", "site"),
    REGION("region", "region"),
    BUILDING("building", "building"),
    DEPARTMENT("department", "department"),
    OWNER("owner", "owner"),
    TECHNICIAN("technician", "technician"),
    PROVIDER("provider", "provider"),
    CATEGORY("category", "category"),
    PRIORITY("priority", "priority"),
    CHANNEL("channel", "channel"),
    KIND("kind", "kind"),
    POLICY_ROW("policyRow", "policy_row"),
    ROOT_CAUSE("rootCause", "root_cause"),
    DAY("day", "judged_on"),
    WEEK("week", "judged_on - (extract(isodow from judged_on)::integer - 1)"),
    MONTH("month", "judged_month");

    private final String key;
    private final String column;

    Dimension(String key, String column) {
        this.key = key;
        this.column = column;
    }

    /** As it is written in requests and answers. */
    String key() {
        return key;
    }

    /** What it is in a row of {@code steward.clock}. */
    String column() {
        return column;
    }

    /** Whether it is a period of time. */
    boolean period() {
        return this == DAY || this == WEEK || this == MONTH;
    }

    /** Whether every sum of a month tells it, whatever else it is summed up by. */
    boolean inEverySum() {
        return this == TARGET || this == SITE || this == MONTH;
    }

    /** Whether months are summed up by it. */
    boolean summed() {
        return !inEverySum() && !period();
    }

    /** What it is in a row of {@code steward.clock_month}. */
    String monthColumn() {
        return this == MONTH ? "month" : inEverySum() ? column : "value";
    }

    /** As people read it: months without their day. */
    String shown(String value) {
        return this == MONTH ? value.substring(0, "2026-10".length()) : value;
    }

    /** Reads {@code target,site}; the order is kept. */
    static List<Dimension> parse(String text) {
        List<Dimension> dimensions = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Dimension dimension = Arrays.stream(values())
                    .filter(known -> known.key.equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid(
                            "groupBy",
                            "\"{0}\" is not one of {1}",
                            word.strip(),
                            Arrays.stream(values()).map(Dimension::key).toList()));
            if (dimensions.contains(dimension)) {
                throw Refusal.invalid("groupBy", "{0} is there twice", word.strip());
            }
            dimensions.add(dimension);
        }
        return dimensions;
    }
}
