package dev.steward.ticket;

import dev.steward.platform.Fields;
import dev.steward.platform.Refusal;
import dev.steward.ticket.process.TicketProcess;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The commands of {@code POST /tickets/{number}/{command}}: each is a message to the ticket's process. */
@Service
@Transactional
class TicketCommands {

    /** The message that a command is to the process, and what may come with it. */
    private record Command(String message, Set<String> fields) {}

    private static final Map<String, Command> COMMANDS = Map.of(
            "pause", new Command("ticket.paused", Set.of("reason", "until")),
            "resume", new Command("ticket.resumed", Set.of()),
            "reprioritise", new Command("ticket.reprioritised", Set.of("priority", "reason")),
            "handover", new Command("ticket.handoverRequested", Set.of("to", "reason")),
            "reassign", new Command("ticket.reassigned", Set.of("to", "reason")),
            "urge", new Command("ticket.urged", Set.of("text")),
            "withdraw", new Command("ticket.withdrawn", Set.of("reason")),
            "comment", new Command("ticket.commented", Set.of("text", "public")),
            "split", new Command("ticket.split", Set.of("kind", "category", "title", "description")));

    private final Tickets tickets;
    private final Commands commands;
    private final TicketProcess process;

    TicketCommands(Tickets tickets, Commands commands, TicketProcess process) {
        this.tickets = tickets;
        this.commands = commands;
        this.process = process;
    }

    void send(Ticket ticket, String command, Map<String, Object> body) {
        switch (command) {
            case "own" -> {
                Fields.of(body, Set.of()).refuse();
                process.own(ticket.number());
            }
            case "reply" -> {
                Fields fields = Fields.of(body, Set.of("text"));
                String text = fields.requiredText("text", 5_000);
                fields.refuse();
                tickets.reply(ticket.number(), text);
            }
            case "withdraw" -> withdraw(ticket, body);
            default -> {
                Command sent = COMMANDS.get(command);
                if (sent == null) {
                    Set<String> known = new TreeSet<>(COMMANDS.keySet());
                    known.add("own");
                    known.add("reply");
                    throw Refusal.notFound("There is no command {0}; there are {1}", command, known);
                }
                // here, because in the process the ticket's own variables stand beside what was sent
                Fields.of(body, sent.fields).refuse();
                process.command(ticket, sent.message, body);
            }
        }
    }

    private void withdraw(Ticket ticket, Map<String, Object> body) {
        Fields fields = Fields.of(body, Set.of("reason"));
        String reason = fields.requiredText("reason", 2_000);
        fields.refuse();
        if (commands.withdrawalEnds(ticket.number())) {
            process.command(ticket, "ticket.withdrawn", body);
        } else {
            commands.withdrawalNoted(ticket.number(), reason);
        }
    }
}
