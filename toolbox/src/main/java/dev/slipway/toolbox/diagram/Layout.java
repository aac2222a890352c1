package dev.slipway.toolbox.diagram;

import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkShape;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Places an architecture's boxes and arrows. Eclipse ELK arranges them from left to right, in the direction of connections.
 *
 * @param width of the whole picture; all lengths are in pixels at the picture's own size
 * @param frames the outer ones first
 */
record Layout(double width, double height, List<Frame> frames, List<Placed> boxes, List<Line> lines) {

    /** The size of names, and of the text below them. */
    static final double NAME = 14;

    static final double SMALL = 12;
    static final double LINE_HEIGHT = 17;

    /** How much wider bold text is. */
    private static final double BOLD = 1.1;

    /** From a box's edge to its text. */
    static final double PADDING = 14;

    private static final double MARGIN = 16;

    /** The length of a box's longest line, in characters. */
    private static final int LONGEST = 24;

    /** A rectangle on the picture. */
    record Area(double x, double y, double width, double height) {}

    /** A point on the picture. */
    record Point(double x, double y) {}

    /**
     * A frame around boxes.
     *
     * @param level 0 for the outermost
     * @param notes lines below its title
     */
    record Frame(String title, List<String> notes, int level, Area area) {}

    /** A box on its place. */
    record Placed(Box box, Area area) {}

    /**
     * An arrow on its way.
     *
     * @param label the place of its label; null if it has none
     */
    record Line(Arrow arrow, List<Point> points, Area label) {}

    /** The lines of a box, in which long ones are continued on the next, after a comma or a dot if possible. */
    static List<String> wrapped(List<String> lines) {
        return lines.stream().flatMap(line -> wrapped(line).stream()).toList();
    }

    private static List<String> wrapped(String line) {
        if (line.length() <= LONGEST) {
            return List.of(line);
        }
        var comma = Math.max(line.lastIndexOf(", ", LONGEST - 1) + 1, line.lastIndexOf(" · ", LONGEST));
        var end = comma > 0 ? comma : line.lastIndexOf(' ', LONGEST);
        if (end <= 0) {
            return List.of(line);
        }
        var rest = new ArrayList<>(wrapped(line.substring(end).replaceFirst("^ (· )?", "")));
        rest.addFirst(line.substring(0, end));
        return rest;
    }

    /** Places everything; equal architectures have equal layouts. */
    static Layout of(Architecture architecture) {
        return new Builder().layout(architecture);
    }

    private static final class Builder {

        private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
        private final Map<Box, ElkNode> boxes = new LinkedHashMap<>();

        /** The columns of boxes: the internet, the tiers, other services of AWS. */
        private final Map<String, Integer> columns = new HashMap<>();

        private final Map<Arrow, ElkEdge> edges = new LinkedHashMap<>();
        private final List<Framed> frames = new ArrayList<>();

        private record Framed(String title, List<String> notes, int level, ElkNode node) {}

        Layout layout(Architecture architecture) {
            var root = ElkGraphUtil.createGraph();
            options(root);
            root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
            architecture.global().forEach(box -> add(root, box, 0));
            var region = frame(root, region(architecture), List.of(), 0);
            architecture.vpc().ifPresent(vpc -> {
                var network = frame(region, vpc.title(), List.of(), 1);
                for (var tier : vpc.tiers()) {
                    var frame = frame(network, capitalized(tier.title()), notes(tier), 2);
                    var column = 1 + vpc.tiers().indexOf(tier);
                    tier.boxes().forEach(box -> add(frame, box, column));
                    nodes.put(id(tier), frame);
                    columns.put(id(tier), column);
                }
            });
            architecture.regional().forEach(box -> add(region, box, Integer.MAX_VALUE));
            bundled(architecture).forEach(this::add);
            new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
            return new Layout(
                    root.getWidth(),
                    root.getHeight(),
                    frames.stream()
                            .map(frame -> new Frame(frame.title(), frame.notes(), frame.level(), area(frame.node())))
                            .toList(),
                    boxes.entrySet().stream()
                            .map(box -> new Placed(box.getKey(), area(box.getValue())))
                            .toList(),
                    edges.entrySet().stream()
                            .map(edge -> line(edge.getKey(), edge.getValue()))
                            .toList());
        }

        /**
         * The arrows, with one from a tier for those that lead from all of its main boxes to the same box: where every service
         * writes logs, an arrow from each would hide the others.
         */
        private static Set<Arrow> bundled(Architecture architecture) {
            var bundled = new LinkedHashSet<>(architecture.arrows());
            for (var tier : architecture.vpc().map(Vpc::tiers).orElse(List.of())) {
                var sources =
                        tier.boxes().stream().filter(Box::strong).map(Box::id).toList();
                for (var arrow : architecture.arrows()) {
                    var all = sources.stream()
                            .map(source -> new Arrow(source, arrow.to(), arrow.label(), Arrow.Kind.USES))
                            .toList();
                    if (all.size() > 1 && bundled.containsAll(all)) {
                        bundled.removeAll(all);
                        bundled.add(new Arrow(id(tier), arrow.to(), arrow.label(), Arrow.Kind.USES));
                    }
                }
            }
            return bundled;
        }

