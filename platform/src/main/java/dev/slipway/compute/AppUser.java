package dev.slipway.compute;

/** The user that the image runs as, and that its files belong to. */
public final class AppUser {

    /** User and group; app/Dockerfile makes it. */
    public static final int ID = 10001;

    private AppUser() {}
}
