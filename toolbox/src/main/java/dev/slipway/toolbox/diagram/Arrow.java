package dev.slipway.toolbox.diagram;

/**
 * An arrow between two boxes.
 *
 * @param from the id of a box
 * @param to the id of a box
 * @param label ports, or what happens; may be empty
 */
public record Arrow(String from, String to, String label, Kind kind) {

    /** Why two boxes are connected. */
    public enum Kind {
        /** A security group rule, or a route, allows the connection. */
        ALLOWED,
        /** One uses the other by its name, without a security group rule. */
        USES,
        /** One is a component of the other. */
        PART
    }
}
