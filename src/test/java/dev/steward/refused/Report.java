package dev.steward.refused;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A report that would be taken, and what is changed of it; over either interface. */
final class Report {

    static final String TICKETS = "/api/v1/tickets";
    static final String START = "/engine-rest/process-definition/key/service-ticket/start";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {}

    /** As {@code POST /tickets} takes it. */
    static String good() {
        return changed(body -> {});
    }

    static String changed(Consumer<ObjectNode> change) {
        ObjectNode body = facts();
        body.putObject("reporter")
                .put("name", "Li Wei")
                .put("phone", "+862155550101")
                .put("role", "OWNER")
                .put("language", "en");
        change.accept(body);
        return body.toString();
    }

    /** As start variables of the process. */
    static String variables(Consumer<ObjectNode> change) {
        ObjectNode flat = facts().put("reporterName", "Li Wei").put("reporterRole", "OWNER");
        change.accept(flat);
        ObjectNode typed = JSON.createObjectNode();
        flat.fields().forEachRemaining(field -> typed.putObject(field.getKey()).set("value", field.getValue()));
        return JSON.createObjectNode().set("variables", typed).toString();
    }

    private static ObjectNode facts() {
        return JSON.createObjectNode()
                .put("kind", "REPAIR")
                .put("category", "plumbing")
                .put("title", "Tap drips")
                .put("description", "The kitchen tap drips")
                .put("site", "sunshine")
                .put("home", "2-405")
                .put("channel", "APP");
    }

    static void slot(ObjectNode body, String from, String to) {
        ObjectNode slot = body.putObject("appointment");
        slot.put("from", from);
        if (to != null) {
            slot.put("to", to);
        }
    }

    static ObjectNode reporter(ObjectNode body) {
        return (ObjectNode) body.get("reporter");
    }
}
