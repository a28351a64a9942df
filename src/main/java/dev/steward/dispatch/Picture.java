package dev.steward.dispatch;

import dev.steward.platform.Refusal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An uploaded picture, drawn anew: what a camera writes beside it (place, owner, serial number) and whatever else a file
 * may carry is gone. Only what we can check that way is taken: JPEG and PNG, told by their content and not by their name.
 *
 * @param type media type of the bytes
 */
record Picture(String type, int width, int height, byte[] bytes) {

    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** Counted before decoding: a small file may unfold to any size. */
    static final long MOST_PIXELS = 60_000_000;

    /** Enough to see a crack in a pipe. */
    static final int LONGEST_EDGE = 2_560;

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final byte[] JPEG_START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    private static final float QUALITY = 0.85f;

    /** Reads a file. */
    static Picture of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "A photo has at most 10 MB");
        }
        boolean jpeg = startsWith(file, JPEG_START);
        if (!jpeg && !startsWith(file, PNG_START)) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED_TYPE, "A photo is a JPEG or PNG file");
        }
        try {
            BufferedImage image = decode(file, jpeg);
            if (jpeg) {
                image = Orientation.of(file).upright(image);
            }
            image = shrunk(image);
            return new Picture(jpeg ? JPEG : PNG, image.getWidth(), image.getHeight(), encode(image, jpeg));
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof Refusal refusal) {
                throw refusal;
            }
            throw Refusal.invalid("file", "not a picture that can be read");
        }
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length > start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    private static BufferedImage decode(byte[] file, boolean jpeg) throws IOException {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(jpeg ? "jpeg" : "png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MOST_PIXELS) {
                throw Refusal.of(Refusal.Kind.TOO_LARGE, "A photo has at most 60 million pixels");
            }
            ImageReadParam param = reader.getDefaultReadParam();
            // every other pixel of a very large one is enough, and half the memory
            int step = (int) Math.max(1, Math.max(width, height) / (2L * LONGEST_EDGE));
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage shrunk(BufferedImage image) {
        int edge = Math.max(image.getWidth(), image.getHeight());
        if (edge <= LONGEST_EDGE) {
            return image;
        }
        double scale = (double) LONGEST_EDGE / edge;
        return drawn(
                image,
                Math.max(1, (int) Math.round(image.getWidth() * scale)),
                Math.max(1, (int) Math.round(image.getHeight() * scale)),
                AffineTransform.getScaleInstance(scale, scale));
    }

    static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform transform) {
        boolean alpha = image.getColorModel().hasAlpha();
        BufferedImage drawn =
                new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            if (!alpha) {
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, width, height);
            }
            graphics.drawImage(image, transform, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    private static byte[] encode(BufferedImage image, boolean jpeg) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (jpeg) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
