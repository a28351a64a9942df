package dev.steward.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.Refusal;
import dev.steward.ticket.process.TicketProcess;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The commands of {@code POST /tickets/{number}/{command}}: each is a message to the ticket's process. */
@Service
@Transactional
class TicketCommands {

    /** The message that a command is to the process; empty where it is carried out without one. */
    private record Command(String message, Class<? extends Record> body) {}

    private static final Map<String, Command> COMMANDS = Map.ofEntries(
            Map.entry("own", new Command("", CommandBody.Own.class)),
            Map.entry("reply", new Command("", CommandBody.Reply.class)),
            Map.entry("pause", new Command("ticket.paused", CommandBody.Pause.class)),
            Map.entry("resume", new Command("ticket.resumed", CommandBody.Resume.class)),
            Map.entry("reprioritise", new Command("ticket.reprioritised", CommandBody.Reprioritise.class)),
            Map.entry("handover", new Command("ticket.handoverRequested", CommandBody.Handover.class)),
            Map.entry("reassign", new Command("ticket.reassigned", CommandBody.Reassign.class)),
            Map.entry("urge", new Command("ticket.urged", CommandBody.Urge.class)),
            Map.entry("withdraw", new Command("ticket.withdrawn", CommandBody.Withdraw.class)),
            Map.entry("comment", new Command("ticket.commented", CommandBody.Comment.class)),
            Map.entry("split", new Command("ticket.split", CommandBody.Split.class)));

    private final Commands commands;
    private final TicketProcess process;
    private final Tickets tickets;

    TicketCommands(Commands commands, TicketProcess process, Tickets tickets) {
        this.tickets = tickets;
        this.commands = commands;
        this.process = process;
    }

    /** Every command and what may come with it. */
    static Map<String, Class<? extends Record>> bodies() {
        Map<String, Class<? extends Record>> bodies = new TreeMap<>();
        COMMANDS.forEach((name, command) -> bodies.put(name, command.body));
        return bodies;
    }

    /** The version of a ticket as clients know it. */
    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Carries a command out.
     *
     * @param known the version that the sender has read; nobody changes the ticket meanwhile. Empty: whatever it is
     * @throws Refusal stale when the ticket is at another
     */
    void send(Ticket ticket, String name, Map<String, Object> body, @Nullable String known) {
        if (known != null) {
            String tag = tag(tickets.held(ticket.number()).version());
            if (!known.equals(tag)) {
                throw Refusal.of(
                        Refusal.Kind.STALE,
                        "Ticket {0} has changed since version {1}; it is {2} now",
                        ticket.number(),
                        known,
                        tag);
            }
        }
        send(ticket, name, body);
    }

    /** The same, whatever its version. */
    void send(Ticket ticket, String name, Map<String, Object> body) {
        Command command = COMMANDS.get(name);
        if (command == null) {
            throw Refusal.notFound("There is no command {0}; there are {1}", name, bodies().keySet());
        }
        Fields fields = Fields.of(body, CommandBody.fields(command.body));
        switch (name) {
            case "own" -> {
                fields.refuse();
                process.own(ticket.number());
            }
            case "reply" -> {
                String text = fields.requiredText("text", 5_000);
                fields.refuse();
                commands.reply(ticket.number(), text);
            }
            case "withdraw" -> {
                String reason = fields.requiredText("reason", 2_000);
                fields.refuse();
                if (commands.withdrawalEnds(ticket.number())) {
                    process.command(ticket, command.message(), body);
                } else {
                    commands.withdrawalNoted(ticket.number(), reason);
                }
            }
            default -> process.command(ticket, command.message(), body);
        }
    }
}
