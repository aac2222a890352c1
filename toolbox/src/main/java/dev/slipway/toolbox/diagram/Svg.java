package dev.slipway.toolbox.diagram;

import dev.slipway.toolbox.diagram.Layout.Area;
import dev.slipway.toolbox.diagram.Layout.Frame;
import dev.slipway.toolbox.diagram.Layout.Line;
import dev.slipway.toolbox.diagram.Layout.Placed;
import dev.slipway.toolbox.diagram.Layout.Point;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An architecture as an SVG picture. Its attributes have the colours for light pages; a style sheet in it replaces them on
 * dark screens.
 */
public final class Svg {

    static final String FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    private static final String DARK = """
            @media screen and (prefers-color-scheme: dark) {
              .a-page { fill: #0d1117 }
              .a-frame { stroke: #48505a }
              .a-frame-0 { fill: #12181f }
              .a-frame-1 { fill: #161d26 }
              .a-frame-2 { fill: #1c2530 }
              .a-box { fill: #0d1117; stroke: #6e7884 }
              .a-strong { fill: #10243d; stroke: #6cb0ff }
              .a-ink { fill: #e8edf3 }
              .a-faint { fill: #aab4bf }
              .a-allowed { stroke: #6cb0ff }
              .a-uses { stroke: #8a949f }
              .a-allowed-head, .a-port { fill: #6cb0ff }
              .a-uses-head, .a-use { fill: #aab4bf }
              .a-halo { fill: #1a222c }
            }
            """;

    private static final double CORNER = 6;

    private final StringBuilder text = new StringBuilder();

    private Svg() {}

    /** The text of the picture, ending with a line break. */
    public static String of(Architecture architecture) {
        return new Svg().draw(architecture, Layout.of(architecture));
    }

