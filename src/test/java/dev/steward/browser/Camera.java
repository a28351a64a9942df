package dev.steward.browser;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Photos of a telephone: JPEG, with the place where they were taken written into them. */
public final class Camera {

    private static final AtomicInteger TAKEN = new AtomicInteger();

    private Camera() {}

    public static FilePayload photo() {
        int number = TAKEN.incrementAndGet(); // no two photos are the same
        return new FilePayload("IMG_" + number + ".jpg", "image/jpeg", withPlace(drop(number)));
    }

    /** A small picture of the kind that messengers and web pages give, which the server does not take. */
    public static FilePayload webp() {
        return new FilePayload(
                "received.webp",
                "image/webp",
                Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA="));
    }

    /** A drop of water on tiles. */
    private static byte[] drop(int number) {
        var image = new BufferedImage(480, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(0xd9e4e6), 480, 360, new Color(0x9fb4b8)));
        pen.fillRect(0, 0, 480, 360);
        pen.setColor(new Color(0xf4f7f7));
        for (int line = 0; line < 480; line += 80) {
            pen.fillRect(line, 0, 4, 360);
            pen.fillRect(0, line, 480, 4);
        }
        pen.setPaint(new GradientPaint(200, 120, new Color(0x7fb6d8), 280, 260, new Color(0x1f5f8b)));
        pen.fillOval(190 + number % 40, 150, 90, 110);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Exif with a GPS directory: 31°13'49" N, 121°28'25" E. */
    private static byte[] withPlace(byte[] jpeg) {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 18 + 2 + 4 * 12 + 4 + 48);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1); // one entry: where the GPS directory is
        entry(tiff, 0x8825, 4, 1, 26);
        tiff.putInt(0);
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N' << 24);
        entry(tiff, 2, 5, 3, 80);
        entry(tiff, 3, 2, 2, 'E' << 24);
        entry(tiff, 4, 5, 3, 104);
        tiff.putInt(0);
        for (int degrees : new int[] {31, 13, 49, 121, 28, 25}) {
            tiff.putInt(degrees).putInt(1);
        }
        ByteBuffer segment = ByteBuffer.allocate(4 + 6 + tiff.capacity());
        segment.putShort((short) 0xFFE1).putShort((short) (segment.capacity() - 2));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
        return ByteBuffer.allocate(jpeg.length + segment.capacity())
                .put(jpeg, 0, 2)
                .put(segment.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
