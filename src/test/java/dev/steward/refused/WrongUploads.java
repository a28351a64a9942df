package dev.steward.refused;

import static dev.steward.refused.Report.TICKETS;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Photos and imports that are none. */
final class WrongUploads {

    private static final String BOUNDARY = "refused";

    private WrongUploads() {}

    static Stream<Bad> requests() {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes();
        byte[] html = "<html><script>alert(1)</script></html>".getBytes();
        return Stream.of(
                photo("a photo that is SVG", 415, "AFTER", svg),
                photo("a photo that is HTML", 415, "AFTER", html),
                photo("a photo of no stage", 422, "LATER", svg).says("BEFORE"),
                photo("an empty photo", 422, "AFTER", new byte[0]).at("/file"),
                photo("a photo that is too large", 413, "AFTER", new byte[11 * 1024 * 1024]),
                Bad.post("a photo in JSON", 415, TICKETS + "/{open}/photos", "{}"),
                upload("an import without a mapping", 422, part("file", "id\n1".getBytes()))
                        .says("mapping"),
                upload(
                        "an import with a mapping that is none",
                        422,
                        part("file", "id\n1".getBytes()),
                        part("mapping", "a: [".getBytes())),
                upload(
                        "an import with too long a mapping",
                        413,
                        part("file", "id\n1".getBytes()),
                        part("mapping", new byte[300_000])),
                Bad.post("an import in JSON", 415, "/api/v1/imports", "{}").by("manager"),
                upload(
                                "an import by a technician",
                                403,
                                part("file", "id\n1".getBytes()),
                                part("mapping", "site: sunshine".getBytes()))
                        .by("technician"));
    }

    private static Bad photo(String title, int status, String stage, byte[] file) {
        return Bad.post(title, status, TICKETS + "/{open}/photos", "")
                .as(type(), form(field("stage", stage), part("file", file)));
    }

    private static Bad upload(String title, int status, byte[]... parts) {
        return Bad.post(title, status, "/api/v1/imports", "").by("manager").as(type(), form(parts));
    }

    private static String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    private static byte[] field(String name, String value) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(String name, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"a\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }

    private static byte[] form(byte[]... parts) {
        var form = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            form.writeBytes(part);
        }
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
