package dev.slipway.toolbox.diagram;

import dev.slipway.EstatePlans;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Checks the picture in this checkout's own README, which shows its own production. */
class OwnPictureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PICTURE = "docs/architecture.svg";

    @Test
    void the_picture_in_the_readme_shows_production_as_it_is() throws IOException {
        assumeTrue(
                Files.readString(ROOT.resolve("README.md")).contains(PICTURE)
                        && Files.exists(ROOT.resolve("Pulumi.prod.yaml")),
                "A team's README shows something else.");

        assertThat(Files.readString(ROOT.resolve(PICTURE)))
                .as("to bring it up to date: ./slipway diagram prod --format svg -o %s", PICTURE)
                .isEqualTo(Svg.of(Architecture.of(EstatePlans.of(ROOT).plan("prod"))));
    }
}
