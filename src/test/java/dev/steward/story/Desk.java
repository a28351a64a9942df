package dev.steward.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What people and systems do with the desk. A story is told once and happens twice: in process and over HTTP. Whatever
 * the desk does not allow is {@link Refused}.
 */
interface Desk {

    /** A matter is reported, with the start variables of {@code service-ticket}; answers the ticket's number. */
    String report(String user, Map<String, Object> report);

    /** The same, told to the engine by the message {@code ticket.reported}, as an event bus does. */
    String announce(String user, Map<String, Object> report);

    /** Takes an open task. */
    void claim(String user, String ticket, String task);

    /** Puts a claimed task back. */
    void giveBack(String user, String ticket, String task);

    /** Completes an open task with the fields of its form, as it is: a task that nobody has claimed is refused. */
    void complete(String user, String ticket, String task, Map<String, Object> form);

    /** Sends a command. */
    void command(String user, String ticket, String command, Map<String, Object> body);

    /** The ticket as {@code GET /tickets/{number}} answers it. */
    JsonNode ticket(String user, String ticket);

    /** The open tasks as {@code GET /tickets/{number}/tasks} answers them. */
    JsonNode tasks(String user, String ticket);

    /** The lines of the timeline, oldest first. */
    JsonNode timeline(String user, String ticket);

    /** What somebody finds of a ticket in the engine itself, by any kind of query; each kind is named. */
    List<String> foundInEngine(String user, String ticket);

    /** Numbers of the tickets that somebody is shown for some criteria. */
    List<String> list(String user, Map<String, String> criteria);

    /** The cards of tickets and of open tasks, as {@code GET /clocks} answers them. */
    JsonNode cards(String user, List<String> tickets, List<String> tasks);

    /** Somebody will be away until a time; a deputy may be named. */
    void away(String supervisor, String user, String until, String deputy);

    /** A photo is stored with a ticket; answers its id. */
    String photo(String user, String ticket, String stage);

    /** The process of the ticket waits at exactly these tasks. */
    void waitsAt(String ticket, List<String> tasks);

    /** The process of the ticket has ended, having passed these activities. */
    void hasEnded(String ticket, String... passed);
}
