package dev.slipway.toolbox.diagram;

import dev.slipway.plan.Plan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A file format of diagrams. */
public enum Format {
    MERMAID,
    SVG,
    PNG;

    /** The content of a file with the diagram of a plan. */
    public byte[] of(Plan plan) {
        var architecture = Architecture.of(plan);
        return switch (this) {
            case MERMAID -> Mermaid.of(architecture).getBytes(StandardCharsets.UTF_8);
            case SVG -> Svg.of(architecture).getBytes(StandardCharsets.UTF_8);
            case PNG -> Png.of(Svg.of(architecture));
        };
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
