package dev.steward.ticket;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which group of staff does the work of each department ({@code steward.departments}).
 *
 * @param groups group of the engine by department
 */
@ConfigurationProperties("steward.departments")
public record Departments(Map<String, String> groups) {

    /** The group that investigates for a department; supervisors where none is named. */
    public String groupOf(String department) {
        return groups.getOrDefault(department, "supervisor");
    }
}
