package dev.steward.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@StewardTest
@DisplayName("Pages of tickets")
class PagesTest {

    private static final String ALL = "/api/v1/tickets?home=1-404&category=appliances";

    @LocalServerPort
    int port;

    @Test
    @DisplayName("follow each other by the earliest due, and what is not due at all comes last")
    void inOrder() {
        List<String> numbers = new ArrayList<>();
        for (String kind : List.of("INQUIRY", "REPAIR", "COMPLAINT", "INQUIRY")) {
            numbers.add(reported(kind));
        }
        withdrawn(numbers.get(1));
        withdrawn(numbers.get(3));

        JsonNode whole = page(ALL);
        assertThat(whole.get("next").isNull()).isTrue();
        List<String> expected = whole.get("items").findValuesAsText("number");
        assertThat(expected).containsExactly(numbers.get(2), numbers.get(0), numbers.get(1), numbers.get(3));

        List<String> found = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = page(ALL + "&limit=1" + next);
            found.addAll(page.get("items").findValuesAsText("number"));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        }
        assertThat(found).isEqualTo(expected);
    }

    private JsonNode page(String query) {
        Reply reply = Http.as("supervisor", port).get(query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private void withdrawn(String number) {
        Reply reply = Http.as("ownerapp", port)
                .post("/api/v1/tickets/" + number + "/withdraw", "{\"reason\": \"It works again\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private String reported(String kind) {
        Reply reply = Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind": "%s", "category": "appliances", "title": "The oven", "description": "The oven",
                         "site": "sunshine", "home": "1-404", "reporter": {"name": "Li Wei"}}
                        """
                                .formatted(kind));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("number").asText();
    }
}
