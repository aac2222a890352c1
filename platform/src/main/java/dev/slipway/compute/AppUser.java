package dev.slipway.compute;

/** The user that the image runs as and that owns its files. */
public final class AppUser {

    /** The id of the user and the group, which app/Dockerfile creates. */
    public static final int ID = 10001;

    /**
     * User and group for a container definition: without a group, the container runs as the group root
     * ("ContainerDefinition", user).
     */
    static final String WITH_GROUP = ID + ":" + ID;

    private AppUser() {}
}
