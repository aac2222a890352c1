package dev.slipway.toolbox.report;

import dev.slipway.toolbox.brief.Brief;
import dev.slipway.toolbox.brief.BriefPage;
import dev.slipway.toolbox.brief.Evidence;
import dev.slipway.toolbox.brief.Impact;
import dev.slipway.toolbox.brief.Migration;
import dev.slipway.toolbox.brief.Parts;
import dev.slipway.toolbox.brief.Release;
import dev.slipway.toolbox.brief.ResourceChange;
import dev.slipway.toolbox.brief.ResourceChange.PropertyChange;
import dev.slipway.toolbox.brief.SettingChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadataNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Checks the picture of a brief in this checkout's README. Fonts differ between machines, so the picture has the hash of the
 * page that it shows, and that is compared.
 */
class OwnBriefPictureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PICTURE = "docs/brief.png";
    private static final String WRITE = "slipway.brief.picture";
    private static final String KEY = "Page";
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 1240;

    @TempDir
    Path folder;

    @Test
    void the_picture_in_the_readme_shows_the_page_as_it_is() throws Exception {
        assumeTrue(
                Files.readString(ROOT.resolve("README.md")).contains(PICTURE), "A team's README shows something else.");
        var page = BriefPage.of(brief(), "");
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(page.getBytes(StandardCharsets.UTF_8)));
        if (Boolean.getBoolean(WRITE)) {
            write(page, hash);
        }

        assertThat(hash(ROOT.resolve(PICTURE)))
                .as(
                        "to bring it up to date, with Chromium: ./mvnw -pl toolbox -am test -Dtest=OwnBriefPictureTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        WRITE)
                .isEqualTo(hash);
    }

    private void write(String page, String hash) throws IOException {
        var file = Files.writeString(folder.resolve("brief.html"), page);
        try (var browser = new Chromium(Files.createDirectory(folder.resolve("profile")))) {
            var png = browser.open(file.toUri()).seen("light", WIDTH).screenshot();
            var whole =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
            var top = whole.getSubimage(0, 0, whole.getWidth(), Math.min(HEIGHT, whole.getHeight()));
            var writer = ImageIO.getImageWritersByFormatName("png").next();
            var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(top), null);
            var entry = new IIOMetadataNode("tEXtEntry");
            entry.setAttribute("keyword", KEY);
            entry.setAttribute("value", hash);
            var text = new IIOMetadataNode("tEXt");
            text.appendChild(entry);
            var root = new IIOMetadataNode("javax_imageio_png_1.0");
            root.appendChild(text);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            var bytes = new ByteArrayOutputStream();
            try (var stream = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(stream);
                writer.write(metadata, new IIOImage(top, null, metadata), null);
            }
            Files.write(ROOT.resolve(PICTURE), bytes.toByteArray());
        }
    }

    private static String hash(Path picture) throws IOException {
        var text = Files.readString(picture, StandardCharsets.ISO_8859_1);
        var at = text.indexOf("tEXt" + KEY + "\0");
        assertThat(at).as("the text in %s", PICTURE).isPositive();
        var begin = at + "tEXt".length() + KEY.length() + 1;
        return text.substring(begin, begin + 64);
    }

    /** A brief with something in each section. */
    private static Brief brief() {
        var now = "sha256:d35d7e975f499079df054c6a3602370bbc759c9330f205942a23e1ee7d04b215";
        var next = "sha256:4be1c0a99e0f6a2b7a3f0d8c5e2b9a1764c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9";
        return new Brief(
                "orders",
                "prod",
                "The image changes, and of the other resources 2 are changed; database-instance changes its class: the database does not answer for about a minute, during the failover; 1 migration with a risk: drops the column note with its values.",
                List.of(
                        new ResourceChange(
                                "changed",
                                "database",
                                "database-instance",
                                List.of(new PropertyChange("instanceClass", "db.t4g.small", "db.t4g.medium", null)),
                                "",
                                "",
                                false),
                        new ResourceChange(
                                "changed",
                                "number of tasks",
                                "service-app-scaling-tasks",
                                List.of(new PropertyChange("minCapacity", "2", "3", null)),
                                "",
                                "",
                                false),
                        new ResourceChange(
                                "changed",
                                "task definition",
                                "service-app-task-task",
                                List.of(new PropertyChange("container app image", now, next, null)),
                                "",
                                "",
                                true)),
                List.of(
                        new SettingChange("database.instanceClass", "db.t4g.small", "db.t4g.medium"),
                        new SettingChange("services.app.minimum", "2", "3")),
                List.of(),
                new Release(
                        "8f2d1c3b4a596877665544332211009988776655",
                        "1b7e9a4c2d3f5e6a7b8c9d0e1f2a3b4c5d6e7f80",
                        List.of(
                                new Release.Commit(
                                        "1b7e9a4c2d3f5e6a7b8c9d0e1f2a3b4c5d6e7f80",
                                        "A developer",
                                        "2026-11-27",
                                        "Orders need no note (#42)",
                                        42),
                                new Release.Commit(
                                        "3c5d7e9f1a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d",
                                        "Another developer",
                                        "2026-11-26",
                                        "A larger database and a third task (#41)",
                                        41)),
                        List.of(),
                        List.of()),
                List.of(new Evidence.Image(
                        "app, migrate",
                        now,
                        next,
                        "staging since 2026-11-27T09:14:00Z, healthy",
                        "no fixable HIGH or CRITICAL",
                        "verified",
                        "verified",
                        "attached")),
                List.of(new Migration(
                        "app/src/main/resources/db/migration/V3__notes.sql",
                        List.of("drops the column note with its values"))),
                new Brief.Cost(
                        new BigDecimal("412.10"),
                        new BigDecimal("470.85"),
                        List.of(new Brief.CostLine(
                                "database: instance db.t4g.medium", new BigDecimal("54.02"), new BigDecimal("94.90"))),
                        List.of()),
                new Brief.Guardrails(181, List.of(), List.of()),
                new Impact(
                        List.of(
                                new Impact.Effect(
                                        "database-instance changes its class",
                                        "the database does not answer for about a minute, during the failover",
                                        5,
                                        20),
                                new Impact.Effect("service-app-service rolls out", "", 2, 11)),
                        5,
                        32),
                List.of("ECS goes back by itself if the new tasks do not become healthy or an alarm triggers."),
                new Parts("orders/prod", new TreeMap<>(), new TreeMap<>(), "", new TreeMap<>(), new TreeMap<>()),
                "");
    }
}
