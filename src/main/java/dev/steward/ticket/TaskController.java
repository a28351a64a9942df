package dev.steward.ticket;

import dev.steward.platform.Api;
import dev.steward.ticket.process.TicketProcess;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Tasks over {@code /api/v1}: the same as Tasklist does, for apps. */
@Api
@RequestMapping("/tasks/{id}")
class TaskController {

    /**
     * The fields of a task's form.
     *
     * @param variables by their names; those of each task are in the table of processes, a field that the form does not have
     *     is refused
     */
    @Schema(
            example = "{\"variables\": {\"outcome\": \"REPAIR\", \"reply\": \"We send somebody\", \"provider\":"
                    + " \"OWN\"}}")
    record Completion(@Nullable Map<String, Object> variables) {}

    private final TicketProcess process;

    TaskController(TicketProcess process) {
        this.process = process;
    }

    /** Takes the task for whoever acts. */
    @PostMapping("/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void claim(@PathVariable String id) {
        process.claim(id);
    }

    /** Gives a claimed task back to those who may take it. */
    @PostMapping("/unclaim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveBack(@PathVariable String id) {
        process.giveBack(id);
    }

    /** Completes it with the fields of its form. */
    @PostMapping("/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String id, @RequestBody(required = false) @Nullable Completion body) {
        process.complete(id, body == null || body.variables() == null ? Map.of() : body.variables());
    }
}
