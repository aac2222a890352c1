package dev.slipway.compute;

/** The user that the image runs as, and that its files belong to. */
public final class AppUser {

    /** User and group; app/Dockerfile makes it. */
    public static final int ID = 10001;

    /** Both, as a container names them: without a group it runs as the group root ("ContainerDefinition", user). */
    static final String WITH_GROUP = ID + ":" + ID;

    private AppUser() {}
}
