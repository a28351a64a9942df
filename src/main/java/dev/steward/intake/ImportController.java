package dev.steward.intake;

import dev.steward.language.Language;
import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Imports over HTTP. */
@Api
class ImportController {

    private static final long LARGEST_FILE = 32L * 1024 * 1024;

    /** What an upload is answered with. */
    @Schema(name = "ImportAccepted")
    record Accepted(UUID id) {}

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    /**
     * Takes a file of old tickets, which are loaded in the background; those that are there already are left alone.
     *
     * @param file CSV, JSON or JSON Lines, at most 32 MB
     * @param mapping YAML: columns to fields, values to categories, the time zone
     */
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Accepted> upload(
            @RequestPart("file") MultipartFile file, @RequestPart("mapping") MultipartFile mapping) throws IOException {
        if (file.getSize() > LARGEST_FILE) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "The file is larger than 32 MB; split it, the parts may overlap.");
        }
        if (mapping.getSize() > MappingFile.LONGEST) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "The mapping is larger than 256 kB.");
        }
        UUID id;
        try (InputStream content = file.getInputStream()) {
            id = imports.accept(content, text(mapping));
        }
        return ResponseEntity.accepted()
                .location(ServletUriComponentsBuilder.fromCurrentRequest()
                        .path("/{id}")
                        .build(id))
                .body(new Accepted(id));
    }

    /**
     * How far an import has come, and what was wrong with which row.
     *
     * @param errorsAfter only errors of later rows; 0 for all
     */
    @GetMapping("/imports/{id}")
    ImportProgress progress(@PathVariable UUID id, @RequestParam(defaultValue = "0") int errorsAfter, Locale language) {
        return imports.progress(id, errorsAfter, Language.of(language));
    }

    private static String text(MultipartFile mapping) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(mapping.getBytes()))
                    .toString();
        } catch (CharacterCodingException otherwiseEncoded) {
            throw Refusal.invalid("mapping", "not UTF-8");
        }
    }
}
