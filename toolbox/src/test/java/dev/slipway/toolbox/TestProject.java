package dev.slipway.toolbox;

import java.nio.file.Path;

/** The sample project for tests, because a team changes this checkout's own settings. Other modules' tests use it too. */
public final class TestProject {

    public static final Path FOLDER =
            Path.of("../settings/src/test/resources/project").toAbsolutePath().normalize();

    private TestProject() {}
}
