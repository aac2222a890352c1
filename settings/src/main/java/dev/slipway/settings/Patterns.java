package dev.slipway.settings;

/** Regular expressions that several settings or rules share. */
public final class Patterns {

    /**
     * A host name of two labels or more, at most 253 characters: labels have at most 63 characters, and the last one has letters
     * only or is Punycode.
     */
    public static final String HOST_NAME = "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+"
            + "([a-z]{2,63}|xn--[a-z0-9]([a-z0-9-]{0,57}[a-z0-9])?)";

    /** The digest of an image. */
    public static final String DIGEST = "sha256:[0-9a-f]{64}";

    /** An IPv4 range in CIDR notation. */
    public static final String IPV4_RANGE =
            "((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)/(3[0-2]|[12]?\\d)";

    /** A stack's name: lower-case letters, digits and single hyphens, beginning with a letter. */
    public static final String STACK_NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** A subnet's id. */
    public static final String SUBNET = "subnet-([0-9a-f]{8}|[0-9a-f]{17})";

    private Patterns() {}
}
