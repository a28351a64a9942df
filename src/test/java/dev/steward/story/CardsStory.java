package dev.steward.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cards of a page of tasks")
class CardsStory extends Story {

    @ToldTwice
    @DisplayName("tell the same clocks as each ticket does, of those still waited for, to whoever may see the ticket")
    void sameFigures() {
        at("2026-06-02 09:00"); // a Tuesday
        reported("ownerapp", report("REPAIR", "drainage", "The drain gurgles"));
        ownedBy("frontdesk");
        at("2026-06-02 09:20");
        assessedBy("frontdesk", "REPAIR", "A plumber comes today");
        String task = desk.tasks("manager", ticket).at("/0/id").asText();

        JsonNode card = only(desk.cards("frontdesk", List.of(), List.of(task)));
        assertThat(card.get("number").asText()).isEqualTo(ticket);
        assertThat(card.at("/tasks/0/id").asText()).isEqualTo(task);
        assertThat(card.at("/tasks/0/task").asText()).isEqualTo("userTask_assignTechnician");
        assertThat(card.at("/tasks/0/overdue").asBoolean()).isFalse();
        List<JsonNode> waitedFor = new ArrayList<>();
        desk.ticket("frontdesk", ticket).get("clocks").forEach(clock -> {
            if (!List.of("MET", "CANCELLED").contains(clock.get("state").asText())) {
                waitedFor.add(clock);
            }
        });
        assertThat(card.get("clocks")).hasSameSizeAs(waitedFor).containsExactlyElementsOf(waitedFor);
        assertThat(only(desk.cards("frontdesk", List.of(ticket), List.of())).get("clocks"))
                .isEqualTo(card.get("clocks"));

        assertThat(desk.cards("frontdesk-h", List.of(ticket), List.of(task))).isEmpty();
        assertThat(desk.cards("frontdesk", List.of("ST-1999-000001"), List.of("none")))
                .isEmpty();
    }

    @ToldTwice
    @DisplayName("say that a step is past its time, and tell a technician of repairs only")
    void stepsAndTechnicians() {
        at("2026-06-02 09:00");
        reported("ownerapp", report("INQUIRY", "billing", "What is the second line?"));
        ownedBy("frontdesk");
        String task = desk.tasks("manager", ticket).at("/0/id").asText();
        assertThat(desk.cards("technician", List.of(ticket), List.of(task))).isEmpty();

        at("2026-06-02 14:00");
        JsonNode card = only(desk.cards("frontdesk", List.of(), List.of(task)));
        assertThat(card.at("/tasks/0/overdue").asBoolean()).isTrue();
        assertThat(card.at("/clocks").findValuesAsText("state")).contains("BREACHED");
    }

    @Test
    @DisplayName("cost as many statements for eight tickets as for one: at most four")
    void statements() {
        happens(Way.IN_PROCESS);
        at("2026-06-02 09:00");
        List<String> tasks = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Map<String, Object> report = report("INQUIRY", "move-in", "A question");
        for (int n = 0; n < 8; n++) {
            reported("ownerapp", with(report, "title", "Question " + n));
            numbers.add(ticket);
            tasks.add(desk.tasks("manager", ticket).at("/0/id").asText());
        }
        assertThat(desk.cards("frontdesk", List.of(), tasks.subList(0, 1))).hasSize(1);
        int forOne = Statements.last();
        assertThat(desk.cards("frontdesk", List.of(), tasks)).hasSize(8);
        assertThat(Statements.last()).isEqualTo(forOne).isLessThanOrEqualTo(4);
        assertThat(desk.cards("technician", numbers, List.of())).isEmpty(); // looked up whether they are theirs
        assertThat(Statements.last()).isLessThanOrEqualTo(4);
    }

    private static JsonNode only(JsonNode cards) {
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }
}
