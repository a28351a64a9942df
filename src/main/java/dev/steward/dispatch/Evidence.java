package dev.steward.dispatch;

import dev.steward.platform.Refusal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the photos of a visit out of those of its ticket. */
final class Evidence {

    private final Map<String, Photo> photos;
    private final Instant since;
    private final Set<String> taken = new LinkedHashSet<>();

    /**
     * Of the photos of a ticket.
     *
     * @param since when the order was opened: what was uploaded earlier belongs to another
     */
    Evidence(List<Photo> photos, Instant since) {
        this.photos = photos.stream().collect(Collectors.toMap(Photo::id, Function.identity()));
        this.since = since;
    }

    /** Takes the named photos; where none is named, those of the stage that were uploaded since and used by no visit. */
    void take(String field, List<String> ids, Photo.Stage stage, boolean required) {
        Set<String> found = ids.isEmpty()
                ? photos.values().stream()
                        .filter(photo -> photo.stage() == stage && photo.visit() == null)
                        .filter(photo -> !photo.at().isBefore(since))
                        .map(Photo::id)
                        .collect(Collectors.toSet())
                : ids.stream().map(id -> named(field, id, stage).id()).collect(Collectors.toSet());
        if (required && found.isEmpty() && !shownBefore(stage)) {
            throw Refusal.invalid(field, "a photo is required here; upload one of the stage {0}", stage);
        }
        taken.addAll(found);
    }

    /** How it looked before may have been shown on an earlier visit of the order; how it looks after may not. */
    private boolean shownBefore(Photo.Stage stage) {
        return stage == Photo.Stage.BEFORE
                && photos.values().stream()
                        .anyMatch(photo -> photo.stage() == stage && !photo.at().isBefore(since));
    }

    /** Takes the photo of the notice card; one from before the appointment proves nothing. */
    void takeNotice(String id, Instant from) {
        Photo photo = named("noticePhoto", id, Photo.Stage.EVIDENCE);
        if (photo.at().isBefore(from)) {
            throw Refusal.invalid("noticePhoto", "was uploaded before the appointment began");
        }
        taken.add(id);
    }

    /** Takes what is the id of a photo, and leaves other words alone. */
    void takePicture(@Nullable String idOrName) {
        if (idOrName != null && photos.containsKey(idOrName)) {
            taken.add(named("signature", idOrName, Photo.Stage.EVIDENCE).id());
        }
    }

    private Photo named(String field, String id, Photo.Stage stage) {
        Photo photo = photos.get(id);
        if (photo == null || photo.stage() != stage) {
            throw Refusal.invalid(field, "no uploaded photo of the stage {0} of this ticket has this id", stage);
        }
        if (photo.visit() != null) {
            throw Refusal.invalid(field, "the photo is evidence of an earlier visit already");
        }
        return photo;
    }

    Set<String> taken() {
        return taken;
    }
}
