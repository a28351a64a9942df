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

    private static final Map<String, String> MESSAGES = Map.of(
            "pause", "ticket.paused",
            "resume", "ticket.resumed",
            "reprioritise", "ticket.reprioritised",
            "handover", "ticket.handoverRequested",
            "reassign", "ticket.reassigned",
            "urge", "ticket.urged",
            "withdraw", "ticket.withdrawn",
            "comment", "ticket.commented",
            "split", "ticket.split");

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
                String message = MESSAGES.get(command);
                if (message == null) {
                    Set<String> known = new TreeSet<>(MESSAGES.keySet());
                    known.add("own");
                    known.add("reply");
                    throw Refusal.notFound(
                            "There is no command " + command + "; there are " + String.join(", ", known));
                }
                process.command(ticket, message, body);
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
