package dev.slipway.toolbox.diagram;

import dev.slipway.EstatePlans;
import dev.slipway.architecture.BucketSpec;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.toolbox.TestProject;
import dev.slipway.toolbox.diagram.Layout.Area;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import static dev.slipway.architecture.ServiceSpec.internal;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static org.assertj.core.api.Assertions.assertThat;

class SvgTest {

    private static final Architecture PROD =
            Architecture.of(EstatePlans.of(TestProject.FOLDER).plan("prod"));
    private static final Architecture LARGE = large();

    /** Services of all kinds. */
    private static Architecture large() {
        var mails = QueueSpec.queue("mails");
        var invoices = BucketSpec.bucket("invoices");
        var services = dev.slipway.architecture.Architecture.of(
                web("app").ownsSchema().usesFiles().calls("pricing").sendsTo(mails),
                internal("pricing"),
                worker("mailer", mails).writesTo(invoices),
                job("cleanup").schedule("rate(1 day)").readsFrom(invoices));
        return Architecture.of(EstatePlans.of(TestProject.FOLDER, services).plan("staging"));
    }

    @Test
    void a_picture_shows_region_network_zones_services_and_ports() throws Exception {
        assertThat(texts(parsed(Svg.of(PROD)).getElementsByTagName("text")))
                .contains(
                        "Region eu-central-1",
                        "VPC 10.30.0.0/16",
                        "Public subnets",
                        "Private subnets",
                        "Isolated subnets")
                .contains("eu-central-1a  10.30.0.0/20", "eu-central-1c  10.30.160.0/20")
                .contains("app", "PostgreSQL 18", "Shared files", "Load balancer", "Internet")
                .contains("443, 80", "8080", "5432", "2049");
    }

    @Test
    void a_picture_has_a_title_and_says_in_words_what_may_connect() throws Exception {
        var svg = parsed(Svg.of(PROD)).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        var title = (Element) svg.getElementsByTagName("title").item(0);
        var words = (Element) svg.getElementsByTagName("desc").item(0);
        assertThat(svg.getAttribute("aria-labelledby").split(" "))
                .containsExactly(title.getAttribute("id"), words.getAttribute("id"));
        assertThat(words.getTextContent())
                .contains("Internet to Load balancer on 443, 80", "app to PostgreSQL 18 on 5432");
    }

    @Test
    void boxes_are_inside_the_picture_and_do_not_overlap() {
        for (var architecture : List.of(PROD, LARGE)) {
            var layout = Layout.of(architecture);
            var page = new Area(0, 0, layout.width(), layout.height());
            for (var one : layout.boxes()) {
                assertThat(inside(one.area(), page)).as(one.toString()).isTrue();
                assertThat(layout.boxes())
                        .filteredOn(other -> overlap(other.area(), one.area()))
                        .containsExactly(one);
            }
        }
    }

    @Test
    void every_arrow_is_drawn() {
        var backups = new Arrow("tier-isolated", "backups", "", Arrow.Kind.USES);
        assertThat(Layout.of(PROD).lines())
                .extracting(Layout.Line::arrow)
                .containsAll(PROD.arrows().stream()
                        .filter(arrow -> !arrow.to().equals(backups.to()))
                        .toList())
                .contains(backups)
                .hasSize(PROD.arrows().size() - 1);
        assertThat(Layout.of(LARGE).lines())
                .extracting(Layout.Line::arrow)
                .containsAll(
                        LARGE.arrows().stream().filter(arrow -> !forAll(arrow)).toList());
    }

    @Test
    void what_all_services_use_has_one_arrow_from_their_tier() {
        assertThat(Layout.of(LARGE).lines())
                .extracting(Layout.Line::arrow)
                .filteredOn(SvgTest::forAll)
                .containsExactly(
                        new Arrow("tier-private", "registry", "image", Arrow.Kind.USES),
                        new Arrow("tier-private", "watch", "", Arrow.Kind.USES));
    }

    private static boolean forAll(Arrow arrow) {
        return arrow.to().equals("registry") || arrow.to().equals("watch");
    }

    @Test
    void a_picture_has_the_same_bytes_each_time() {
        assertThat(Svg.of(LARGE)).isEqualTo(Svg.of(LARGE));
    }

    @Test
    void a_foundation_is_drawn_as_its_components() throws Exception {
        var foundation = Architecture.of(EstatePlans.of(TestProject.FOLDER).plan("foundation"));

        assertThat(texts(parsed(Svg.of(foundation)).getElementsByTagName("text")))
                .contains("registry", "budget");
    }

    @Test
    void a_png_picture_is_twice_as_large_and_not_empty() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(Png.of(Svg.of(PROD))));

        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(Layout.of(PROD).width() * 2));
        assertThat(IntStream.range(0, image.getWidth())
                        .map(x -> image.getRGB(x, image.getHeight() / 2))
                        .distinct())
                .as("colours of the middle line")
                .hasSizeGreaterThan(5);
    }

    @Test
    void long_lines_are_continued_after_a_comma_a_dot_or_a_word() {
        assertThat(Layout.wrapped(List.of(
                        "short",
                        "2 to 8, migrate, then app",
                        "512 CPU units · 1024 MiB · ARM64",
                        "the administrator's password",
                        "orders.staging.eu-central-1.example.com")))
                .containsExactly(
                        "short",
                        "2 to 8, migrate,",
                        "then app",
                        "512 CPU units · 1024 MiB",
                        "ARM64",
                        "the administrator's",
                        "password",
                        "orders.staging.eu-central-1.example.com");
    }

    private static boolean inside(Area inner, Area outer) {
        return inner.x() >= outer.x()
                && inner.y() >= outer.y()
                && inner.x() + inner.width() <= outer.width()
                && inner.y() + inner.height() <= outer.height();
    }

    private static boolean overlap(Area one, Area other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private static Document parsed(String svg) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
