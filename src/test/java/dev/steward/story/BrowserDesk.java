package dev.steward.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.browser.Camera;
import dev.steward.browser.Chromium;
import dev.steward.browser.OpenForm;
import dev.steward.browser.Screen;
import dev.steward.browser.Tasklist;
import dev.steward.browser.Tongue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The desk in Tasklist: what people do they do in its forms; systems, and whoever looks afterwards, use HTTP. */
final class BrowserDesk implements Desk {

    /** Written as the signature: the finger on the screen instead of a name. */
    static final String BY_FINGER = "(by finger)";

    private record Taken(String user, String ticket, String stage) {}

    private final HttpDesk systems;
    private final Tongue tongue;
    private final Screen screen;
    private final int port;
    private final List<Taken> photos = new ArrayList<>();

    BrowserDesk(int port, Tongue tongue, Screen screen) {
        this.systems = new HttpDesk(port);
        this.port = port;
        this.tongue = tongue;
        this.screen = screen;
    }

    Tasklist of(String user) {
        return Chromium.of(user, tongue, screen, port);
    }

    @Override
    public String report(String user, Map<String, Object> report) {
        if (user.startsWith("ownerapp")) {
            return systems.report(user, report);
        }
        OpenForm form = of(user).startTicket();
        Map<String, Object> fields = new LinkedHashMap<>();
        String home = (String) report.get("home");
        fields.put("building", home.substring(0, home.indexOf('-')));
        fields.put("home", home);
        fields.put("category", report.get("category"));
        report.forEach(fields::putIfAbsent);
        fields.remove("site"); // whoever works at one site only is not asked
        fields.forEach(form::fill);
        form.complete();
        return Collections.max(systems.list(user, Map.of("home", home)));
    }

    @Override
    public String announce(String user, Map<String, Object> report) {
        return systems.announce(user, report);
    }

    @Override
    public void claim(String user, String ticket, String task) {
        OpenForm form = open(user, ticket, task);
        if (!task.equals("userTask_takeOwnership")) { // there the one button does all of it
            form.claim();
        }
    }

    private OpenForm open(String user, String ticket, String task) {
        Tasklist tasklist = of(user);
        if (tasklist.filterWith(ticket, task).isEmpty()) {
            throw new Refused(404, "No filter of " + user + " shows " + task + " of " + ticket);
        }
        return tasklist.open(ticket, task);
    }

    @Override
    public void complete(String user, String ticket, String task, Map<String, Object> fields) {
        OpenForm form = open(user, ticket, task);
        if (task.equals("userTask_takeOwnership")) {
            form.take();
            answered(form.answer());
            return;
        }
        if (form.isToBeClaimed()) {
            throw new Refused(409, "Nobody has claimed " + task + " of " + ticket);
        }
        if (Boolean.TRUE.equals(fields.get("accepted")) && task.equals("userTask_acceptOrder")) {
            form.take(); // one button does all of it
            answered(form.answer());
            return;
        }
        asInForm(task, fields).forEach((field, value) -> {
            if (field.equals("signature") && value.equals(BY_FINGER)) {
                form.sign();
            } else if (!field.equals("noticePhoto")) {
                form.fill(field, value);
            }
        });
        photos.removeIf(photo -> {
            boolean here = photo.user.equals(user) && photo.ticket.equals(ticket);
            if (here) {
                form.photo(photo.stage, Camera.photo());
            }
            return here;
        });
        form.mayBeRefused();
        answered(form.send());
    }

    @Override
    public JsonNode cards(String user, List<String> tickets, List<String> tasks) {
        return systems.cards(user, tickets, tasks);
    }

    @Override
    public void giveBack(String user, String ticket, String task) {
        open(user, ticket, task).giveBack();
    }

    /** Forms ask some things as people think of them. */
    private static Map<String, Object> asInForm(String task, Map<String, Object> fields) {
        Map<String, Object> asked = new LinkedHashMap<>();
        if (task.equals("userTask_callBack")) {
            Map<String, Object> rest = new LinkedHashMap<>(fields);
            Object satisfied = rest.remove("satisfied");
            boolean declined = Boolean.TRUE.equals(rest.remove("declined"));
            boolean reached = Boolean.TRUE.equals(rest.remove("reached"));
            asked.put(
                    "answer",
                    !reached
                            ? "UNREACHED"
                            : declined ? "DECLINED" : Boolean.TRUE.equals(satisfied) ? "SATISFIED" : "OBJECTED");
            asked.putAll(rest);
        } else {
            asked.putAll(fields);
        }
        return asked;
    }

    private static void answered(Map<String, String> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(
                    422,
                    faults.entrySet().stream()
                            .map(fault -> fault.getKey() + ": " + fault.getValue())
                            .collect(Collectors.joining("; ")));
        }
    }

    /** Photos are taken in the form, when it is filled in next. */
    @Override
    public String photo(String user, String ticket, String stage) {
        photos.add(new Taken(user, ticket, stage));
        return "(taken in the form)";
    }

    @Override
    public void command(String user, String ticket, String command, Map<String, Object> body) {
        systems.command(user, ticket, command, body);
    }

    @Override
    public JsonNode ticket(String user, String ticket) {
        return systems.ticket(user, ticket);
    }

    @Override
    public JsonNode tasks(String user, String ticket) {
        return systems.tasks(user, ticket);
    }

    @Override
    public JsonNode timeline(String user, String ticket) {
        return systems.timeline(user, ticket);
    }

    @Override
    public List<String> foundInEngine(String user, String ticket) {
        return systems.foundInEngine(user, ticket);
    }

    @Override
    public List<String> list(String user, Map<String, String> criteria) {
        return systems.list(user, criteria);
    }

    @Override
    public void away(String supervisor, String user, String until, String deputy) {
        systems.away(supervisor, user, until, deputy);
    }

    @Override
    public void waitsAt(String ticket, List<String> tasks) {
        systems.waitsAt(ticket, tasks);
    }

    @Override
    public void hasEnded(String ticket, String... passed) {
        systems.hasEnded(ticket, passed);
    }
}
