package dev.slipway.architecture;

/**
 * A bucket of the environment. It exists if a service uses it, and each service that does finds its name in the variable
 * {@code <NAME>_BUCKET}.
 *
 * @param name lower-case letters, digits and hyphens; part of the bucket's name
 */
public record BucketSpec(String name) {

    /** A bucket of this name. */
    public static BucketSpec bucket(String name) {
        return new BucketSpec(name);
    }

    /** The variable in which a service finds the bucket's name, such as {@code INVOICES_BUCKET}. */
    public String variable() {
        return ServiceSpec.upperCase(name) + "_BUCKET";
    }
}
