package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.regex.Matcher;

import static org.assertj.core.api.Assertions.assertThat;

/** Environments with other services than the template's: one of each kind, and one with neither database nor files. */
@Story
class ServicesIT {

    private static final String IMPORTS = """
            import static dev.slipway.architecture.BucketSpec.bucket;
            import static dev.slipway.architecture.QueueSpec.queue;
            import static dev.slipway.architecture.ServiceSpec.internal;
            import static dev.slipway.architecture.ServiceSpec.job;
            import static dev.slipway.architecture.ServiceSpec.worker;
            import static dev.slipway.architecture.SidecarSpec.sidecar;
            """;

    private static final String ALL_KINDS = """
                    var mails = queue("mails");
                    var invoices = bucket("invoices");
                    var collector = sidecar("collector", "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1");
                    return Architecture.of(
                            web("app").ownsSchema().usesFiles().calls("pricing").sendsTo(mails).with(collector),
                            web("admin").paths("/admin", "/admin/*").hosts("admin").usesDatabase(),
                            internal("pricing"),
                            worker("mailer", mails).writesTo(invoices),
                            job("cleanup").schedule("cron(0 3 * * ? *)").usesDatabase().readsFrom(invoices));""";

    private static final String NEITHER = "        return Architecture.of(web(\"app\"));";

    private Workbench bench;
    private Pulumi pulumi;
    private Set<String> before;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(ServicesIT.class);
        pulumi = bench.pulumi();
        bench.deployFoundation();
        before = Inventory.of(bench.aws());
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void services_of_all_kinds_are_deployed_and_do_not_drift() {
        declare(ALL_KINDS);
        pulumi.init("staging");
        pulumi.set("staging", "domain.redirects[0]", "www.staging.slipway.test");
        pulumi.up("staging").succeeded();

        var outputs = pulumi.outputs("staging");
        assertThat(outputs.path("adminApiKey").asText()).isEqualTo("[secret]");
        assertThat(outputs.path("mailerService").asText()).isEqualTo("slipway-staging-mailer");
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
    }

    @Test
    @Order(2)
    void they_are_deleted_without_a_rest() {
        pulumi.destroy("staging").succeeded();
        var left = Inventory.of(bench.aws());
        left.removeAll(before);
        assertThat(left).singleElement().asString().contains(":snapshot:slipway-staging-final-");
    }

    @Test
    @Order(3)
    void an_environment_with_neither_database_nor_files_is_deployed_and_deleted() {
        declare(NEITHER);
        pulumi.up("staging").succeeded();
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
        assertThat(pulumi.outputs("staging").has("databaseEndpoint")).isFalse();
        pulumi.destroy("staging").succeeded();
    }

    /** Replaces the services of Environment.java. */
    private void declare(String body) {
        bench.project().edit("platform/src/main/java/dev/slipway/Environment.java", code -> {
            var changed = code.replaceFirst(
                    "(?s)(Architecture architecture\\(\\) \\{\n).*?\n    \\}\n",
                    "$1" + Matcher.quoteReplacement(body) + "\n    }\n");
            return code.contains("BucketSpec.bucket;")
                    ? changed
                    : changed.replaceFirst("(?m)^import static ", Matcher.quoteReplacement(IMPORTS) + "import static ");
        });
    }
}