    private String draw(Architecture architecture, Layout layout) {
        var id = "picture-" + architecture.name();
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\""
                        + " aria-labelledby=\"%s-title %s-desc\" font-family=\"%s\">",
                layout.width(), layout.height(), layout.width(), layout.height(), id, id, FONT);
        line("<title id=\"%s-title\">The architecture of %s</title>", id, escaped(architecture.name()));
        line("<desc id=\"%s-desc\">%s</desc>", id, escaped(description(architecture)));
        text.append("<style>\n").append(DARK).append("</style>\n");
        line(
                "<rect class=\"a-page\" width=\"%s\" height=\"%s\" rx=\"8\" fill=\"#ffffff\"/>",
                layout.width(), layout.height());
        layout.frames().forEach(this::frame);
        layout.lines().forEach(this::path);
        layout.boxes().forEach(this::box);
        layout.lines().forEach(this::label);
        line("</svg>");
        return text.toString();
    }

    private static String description(Architecture architecture) {
        var allowed = architecture.connections().stream()
                .map(Architecture.Connection::words)
                .collect(Collectors.joining("; "));
        return allowed.isEmpty() ? "It has no network." : "Allowed connections: " + allowed + ".";
    }

    private void frame(Frame frame) {
        var area = frame.area();
        line(
                "<rect class=\"a-frame a-frame-%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\" fill=\"%s\""
                        + " stroke=\"#c3cad3\"%s/>",
                frame.level(),
                area.x(),
                area.y(),
                area.width(),
                area.height(),
                List.of("#fafbfc", "#f3f6f9", "#eaeff4").get(frame.level()),
                frame.level() == 0 ? " stroke-dasharray=\"6 4\"" : "");
        var y = area.y() + 14 + Layout.NAME - 3;
        words("a-ink", "#1b2430", Layout.NAME, 600, area.x() + Layout.PADDING, y, "start", frame.title());
        for (var note : frame.notes()) {
            y += Layout.LINE_HEIGHT;
            words("a-faint", "#55606d", Layout.SMALL, 400, area.x() + Layout.PADDING, y, "start", note);
        }
    }

    private void box(Placed placed) {
        var area = placed.area();
        var box = placed.box();
        outline(box, area);
        var lines = Layout.wrapped(box.lines());
        var y = area.y()
                + (area.height() - lines.size() * Layout.LINE_HEIGHT) / 2
                + 13
                + (box.shape() == Box.Shape.STORE ? 4 : 0);
        for (var i = 0; i < lines.size(); i++) {
            words(
                    i == 0 ? "a-ink" : "a-faint",
                    i == 0 ? "#1b2430" : "#55606d",
                    i == 0 ? Layout.NAME : Layout.SMALL,
                    i == 0 ? 600 : 400,
                    area.x() + area.width() / 2,
                    y + i * Layout.LINE_HEIGHT,
                    "middle",
                    lines.get(i));
        }
    }

    private void outline(Box box, Area area) {
        var paint = box.strong()
                ? "class=\"a-box a-strong\" fill=\"#e9f2fd\" stroke=\"#0b5cad\" stroke-width=\"1.5\""
                : "class=\"a-box\" fill=\"#ffffff\" stroke=\"#8a949f\"";
        var right = area.x() + area.width();
        var bottom = area.y() + area.height();
        switch (box.shape()) {
            case STORE -> {
                line(
                        "<path %s d=\"M%s %sV%sA%s 6 0 0 0 %s %sV%sA%s 6 0 0 0 %s %sA%s 6 0 0 0 %s %s\"/>",
                        paint,
                        area.x(),
                        area.y() + 6,
                        bottom - 6,
                        area.width() / 2,
                        right,
                        bottom - 6,
                        area.y() + 6,
                        area.width() / 2,
                        area.x(),
                        area.y() + 6,
                        area.width() / 2,
                        right,
                        area.y() + 6);
            }
            case PLAIN, ROUND, QUEUE -> {
                line(
                        "<rect %s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>",
                        paint,
                        area.x(),
                        area.y(),
                        area.width(),
                        area.height(),
                        box.shape() == Box.Shape.ROUND ? area.height() / 2 : 6);
                if (box.shape() == Box.Shape.QUEUE) {
                    line(
                            "<path %s d=\"M%s %sV%sM%s %sV%s\"/>",
                            paint, area.x() + 6, area.y(), bottom, right - 6, area.y(), bottom);
                }
            }
        }
    }

    private void path(Line line) {
        var points = line.points();
        var allowed = line.arrow().kind() == Arrow.Kind.ALLOWED;
        var path = new StringBuilder("M" + place(points.getFirst()));
        for (var i = 1; i < points.size() - 1; i++) {
            var bend = points.get(i);
            path.append("L%sQ%s %s"
                    .formatted(
                            place(towards(bend, points.get(i - 1))),
                            place(bend),
                            place(towards(bend, points.get(i + 1)))));
        }
        path.append("L").append(place(points.getLast()));
        line(
                "<path class=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s d=\"%s\"/>",
                allowed ? "a-allowed" : "a-uses",
                allowed ? "#0b5cad" : "#7a8591",
                allowed ? "1.6" : "1.2",
                line.arrow().kind() == Arrow.Kind.USES ? " stroke-dasharray=\"3 3\"" : "",
                path);
        if (line.arrow().kind() != Arrow.Kind.PART) {
            head(points.get(points.size() - 2), points.getLast(), allowed);
        }
    }

    private void head(Point from, Point tip, boolean allowed) {
        var length = Math.hypot(tip.x() - from.x(), tip.y() - from.y());
        var x = (tip.x() - from.x()) / length;
        var y = (tip.y() - from.y()) / length;
        line(
                "<path class=\"%s\" fill=\"%s\" d=\"M%sL%sL%sZ\"/>",
                allowed ? "a-allowed-head" : "a-uses-head",
                allowed ? "#0b5cad" : "#7a8591",
                place(tip),
                place(new Point(tip.x() - 8 * x - 4 * y, tip.y() - 8 * y + 4 * x)),
                place(new Point(tip.x() - 8 * x + 4 * y, tip.y() - 8 * y - 4 * x)));
    }

    /** A point before a bend, from which a curve begins. */
    private static Point towards(Point bend, Point other) {
        var length = Math.hypot(other.x() - bend.x(), other.y() - bend.y());
        var share = length == 0 ? 0 : Math.min(CORNER, length / 2) / length;
        return new Point(bend.x() + (other.x() - bend.x()) * share, bend.y() + (other.y() - bend.y()) * share);
    }

    private void label(Line line) {
        if (line.label() == null) {
            return;
        }
        var area = line.label();
        var allowed = line.arrow().kind() == Arrow.Kind.ALLOWED;
        if (allowed) {
            // Its label lies on the arrow.
            line(
                    "<rect class=\"a-halo\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\" fill=\"#f6f8fa\"/>",
                    area.x(), area.y() + 1, area.width(), area.height() - 2);
        }
        words(
                allowed ? "a-port" : "a-use",
                allowed ? "#0b5cad" : "#55606d",
                Layout.SMALL,
                allowed ? 600 : 400,
                area.x() + area.width() / 2,
                area.y() + 12.5,
                "middle",
                line.arrow().label());
    }

    private void words(
            String name, String colour, double size, int weight, double x, double y, String anchor, String words) {
        line(
                "<text class=\"%s\" fill=\"%s\" font-size=\"%s\" font-weight=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s"
                        + "</text>",
                name, colour, size, weight, x, y, anchor, escaped(words));
    }

    private static String place(Point point) {
        return shown(point.x()) + " " + shown(point.y());
    }

    /** Adds a line; numbers are rounded to a tenth of a pixel. */
    private void line(String format, Object... values) {
        var shown = new Object[values.length];
        for (var i = 0; i < values.length; i++) {
            shown[i] = values[i] instanceof Double number ? shown(number) : values[i];
        }
        text.append(format.formatted(shown)).append('\n');
    }

    private static String shown(double number) {
        var rounded =
                BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
