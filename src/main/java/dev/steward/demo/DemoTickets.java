package dev.steward.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steward.platform.local.Acting;
import dev.steward.platform.local.DemoChapter;
import dev.steward.ticket.Tickets;
import dev.steward.ticket.process.OpenTask;
import dev.steward.ticket.process.TicketProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Some forty tickets in all states, each played by the local world's people task by task. */
@Component
@Profile("local")
@Order(100)
class DemoTickets implements DemoChapter {

    private final TicketProcess process;
    private final Tickets tickets;
    private final Acting acting;
    private final Clock clock;

    DemoTickets(TicketProcess process, Tickets tickets, Acting acting, Clock clock) {
        this.process = process;
        this.tickets = tickets;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public void write() {
        Map<String, String> played = new HashMap<>();
        for (Scene scene : scenes()) {
            new Play(scene, played).play();
        }
    }

    private static List<Scene> scenes() {
        try (InputStream file = new ClassPathResource("local/tickets.yaml").getInputStream()) {
            return new YAMLMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One ticket on its way. */
    private final class Play {

        private final Scene scene;
        private final Map<String, String> played;
        private final String suffix;
        private final String home;
        private String number = "";

        Play(Scene scene, Map<String, String> played) {
            this.scene = scene;
            this.played = played;
            this.suffix = "harbour".equals(scene.report().get("site")) ? "-h" : "";
            this.home = scene.report().get("site") + "/" + scene.report().get("home");
        }

        void play() {
            Map<String, Object> report = new HashMap<>(scene.report());
            if (scene.daysAgo() > 0) {
                report.put("channel", "IMPORT");
                report.put(
                        "openedAt",
                        clock.instant()
                                .minus(Duration.ofDays(scene.daysAgo()))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
            }
            String reporter = scene.by() == null ? "ownerapp" : scene.by();
            number = acting.as(reporter + suffix, () -> process.start(report));
            switch (scene.until()) {
                case REPORTED, ON_CALL -> {}
                case OWNED -> own();
                case URGED -> {
                    own();
                    send("ownerapp", "ticket.urged", Map.of("text", "Nobody has come yet"));
                }
                case WITHDRAWN -> {
                    own();
                    send("ownerapp", "ticket.withdrawn", Map.of("reason", "It works again"));
                }
                case HANDOVER -> {
                    own();
                    send(
                            "frontdesk",
                            "ticket.handoverRequested",
                            Map.of("to", "housekeeper" + suffix, "reason", "You know the family"));
                }
                case PAUSED -> {
                    assess("REPAIR");
                    send("frontdesk", "ticket.paused", Map.of("reason", "RESIDENT_ASKED_LATER"));
                }
                case ANSWERED -> assess("ANSWERED");
                case TO_CONFIRM -> assess("REJECTED");
                case REJECTED -> {
                    assess("REJECTED");
                    complete("supervisor", "confirmRejection", Map.of("confirmed", true));
                }
                case DUPLICATE -> assess("DUPLICATE");
                case INVESTIGATING -> assess("INVESTIGATE");
                case TO_TELL -> investigated();
                case TOLD -> told();
                case UNREACHED_ONCE -> {
                    told();
                    complete("callback", "callBack", Map.of("reached", false, "evidence", "rang for a minute"));
                }
                case TO_DISPATCH -> assess("REPAIR");
                case OFFERED -> offered();
                case VISIT_AGREED -> agreed();
                case PARTS ->
                    visited(Map.of(
                            "result",
                            "NEEDS_PARTS",
                            "promisedAt",
                            clock.instant()
                                    .plus(Duration.ofDays(3))
                                    .truncatedTo(ChronoUnit.HOURS)
                                    .toString()));
                case QUOTE ->
                    visited(Map.of(
                            "result",
                            "NEEDS_QUOTE",
                            "quoteAmount",
                            "180",
                            "quoteText",
                            "New fitting and an hour of work"));
                case DONE -> done();
                case OBJECTED -> objected();
                case REWORK -> {
                    objected();
                    complete("engineering", "followUpObjection", Map.of("plan", "Do it again", "action", "REWORK"));
                }
                case SATISFIED -> {
                    done();
                    complete("callback", "callBack", Map.of("reached", true, "satisfied", true, "score", 5));
                }
            }
            played.put(home, number);
        }

        private void own() {
            if (tickets.get(number).owner() == null) {
                acting.as("frontdesk" + suffix, () -> {
                    process.own(number);
                    return number;
                });
            }
        }

        private void assess(String outcome) {
            own();
            Map<String, Object> form = new HashMap<>();
            form.put("outcome", outcome);
            form.put("reply", "Thank you. We are on it and will tell you how it goes.");
            if (outcome.equals("REPAIR")) {
                form.put("provider", "OWN");
            } else if (outcome.equals("REJECTED")) {
                form.put("reason", "The city cares for the street outside");
            } else if (outcome.equals("DUPLICATE")) {
                form.remove("reply");
                form.put("duplicateOf", played.get(home));
            }
            complete(owner(), "assessTicket", form);
        }

        private void investigated() {
            assess("INVESTIGATE");
            complete(
                    investigator(),
                    "investigate",
                    Map.of("finding", "It happened as reported", "measure", "Spoken with everybody concerned"));
        }

        private String owner() {
            return Objects.requireNonNull(tickets.get(number).owner(), "owned by now");
        }

        private String investigator() {
            return switch (tickets.get(number).responsible()) {
                case "security" -> "monitoring" + suffix;
                case "surroundings" -> "housekeeper" + suffix;
                case "engineering" -> "engineering" + suffix;
                case "management" -> "supervisor" + suffix;
                default -> "frontdesk" + suffix;
            };
        }

        private void told() {
            investigated();
            complete(
                    owner(), "confirmSolution", Map.of("solution", "We found the cause and it will not happen again."));
        }

        private void offered() {
            assess("REPAIR");
            Map<String, Object> form = new HashMap<>();
            form.put("technician", "technician" + suffix);
            if (scene.report().get("home") != null) {
                Instant from = clock.instant().plus(Duration.ofHours(20)).truncatedTo(ChronoUnit.HOURS);
                form.put("appointmentFrom", from.toString());
                form.put("appointmentTo", from.plus(Duration.ofHours(2)).toString());
            }
            complete("dispatcher", "assignTechnician", form);
        }

        private void agreed() {
            offered();
            complete("technician", "acceptOrder", Map.of("accepted", true));
        }

        private void visited(Map<String, Object> result) {
            agreed();
            complete("technician", "visitHome", result);
        }

        private void done() {
            visited(Map.of("result", "DONE", "workDone", "Repaired and tried out together with the resident"));
        }

        private void objected() {
            done();
            complete(
                    "callback",
                    "callBack",
                    Map.of(
                            "reached",
                            true,
                            "satisfied",
                            false,
                            "score",
                            2,
                            "objection",
                            "It came back the same evening"));
        }

        private void send(String user, String message, Map<String, Object> variables) {
            acting.as(user + suffix, () -> {
                process.command(tickets.get(number), message, variables);
                return number;
            });
        }

        /** Claims and completes the open task of that name. */
        private void complete(String user, String task, Map<String, Object> form) {
            String account = user.endsWith("-h") || suffix.isEmpty() ? user : user + suffix;
            acting.as(account, () -> {
                OpenTask open = process.tasks(number).stream()
                        .filter(one -> one.task().equals("userTask_" + task))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(number + " has no open task " + task));
                process.claim(open.id());
                process.complete(open.id(), form);
                return number;
            });
        }
    }
}
