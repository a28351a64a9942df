package dev.steward.story;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A photo, as a technician's telephone would take it. */
final class Picture {

    private static final AtomicInteger TAKEN = new AtomicInteger();

    private Picture() {}

    static byte[] png() {
        var image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0x3311 + TAKEN.incrementAndGet()); // no two photos are the same
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
