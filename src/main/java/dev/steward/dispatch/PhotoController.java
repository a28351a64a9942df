package dev.steward.dispatch;

import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

/** Photos of a ticket: {@code POST} with the parts {@code file} and {@code stage}, the list, and each of them. */
@Api
@RequestMapping("/tickets/{number}/photos")
class PhotoController {

    private final Photos photos;

    PhotoController(Photos photos) {
        this.photos = photos;
    }

    /** A photo as it is listed; the id is what forms name. */
    record PhotoView(
            String id,
            Photo.Stage stage,
            String type,
            int width,
            int height,
            String uploadedBy,
            Instant at,
            boolean used) {

        static PhotoView of(Photo photo) {
            return new PhotoView(
                    photo.id(),
                    photo.stage(),
                    photo.type(),
                    photo.width(),
                    photo.height(),
                    photo.uploadedBy(),
                    photo.at(),
                    photo.visit() != null);
        }
    }

    /** The photos of a ticket. */
    record PhotoList(List<PhotoView> items) {}

    /**
     * Stores a photo, drawn anew, so that nothing but the picture is left of it. The same file of the same stage again
     * answers the photo that is there.
     *
     * @param stage what it shows
     * @param file JPEG or PNG
     */
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<PhotoView> add(
            @PathVariable String number,
            @Parameter(schema = @Schema(implementation = Photo.Stage.class))
                    @RequestParam(name = "stage", required = false)
                    @Nullable
                    String stage,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        Photo.Stage shown = Arrays.stream(Photo.Stage.values())
                .filter(known -> known.name().equals(stage))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("stage", "one of {0}", Arrays.asList(Photo.Stage.values())));
        if (file == null || file.isEmpty()) {
            throw Refusal.invalid("file", "missing or empty");
        }
        Photo photo = photos.add(number, shown, file.getBytes());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, Api.PREFIX + "/tickets/" + number + "/photos/" + photo.id())
                .body(PhotoView.of(photo));
    }

    /** A photo in any other form; without this it would be read as a command. */
    @Hidden
    @PostMapping
    void refuse(@RequestHeader HttpHeaders headers) throws HttpMediaTypeNotSupportedException {
        throw new HttpMediaTypeNotSupportedException(headers.getContentType(), List.of(MediaType.MULTIPART_FORM_DATA));
    }

    /** The photos of a ticket, the first one first. */
    @GetMapping
    PhotoList list(@PathVariable String number) {
        return new PhotoList(photos.of(number).stream().map(PhotoView::of).toList());
    }

    /** The picture itself. */
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping("/{id}")
    ResponseEntity<byte[]> read(@PathVariable String number, @PathVariable String id) {
        Photos.Stored stored = photos.read(number, id);
        String ending = stored.photo().type().equals(MediaType.IMAGE_PNG_VALUE) ? ".png" : ".jpg";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(stored.photo().type()))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(number + "-" + id + ending)
                                .build()
                                .toString())
                .body(stored.bytes());
    }
}
