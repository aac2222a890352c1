package dev.slipway.toolbox.report;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;
import dev.slipway.settings.reading.SettingValue;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPageTest {

    private static final String PLANTED = "hunter2";

    @Test
    void a_report_shows_the_picture_the_resources_and_the_settings_of_a_stack() {
        var page = ReportPage.of(Report.of(SampleReports.side("prod")));

        assertThat(page)
                .contains("<h1>prod</h1>", "<svg ", "Region eu-central-1", "VPC 10.30.0.0/16")
                .contains("rds Instance", "db.t4g.small", "protected")
                .contains("Set in Pulumi.prod.yaml", "database.backupDays");
    }

    @Test
    void a_section_without_content_is_left_out() {
        assertThat(ReportPage.of(Report.of(SampleReports.side("foundation"))))
                .contains("id=\"resources\"", "id=\"settings\"")
                .doesNotContain(
                        "id=\"cost\"", "id=\"guardrails\"", "id=\"comparison\"", "Allowed connections as a table");
        assertThat(ReportPage.of(SampleReports.whole()))
                .contains("id=\"cost\"", "id=\"guardrails\"", "id=\"comparison\"");
    }

    @Test
    void costs_are_bars_with_the_most_expensive_first() {
        assertThat(ReportPage.of(SampleReports.whole()))
                .contains("$1,235.16 in all")
                .containsSubsequence(
                        "Database", "$1,213.14", "width: 100.0%", "Load balancer", "$17.52", "width: 1.4%");
    }

    @Test
    void guardrails_that_need_attention_come_first() {
        assertThat(ReportPage.of(SampleReports.whole()))
                .contains("1 violated, 1 excepted, 1 kept")
                .containsSubsequence(
                        "no-open-ports", "port 22 is open", "logs-kept", "until 2027-01-01", "database-encrypted");
    }

    @Test
    void two_stacks_are_compared_without_what_differs_only_in_their_names() {
        var comparison = Comparison.of(SampleReports.side("staging"), SampleReports.side("prod"));

        assertThat(comparison.settings())
                .contains(new Comparison.Difference("database.multiAz", "", "false", "true"))
                .noneMatch(difference -> difference.name().equals("aws:region"));
        assertThat(comparison.resources())
                .anySatisfy(difference -> {
                    assertThat(difference.name()).isEqualTo("network-public-3");
                    assertThat(difference.here()).isNull();
                    assertThat(difference.there()).contains("eu-central-1c");
                })
                .contains(new Comparison.Difference(
                        "logs-flow", "cloudwatch LogGroup", "/slipway/…/flow · 30 days", "/slipway/…/flow · 365 days"))
                .anyMatch(difference -> difference.name().equals("slipway-staging")
                        && difference.there().contains("cannot be deleted"))
                .filteredOn(difference -> difference.here() != null && difference.there() != null)
                .noneMatch(
                        difference -> List.of("ecs Cluster", "iam RolePolicy").contains(difference.kind()));
    }

    @Test
    void a_stack_does_not_differ_from_itself() {
        var staging = SampleReports.side("staging");

        assertThat(Comparison.of(staging, staging))
                .isEqualTo(new Comparison("staging", "staging", List.of(), List.of()));
    }

    @Test
    void a_page_has_no_address_of_another_file_and_equal_reports_have_equal_pages() {
        var page = ReportPage.of(SampleReports.whole());

        assertThat(page.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http:", "src=", "@import", "url(", "<link")
                .doesNotContainPattern("href=\"(?!#)");
        assertThat(page).isEqualTo(ReportPage.of(SampleReports.whole()));
    }

    @Test
    void secrets_are_never_shown() {
        var side = new Side(
                plan(
                        resource(
                                "aws:ssm/parameter:Parameter",
                                Map.of("name", "/toy/key", "type", "SecureString", "value", new Secret(PLANTED))),
                        resource(
                                "aws:glue/job:Job",
                                Map.of("token", new Secret(PLANTED), "all", List.of(new Secret(PLANTED)))),
                        resource("aws:route53/zone:Zone", Map.of("name", new Secret(PLANTED))),
                        resource(
                                "aws:efs/backupPolicy:BackupPolicy",
                                Map.of("backupPolicy", new Secret(Map.of("status", PLANTED)))),
                        resource(
                                "aws:cloudwatch/eventRule:EventRule",
                                Map.of("description", new Secret(new Secret(PLANTED))))),
                List.of());

        var page = ReportPage.of(Report.of(side).comparing(side, new Side(plan(), List.of())));

        assertThat(page).contains(Secret.MASK).doesNotContain(PLANTED);
    }

    @Test
    void text_is_escaped() {
        var name = "<script>alert('\"&')</script>";
        var side = new Side(
                plan(resource("aws:route53/zone:Zone", Map.of("name", name))),
                List.of(new SettingValue("domain.name", name, true, name)));

        assertThat(ReportPage.of(Report.of(side)))
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert");
    }

    private static Plan plan(PlannedResource... resources) {
        return new Plan("toy", "test", List.of(resources), Map.of("output", new Secret(PLANTED)));
    }

    private static PlannedResource resource(String type, Map<String, Object> inputs) {
        return new PlannedResource(
                type,
                type,
                "toy-test-" + type,
                Optional.empty(),
                Kind.CUSTOM,
                inputs,
                inputs,
                Set.of(),
                Map.of(),
                Options.NONE);
    }
}
