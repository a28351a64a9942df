package dev.steward.matrix;

import dev.steward.Http;
import dev.steward.Http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** For each row of the table a request that does what the route is for, to things of {@code sunshine} that are there. */
final class Requests {

    /** A request without its prefix. */
    record Call(String method, String path, String type, byte[] body) {

        Reply send(Http http, String prefix) {
            Http client = method.equals("POST") && (path.equals("/tickets") || path.equals("/tokens"))
                    ? http.with("Idempotency-Key", Sunshine.key())
                    : http;
            return client.send(method, prefix + path, type, body);
        }
    }

    private final Sunshine sunshine;
    private final String ticket;
    private final String photo;
    private final String handbook;
    private final String imported;

    Requests(Sunshine sunshine) {
        this.sunshine = sunshine;
        ticket = sunshine.repair();
        photo = sunshine.photo(ticket);
        handbook = sunshine.handbookEntry();
        imported = sunshine.imported();
        sunshine.token("frontdesk");
    }

    /** The request of a row; each time anew, so that what is used up by one caller is there for the next. */
    Call of(RouteTable.Row row) {
        return switch (row.request()) {
            case "POST /tickets" -> json("POST", "/tickets", sunshine.report());
            case "GET /tickets" -> get("/tickets?site=sunshine&limit=200");
            case "GET /tickets/{number}" -> get("/tickets/" + ticket);
            case "GET /tickets/{number}/timeline" -> get("/tickets/" + ticket + "/timeline");
            case "GET /tickets/{number}/clocks" -> get("/tickets/" + ticket + "/clocks?explain=true");
            case "GET /tickets/{number}/tasks" -> get("/tickets/" + ticket + "/tasks");
            case "POST /tickets/{number}/own" -> json("POST", "/tickets/" + sunshine.reported() + "/own", "{}");
            case "POST /tickets/{number}/reply" -> command("reply", "{\"text\": \"Soon\"}");
            case "POST /tickets/{number}/pause" -> command("pause", "{\"reason\": \"RESIDENT_ASKED_LATER\"}");
            case "POST /tickets/{number}/resume" -> {
                String number = sunshine.repair();
                Sunshine.good(sunshine.as("frontdesk")
                        .post("/api/v1/tickets/" + number + "/pause", "{\"reason\": \"RESIDENT_ASKED_LATER\"}"));
                yield json("POST", "/tickets/" + number + "/resume", "{}");
            }
            case "POST /tickets/{number}/reprioritise" ->
                command("reprioritise", "{\"priority\": \"LOW\", \"reason\": \"No hurry\"}");
            case "POST /tickets/{number}/handover" ->
                command("handover", "{\"to\": \"housekeeper\", \"reason\": \"Your region\"}");
            case "POST /tickets/{number}/reassign" ->
                command("reassign", "{\"to\": \"housekeeper\", \"reason\": \"Your region\"}");
            case "POST /tickets/{number}/urge" -> command("urge", "{\"text\": \"When?\"}");
            case "POST /tickets/{number}/withdraw" -> command("withdraw", "{\"reason\": \"It turns\"}");
            case "POST /tickets/{number}/comment" -> command("comment", "{\"text\": \"Seen\", \"public\": false}");
            case "POST /tickets/{number}/split" ->
                command(
                        "split",
                        """
                        {"kind": "INQUIRY", "category": "billing", "title": "Bill", "description": "What is it for?"}""");
            case "GET /tickets/{number}/photos" -> get("/tickets/" + ticket + "/photos");
            case "POST /tickets/{number}/photos" ->
                new Call("POST", "/tickets/" + ticket + "/photos", Sunshine.multipart(), Sunshine.photo());
            case "GET /tickets/{number}/photos/{id}" -> get("/tickets/" + ticket + "/photos/" + photo);
            case "GET /tickets/{number}/charges" -> {
                sunshine.charge(ticket);
                yield get("/tickets/" + ticket + "/charges");
            }
            case "POST /tickets/{number}/charges/{id}/pay" ->
                json(
                        "POST",
                        "/tickets/" + ticket + "/charges/" + sunshine.charge(ticket) + "/pay",
                        "{\"receipt\": \"R1\"}");
            case "POST /tickets/{number}/charges/{id}/waive" ->
                json(
                        "POST",
                        "/tickets/" + ticket + "/charges/" + sunshine.charge(ticket) + "/waive",
                        "{\"reason\": \"Our fault\"}");
            case "POST /tasks/{id}/claim" ->
                json("POST", "/tasks/" + sunshine.task(sunshine.reported()) + "/claim", "{}");
            case "GET /tickets/{number}/lost-time" -> get("/tickets/" + ticket + "/lost-time");
            case "GET /tickets/{number}/technicians" -> get("/tickets/" + sunshine.repair() + "/technicians");
            case "GET /clocks" -> get("/clocks?tickets=" + ticket);
            case "GET /filters/counts" -> get("/filters/counts");
            case "GET /handovers" -> get("/handovers");
            case "POST /handovers" ->
                json(
                        "POST",
                        "/handovers",
                        "{\"tickets\": [\"" + ticket + "\"], \"to\": \"housekeeper\", \"reason\": \"Shift\"}");
            case "POST /handovers/answer" ->
                json("POST", "/handovers/answer", "{\"tickets\": [\"" + ticket + "\"], \"accepted\": true}");
            case "POST /callers" -> json("POST", "/callers", "{\"number\": \"13800001001\"}");
            case "POST /tasks/bulk" ->
                json(
                        "POST",
                        "/tasks/bulk",
                        "{\"action\": \"claim\", \"tasks\": [\"" + sunshine.task(sunshine.reported()) + "\"]}");
            case "POST /tasks/{id}/unclaim" -> json("POST", "/tasks/" + sunshine.claimed() + "/unclaim", "{}");
            case "POST /tasks/{id}/complete" -> json("POST", "/tasks/" + sunshine.claimed() + "/complete", "{}");
            case "GET /sites" -> get("/sites");
            case "GET /sites/{site}" -> get("/sites/sunshine");
            case "GET /sites/{site}/buildings" -> get("/sites/sunshine/buildings");
            case "GET /sites/{site}/places" -> get("/sites/sunshine/places");
            case "GET /sites/{site}/homes" -> get("/sites/sunshine/homes?q=2-4");
            case "GET /sites/{site}/homes/{home}" -> get("/sites/sunshine/homes/2-402");
            case "GET /sites/{site}/regions" -> get("/sites/sunshine/regions");
            case "GET /sites/{site}/price-list" -> get("/sites/sunshine/price-list");
            case "GET /sites/{site}/residents" -> get("/sites/sunshine/residents");
            case "GET /sites/{site}/staff" -> get("/sites/sunshine/staff");
            case "GET /sites/{site}/roster" -> get("/sites/sunshine/roster?from=2035-01-01&to=2035-02-28");
            case "PUT /sites/{site}/roster" -> json("PUT", "/sites/sunshine/roster", sunshine.roster());
            case "POST /sites/{site}/roster/absences" ->
                json("POST", "/sites/sunshine/roster/absences", sunshine.newAbsence());
            case "DELETE /sites/{site}/roster/absences/{id}" ->
                new Call("DELETE", "/sites/sunshine/roster/absences/" + sunshine.absence(), null, null);
            case "PUT /estate" ->
                new Call(
                        "PUT",
                        "/estate",
                        "application/yaml",
                        resource("local/estate.yaml").getBytes(StandardCharsets.UTF_8));
            case "GET /catalogue" -> get("/catalogue");
            case "GET /handbook" -> get("/handbook?q=lock");
            case "GET /handbook/{key}" -> get("/handbook/" + handbook);
            case "PUT /handbook/{key}" -> json("PUT", "/handbook/" + handbook, Sunshine.handbookBody());
            case "DELETE /handbook/{key}" -> new Call("DELETE", "/handbook/" + sunshine.handbookEntry(), null, null);
            case "POST /imports" -> new Call("POST", "/imports", Sunshine.multipart(), Sunshine.importOf("sunshine"));
            case "GET /imports/{id}" -> get("/imports/" + imported);
            case "GET /reports/compliance" ->
                get("/reports/compliance?from=2020-01-01&to=2029-12-31&groupBy=site,owner");
            case "POST /sla/replay" ->
                json(
                        "POST",
                        "/sla/replay",
                        """
                        {"from": "2026-01-01", "to": "2026-12-31", "calendar": {"name": "office", "zone": "Asia/Shanghai",
                         "hours": {"MON": "08:00-12:00"}}}""");
            case "POST /sla/recompute" -> json("POST", "/sla/recompute?dryRun=true", "{}");
            case "POST /calendars/preview" ->
                json(
                        "POST",
                        "/calendars/preview",
                        "{\"calendar\": \"office\", \"from\": \"2026-06-02T10:00:00Z\", \"add\": \"PT1H\"}");
            case "GET /rules" -> get("/rules");
            case "POST /rules/reload" -> json("POST", "/rules/reload", "{}");
            case "GET /reconciler/findings" -> get("/reconciler/findings");
            case "POST /tokens" -> json("POST", "/tokens", Sunshine.newToken());
            case "GET /tokens" -> get("/tokens");
            case "DELETE /tokens/{id}" -> new Call("DELETE", "/tokens/" + sunshine.token("frontdesk"), null, null);
            case "GET (/actuator/health/**)" -> get("/actuator/health/liveness");
            case "ANY (/error)" -> get("/error");
            default -> {
                if (row.isOurs()) {
                    throw new AssertionError("Say here how " + row.request() + " is called");
                }
                yield get(row.template(""));
            }
        };
    }

    private Call command(String command, String body) {
        return json("POST", "/tickets/" + sunshine.repair() + "/" + command, body);
    }

    private static Call get(String path) {
        return new Call("GET", path, null, null);
    }

    private static Call json(String method, String path, String body) {
        return new Call(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
