package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An uploaded picture")
class PictureTest {

    static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                // red on the left, blue on the right
                image.setRGB(x, y, x < width / 2 ? Color.RED.getRGB() : Color.BLUE.getRGB());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG with the note of a camera: how it was held, and where it was. */
    private static byte[] fromCamera(int orientation) {
        byte[] jpeg = picture("jpeg", 40, 20);
        byte[] place = "GPS 31.2304N 121.4737E".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer note = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + place.length);
        note.putShort((short) 0xFFE1).putShort((short) (note.capacity() - 2));
        note.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        note.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        note.putShort((short) 1);
        note.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        note.putInt(0).put(place);
        return ByteBuffer.allocate(jpeg.length + note.capacity())
                .put(jpeg, 0, 2)
                .put(note.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static BufferedImage shown(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    @DisplayName("is taken when it is a JPEG or PNG, told by its content")
    void taken(String format) {
        Picture picture = Picture.of(picture(format, 40, 20));

        assertThat(picture.type()).isEqualTo("image/" + format);
        assertThat(picture.width()).isEqualTo(40);
        assertThat(picture.height()).isEqualTo(20);
    }

    @Test
    @DisplayName("loses what the camera wrote beside it, such as the place")
    void withoutPlace() {
        byte[] camera = fromCamera(1);

        assertThat(new String(camera, StandardCharsets.ISO_8859_1)).contains("GPS", "Exif");
        assertThat(new String(Picture.of(camera).bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS")
                .doesNotContain("Exif");
    }

    @Test
    @DisplayName("is turned upright, as the camera was held")
    void upright() throws IOException {
        BufferedImage turned = shown(Picture.of(fromCamera(6)));
        BufferedImage overhead = shown(Picture.of(fromCamera(3)));

        assertThat(turned.getWidth()).isEqualTo(20);
        assertThat(turned.getHeight()).isEqualTo(40);
        assertThat(red(turned, 10, 2))
                .as("held to the left: what was left is on top")
                .isTrue();
        assertThat(red(overhead, 2, 10))
                .as("held overhead: what was left is right")
                .isFalse();
        assertThat(red(overhead, 37, 10)).isTrue();
    }

    private static boolean red(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getRed() > 150 && color.getBlue() < 100;
    }

    @Test
    @DisplayName("is made smaller when it is larger than anybody needs")
    void smaller() {
        Picture picture = Picture.of(picture("png", 6_000, 30));

        assertThat(picture.width()).isEqualTo(Picture.LONGEST_EDGE);
        assertThat(picture.height()).isLessThan(30).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<html></html>",
                "%PDF-1.7 ",
                "GIF89a "
            })
    @DisplayName("is refused when it is anything else, whatever it is called")
    void otherTypes(String content) {
        assertThatThrownBy(() -> Picture.of(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNSUPPORTED_TYPE));
    }

    @Test
    @DisplayName("is refused when it is more than 10 MB")
    void tooLarge() {
        assertThatThrownBy(() -> Picture.of(new byte[Picture.MOST_BYTES + 1]))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE));
    }

    @Test
    @DisplayName("is refused before it is decoded when a small file unfolds to too many pixels")
    void bomb() throws IOException {
        assertThatThrownBy(() -> Picture.of(pngThatSays(60_000, 60_000)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE));
    }

    @Test
    @DisplayName("is refused when it is broken")
    void broken() {
        byte[] half = picture("jpeg", 40, 20);
        ByteBuffer.wrap(half).put(4, new byte[half.length - 4]);

        assertThatThrownBy(() -> Picture.of(half)).isInstanceOf(Refusal.class).hasMessageContaining("picture");
    }

    private static byte[] pngThatSays(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[10_000]);
        deflater.finish();
        byte[] data = new byte[1_000];
        int length = deflater.deflate(data);
        chunk(png, "IDAT", ByteBuffer.allocate(length).put(data, 0, length).array());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.write(ByteBuffer.allocate(4).putInt(data.length).array());
        png.write(name);
        png.write(data);
        png.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
