package dev.slipway.toolbox.diagram;

import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;

/** An SVG picture as PNG, in its light colours and at twice its size, so that it is sharp on dense screens. */
public final class Png {

    private static final int SCALE = 2;

    private Png() {}

    /** @param svg a picture of {@link Svg} */
    public static byte[] of(String svg) {
        // No window system is needed to draw into memory.
        System.setProperty("java.awt.headless", "true");
        needFonts();
        var picture = Objects.requireNonNull(
                new SVGLoader()
                        .load(
                                new ByteArrayInputStream(light(svg).getBytes(StandardCharsets.UTF_8)),
                                null,
                                LoaderContext.createDefault()),
                "a picture of Svg is valid");
        var size = picture.size();
        var image = new BufferedImage(
                (int) Math.ceil(size.getWidth() * SCALE),
                (int) Math.ceil(size.getHeight() * SCALE),
                BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        try {
            smooth(canvas);
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.scale(SCALE, SCALE);
            picture.renderWithPlatform(NullPlatformSupport.INSTANCE, canvas, null);
        } finally {
            canvas.dispose();
        }
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void needFonts() {
        try {
            GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IllegalStateException(
                    "A PNG picture needs fonts, and this machine has none: install fontconfig and a font, or write SVG.",
                    e);
        }
    }

    /** Without the style sheet, which is only for dark screens, and with the fonts that every Java has. */
    private static String light(String svg) {
        return svg.replaceFirst("(?s)<style>.*?</style>", "")
                .replace(Svg.FONT, "SansSerif")
                .replace("font-weight=\"600\"", "font-weight=\"700\"");
    }

    private static void smooth(Graphics2D canvas) {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }
}
