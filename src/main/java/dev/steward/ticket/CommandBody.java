package dev.steward.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.steward.sla.PauseReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may come with each command: the one place where its fields are named. The document describes them, and whoever
 * carries the command out refuses others. A component that is not nullable must be there.
 */
public final class CommandBody {

    private CommandBody() {}

    /** Takes a ticket that nobody owns. */
    @Schema(name = "CommandOwn", example = "{}")
    public record Own() {}

    /** Answers the resident; meets the promise of a reply. */
    @Schema(name = "CommandReply", example = "{\"text\": \"We send somebody this afternoon\"}")
    public record Reply(@Schema(maxLength = 5000) String text) {}

    /** Stops the clocks while only the resident can go on; bounded by the service level. */
    @Schema(
            name = "CommandPause",
            example = "{\"reason\": \"RESIDENT_ASKED_LATER\", \"until\": \"2026-06-05T11:00:00+08:00\"}")
    public record Pause(PauseReason reason, @Nullable OffsetDateTime until) {}

    /** Ends a pause. */
    @Schema(name = "CommandResume", example = "{}")
    public record Resume() {}

    /** Gives it another priority; the targets are looked up again and count from the original start. */
    @Schema(name = "CommandReprioritise", example = "{\"priority\": \"URGENT\", \"reason\": \"Water comes through\"}")
    public record Reprioritise(Priority priority, @Schema(maxLength = 2000) String reason) {}

    /** Offers it to a colleague, who accepts or refuses. */
    @Schema(name = "CommandHandover", example = "{\"to\": \"housekeeper\", \"reason\": \"It is your region\"}")
    public record Handover(String to, @Schema(maxLength = 2000) String reason) {}

    /** Gives it to another owner, by a supervisor's decision. */
    @Schema(name = "CommandReassign", example = "{\"to\": \"housekeeper\", \"reason\": \"Too much at the desk\"}")
    public record Reassign(String to, @Schema(maxLength = 2000) String reason) {}

    /** The resident asks again: counted, and the owner is told. */
    @Schema(name = "CommandUrge", example = "{\"text\": \"When does somebody come?\"}")
    public record Urge(@Schema(maxLength = 5000) String text) {}

    /** The reporter takes it back: orders, visits, clocks and pauses end with it. Work on a hazard goes on. */
    @Schema(name = "CommandWithdraw", example = "{\"reason\": \"My brother has tightened it\"}")
    public record Withdraw(@Schema(maxLength = 2000) String reason) {}

    /** Adds a note; a public one is word to the resident, though no reply. */
    @Schema(name = "CommandComment", example = "{\"text\": \"The part has arrived\", \"public\": true}")
    public record Comment(@Schema(maxLength = 5000) String text, @JsonProperty("public") @Nullable Boolean isPublic) {}

    /** Makes a further request a ticket of its own, with the same people, place and owner. */
    @Schema(
            name = "CommandSplit",
            example = "{\"kind\": \"INQUIRY\", \"category\": \"billing\", \"title\": \"Bill\", \"description\": \"What"
                    + " is it for?\"}")
    public record Split(
            Kind kind,
            String category,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 5000) String description) {}

    /** The names of the fields of one of them, as clients write them. */
    public static Set<String> fields(Class<? extends Record> body) {
        return Arrays.stream(body.getRecordComponents())
                .map(component -> {
                    var given = component.getAccessor().getAnnotation(JsonProperty.class);
                    return given == null ? component.getName() : given.value();
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
