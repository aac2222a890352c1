package dev.slipway.toolbox;

import java.nio.file.Path;

/** The project that tests read instead of this checkout's own, which a team fills in: the platform's tests have it too. */
public final class TestProject {

    public static final Path FOLDER =
            Path.of("../platform/src/test/resources/project").toAbsolutePath().normalize();

    private TestProject() {}
}
