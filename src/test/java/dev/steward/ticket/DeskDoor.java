package dev.steward.ticket;

import dev.steward.ticket.process.OpenTask;
import dev.steward.ticket.process.TicketProcess;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** Lets a story in by the use cases themselves, with nothing of HTTP in between. */
public final class DeskDoor {

    private final ApplicationContext context;

    public DeskDoor(ApplicationContext context) {
        this.context = context;
    }

    /** A ticket as whoever acts sees it, for Jackson to read. */
    public Object view(String number) {
        return context.getBean(TicketViews.class).of(visible(number));
    }

    /** A command as {@code POST /tickets/{number}/{command}} sends it. */
    public void command(String number, String command, Map<String, Object> body) {
        context.getBean(TicketCommands.class).send(visible(number), command, body);
    }

    /** The open tasks, if whoever acts may see the ticket. */
    public List<OpenTask> tasks(String number) {
        visible(number);
        return context.getBean(TicketProcess.class).tasks(number);
    }

    /** What was said and done, if whoever acts may see the ticket. */
    public List<Entry> timeline(String number) {
        return context.getBean(TicketViews.class).timeline(visible(number));
    }

    /** Numbers of the tickets that whoever acts is shown for some criteria. */
    public List<String> list(Map<String, String> criteria) {
        return context.getBean(TicketSearch.class).list(criteria).items().stream()
                .map(TicketSummary::number)
                .toList();
    }

    /** The cards of tickets and open tasks, for Jackson to read. */
    public Object cards(List<String> numbers, List<String> tasks) {
        return context.getBean(TicketCards.class).of(numbers, tasks);
    }

    private Ticket visible(String number) {
        return context.getBean(TicketSearch.class).visible(number);
    }
}