        private static String id(Tier tier) {
            return "tier-" + tier.name();
        }

        private static void options(ElkNode group) {
            group.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
            group.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
            group.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
            group.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
            group.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
            group.setProperty(CoreOptions.SPACING_NODE_NODE, 22.0);
            group.setProperty(CoreOptions.SPACING_EDGE_NODE, 14.0);
            group.setProperty(CoreOptions.SPACING_EDGE_EDGE, 11.0);
            group.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 22.0);
            group.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
            group.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 9.0);
        }

        private ElkNode frame(ElkNode parent, String title, List<String> notes, int level) {
            var node = ElkGraphUtil.createNode(parent);
            options(node);
            var top = 14 + LINE_HEIGHT * (1 + notes.size()) + 12;
            node.setProperty(CoreOptions.PADDING, new ElkPadding(top, 14, 14, 14));
            var widest = Math.max(
                    TextWidth.of(title, BOLD * NAME),
                    notes.stream()
                            .mapToDouble(note -> TextWidth.of(note, SMALL))
                            .max()
                            .orElse(0));
            node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
            node.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(widest + 2 * PADDING, top + 18));
            frames.add(new Framed(title, notes, level, node));
            return node;
        }

        private void add(ElkNode parent, Box box, int column) {
            var node = ElkGraphUtil.createNode(parent);
            var lines = wrapped(box.lines());
            var widest = TextWidth.of(lines.getFirst(), BOLD * NAME);
            for (var line : lines) {
                widest = Math.max(widest, TextWidth.of(line, SMALL));
            }
            node.setDimensions(
                    Math.ceil(widest + 2 * PADDING),
                    lines.size() * LINE_HEIGHT + 18 + (box.shape() == Box.Shape.STORE ? 10 : 0));
            if (column == 0) {
                node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
            }
            nodes.put(box.id(), node);
            columns.put(box.id(), column);
            boxes.put(box, node);
        }

        /** Adds an arrow; one whose end is not drawn, such as a balancer of another stack, is left out. */
        private void add(Arrow arrow) {
            var from = nodes.get(arrow.from());
            var to = nodes.get(arrow.to());
            if (from == null || to == null) {
                return;
            }
            var edge = back(arrow) ? ElkGraphUtil.createSimpleEdge(to, from) : ElkGraphUtil.createSimpleEdge(from, to);
            if (!arrow.label().isEmpty()) {
                var label = ElkGraphUtil.createLabel(arrow.label(), edge);
                label.setDimensions(Math.ceil(TextWidth.of(arrow.label(), SMALL) + 8), LINE_HEIGHT);
                label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
                label.setProperty(
                        CoreOptions.EDGE_LABELS_PLACEMENT,
                        arrow.kind() == Arrow.Kind.ALLOWED ? EdgeLabelPlacement.CENTER : EdgeLabelPlacement.HEAD);
            }
            edges.put(arrow, edge);
        }

        /** Whether an arrow leads to the left: ELK gets it the other way round, so that the columns keep their order. */
        private boolean back(Arrow arrow) {
            return columns.get(arrow.from()) > columns.get(arrow.to());
        }

        private Line line(Arrow arrow, ElkEdge edge) {
            var offset = offset(edge.getContainingNode());
            var points = new ArrayList<Point>();
            for (var section : edge.getSections()) {
                points.add(new Point(offset.x() + section.getStartX(), offset.y() + section.getStartY()));
                section.getBendPoints()
                        .forEach(bend -> points.add(new Point(offset.x() + bend.getX(), offset.y() + bend.getY())));
                points.add(new Point(offset.x() + section.getEndX(), offset.y() + section.getEndY()));
            }
            var label =
                    edge.getLabels().isEmpty() ? null : area(edge.getLabels().getFirst(), offset);
            return new Line(arrow, back(arrow) ? points.reversed() : points, label);
        }

        private static Area area(ElkNode node) {
            return area(node, offset(node.getParent()));
        }

        private static Area area(ElkShape shape, Point offset) {
            return new Area(offset.x() + shape.getX(), offset.y() + shape.getY(), shape.getWidth(), shape.getHeight());
        }

        /** The place of a node's own origin on the picture. */
        private static Point offset(ElkNode node) {
            var x = 0.0;
            var y = 0.0;
            for (var each = node; each != null; each = each.getParent()) {
                x += each.getX();
                y += each.getY();
            }
            return new Point(x, y);
        }

        private static String region(Architecture architecture) {
            return architecture.region().isEmpty() ? architecture.name() : "Region " + architecture.region();
        }

        private static List<String> notes(Tier tier) {
            return tier.subnets().stream()
                    .map(subnet -> subnet.zone() + "  " + subnet.addresses())
                    .toList();
        }

        private static String capitalized(String text) {
            return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        }
    }
}
