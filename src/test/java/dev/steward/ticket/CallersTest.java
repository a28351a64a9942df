package dev.steward.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@StewardTest
@DisplayName("Who calls")
class CallersTest {

    @LocalServerPort
    int port;

    private Reply asked(String user, String number) {
        return Http.as(user, port).post("/api/v1/callers", "{\"number\":\"" + number + "\"}");
    }

    private static List<String> homes(Reply reply) {
        return StreamSupport.stream(reply.json().get("residents").spliterator(), false)
                .map(one -> one.get("home").asText())
                .toList();
    }

    @ParameterizedTest
    @DisplayName("is found by the number in any way of writing it")
    @ValueSource(
            strings = {
                "+8613800001020",
                "+86 138 0000 1020",
                "008613800001020",
                "8613800001020",
                "13800001020",
                "013800001020",
                "138-0000-1020",
                "tel:+86-138-0000-1020",
                "sip:+8613800001020@pbx.example",
                "１３８００００１０２０"
            })
    void anyForm(String number) {
        Reply reply = asked("frontdesk", number);

        assertThat(homes(reply)).containsExactly("2-205");
        JsonNode resident = reply.json().at("/residents/0");
        assertThat(resident.get("name").asText()).isEqualTo("Hui Luo");
        assertThat(resident.get("language").asText()).isEqualTo("en");
        assertThat(resident.get("phone").asText()).isEqualTo("+8613800001020");
    }

    @ParameterizedTest
    @DisplayName("is found at the German site by each way of beginning a German number, and by the international one")
    @ValueSource(strings = {"+49", "0049", "0", "49", "+49 (0)"})
    void german(String beginning) {
        String stored = Http.as("frontdesk-h", port)
                .get("/api/v1/sites/harbour/residents?limit=1")
                .json()
                .at("/items/0/phone")
                .asText();
        String number = beginning + stored.substring("+49".length());

        assertThat(homes(asked("frontdesk-h", number))).isNotEmpty();
        assertThat(homes(asked("frontdesk", number))).isEmpty();
    }

    @Test
    @DisplayName("may have two homes: both are named, the one they live in first")
    void twoHomes() {
        assertThat(homes(asked("frontdesk", "138 0000 1010"))).containsExactly("1-305", "1-401");
    }

    @ParameterizedTest
    @DisplayName("is not looked for when the number is withheld")
    @ValueSource(strings = {"", "anonymous", "Withheld", "匿名", "*", "0"})
    void withheld(String number) {
        Reply reply = asked("frontdesk", number);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("withheld").asBoolean()).isTrue();
        assertThat(homes(reply)).isEmpty();
    }

    @Test
    @DisplayName("is nobody when the number is unknown, and the end of a number is not a number")
    void unknown() {
        assertThat(homes(asked("frontdesk", "+8613911112222"))).isEmpty();
        assertThat(homes(asked("frontdesk", "1020"))).isEmpty();
        assertThat(asked("frontdesk", "+8613911112222").json().get("withheld").asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("is found by the last digits as somebody types them, when asked so")
    void partly() {
        Reply reply = Http.as("frontdesk", port).post("/api/v1/callers", "{\"number\":\"00001020\",\"partly\":true}");

        assertThat(homes(reply)).containsExactly("2-205");
    }

    @Test
    @DisplayName("of another site is nobody")
    void otherSite() {
        assertThat(homes(asked("frontdesk-h", "+8613800001020"))).isEmpty();
        assertThat(homes(asked("supervisor-h", "+8613800001020"))).isEmpty();
    }

    @Test
    @DisplayName("is told only to whoever takes reports")
    void roles() {
        for (String user : List.of("frontdesk", "monitoring", "housekeeper", "supervisor", "manager")) {
            assertThat(asked(user, "+8613800001020").status()).as(user).isEqualTo(200);
        }
        for (String user : List.of("technician", "dispatcher", "engineering", "callback", "ownerapp")) {
            assertThat(asked(user, "+8613800001020").status()).as(user).isEqualTo(403);
        }
        assertThat(Http.anonymous(port)
                        .post("/api/v1/callers", "{\"number\":\"1\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName(
            "comes with the open tickets of the home and those reported from the number, never with a complaint about the asker")
    void openTickets() {
        String leak = reported("\"home\":\"2-405\",\"reporter\":{\"name\":\"Visitor\",\"phone\":\"13912345678\"}", "");
        String complaint = reported(
                "\"home\":\"2-405\",\"reporter\":{\"name\":\"Visitor\",\"phone\":\"13912345678\"}",
                ",\"about\":\"frontdesk\"");

        JsonNode known = asked("frontdesk", "+86 138 0000 1030").json().get("tickets");
        assertThat(known.findValuesAsText("number")).contains(leak).doesNotContain(complaint);
        JsonNode visitor = asked("frontdesk", "+86 139 1234 5678").json();
        assertThat(visitor.get("residents")).isEmpty();
        assertThat(visitor.get("tickets").findValuesAsText("number")).containsExactly(leak);
        assertThat(visitor.at("/tickets/0/fromThisNumber").asBoolean()).isTrue();
        assertThat(asked("supervisor", "+86 139 1234 5678")
                        .json()
                        .get("tickets")
                        .findValuesAsText("number"))
                .containsExactlyInAnyOrder(leak, complaint);
        assertThat(asked("frontdesk-h", "+86 139 1234 5678").json().get("tickets"))
                .isEmpty();
    }

    private String reported(String where, String more) {
        return Http.as("ownerapp", port)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/v1/tickets",
                        """
                        {"kind":"COMPLAINT","category":"noise","title":"Noise","description":"At night","site":"sunshine",%s%s}
                        """
                                .formatted(where, more))
                .json()
                .get("number")
                .asText();
    }

    @Test
    @DisplayName("is asked for in the body: a number in an address would end in logs")
    void notInAddresses() {
        assertThat(Http.as("frontdesk", port)
                        .get("/api/v1/callers?number=13800001020")
                        .status())
                .isIn(404, 405);
        assertThat(Http.as("frontdesk", port)
                        .post("/api/v1/callers", "{\"phone\":\"13800001020\"}")
                        .status())
                .isEqualTo(422);
    }
}
