package dev.slipway.toolbox;

import java.nio.file.Path;

/** The project that tests read instead of this checkout's own, which a team fills in: other modules' tests have it too. */
public final class TestProject {

    public static final Path FOLDER =
            Path.of("../settings/src/test/resources/project").toAbsolutePath().normalize();

    private TestProject() {}
}
