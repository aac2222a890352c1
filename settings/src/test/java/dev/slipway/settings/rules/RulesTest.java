package dev.slipway.settings.rules;

import dev.slipway.settings.DomainSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FirewallSettings;
import dev.slipway.settings.Stacks;
import dev.slipway.settings.reading.Shape;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The rules between settings, each through the reader. */
class RulesTest {

    private static final String STAGING = """
            aws:region: eu-central-1
            aws:allowedAccountIds: ["123456789012"]
            domain: {name: orders.acme.dev}
            """;

    private static final String FOUNDATION = """
            aws:region: eu-central-1
            aws:allowedAccountIds: ["123456789012"]
            foundation:
              repository: acme/orders
              zone: acme.dev
              budgetEmails: [team@acme.dev]
            """;

    @TempDir
    private Path files;

    @ParameterizedTest
    @CsvSource({
        "256, 512",
        "256, 1024",
        "256, 2048",
        "512, 1024",
        "512, 4096",
        "1024, 2048",
        "1024, 8192",
        "2048, 4096",
        "2048, 16384",
        "4096, 8192",
        "4096, 30720",
        "8192, 16384",
        "8192, 61440",
        "16384, 32768",
        "16384, 122880"
    })
    void fargate_offers_a_combination(int cpu, int memory) {
        assertThat(Stacks.environment("services: {app: {cpu: %d, memory: %d}}".formatted(cpu, memory))
                        .service("app")
                        .memory())
                .isEqualTo(memory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300|512|services.app.cpu|write 256",
                "15000|32768|services.app.cpu|write 16384",
                "256|4096|services.app.memory|write 2048, or cpu 512",
                "256|1536|services.app.memory|write 2048",
                "512|512|services.app.memory|write 1024, or cpu 256",
                "8192|17408|services.app.memory|write 16384, or cpu 4096",
                "16384|65536|services.app.memory|",
                "16384|36864|services.app.memory|write 40960, or cpu 8192",
                "16384|122879|services.app.memory|write 122880"
            })
    void other_combinations_get_the_nearest_valid_one(int cpu, int memory, String path, String fix) {
        var yaml = "services: {app: {cpu: %d, memory: %d}}".formatted(cpu, memory);
        if (fix == null) {
            assertThat(Stacks.environment(yaml).service("app").memory()).isEqualTo(memory);
        } else {
            assertThat(Stacks.problem(yaml))
                    .extracting(Problem::path, Problem::fix)
                    .containsExactly(path, fix);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "10.255.240.0/20", "172.16.0.0/16", "172.31.0.0/17", "192.168.0.0/16"})
    void a_vpc_accepts_a_private_range(String cidr) {
        assertThat(Stacks.environment("network: {cidr: %s}".formatted(cidr))
                        .network()
                        .cidr())
                .isEqualTo(cidr);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8|is wider than a VPC can be|write a length of /16 to /20, such as 10.0.0.0/16",
                "10.1.2.0/24|is too narrow for its subnets|write a length of /16 to /20, such as 10.1.0.0/16",
                "10.1.16.0/16|does not begin at its network address|write 10.1.0.0/16",
                "10.1.8.0/20|does not begin at its network address|write 10.1.0.0/20",
                "172.32.0.0/16|is not private: these addresses belong to others on the internet|write a range in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
                "8.8.0.0/16|is not private: these addresses belong to others on the internet|write a range in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
                "10.300.0.0/16|is not an IPv4 range: an octet is at most 255, a prefix length at most 32|write one such as 10.20.0.0/16",
                "10.0.0.0/40|is not an IPv4 range: an octet is at most 255, a prefix length at most 32|write one such as 10.20.0.0/16",
                "10.0.0.0|is not an IPv4 range such as 10.20.0.0/16|write an IPv4 range such as 10.20.0.0/16"
            })
    void a_vpc_rejects_other_ranges(String cidr, String what, String fix) {
        assertThat(Stacks.problem("network: {cidr: %s}".formatted(cidr)))
                .isEqualTo(new Problem("network.cidr", cidr, what, fix));
    }

    @Test
    void the_minimum_of_tasks_is_not_above_the_maximum() {
        assertThat(Stacks.problem("services: {app: {minimum: 3, maximum: 2}}"))
                .isEqualTo(new Problem(
                        "services.app.maximum", "2", "is less than services.app.minimum, 3", "write 3 or more"));
    }

    @Test
    void log_retention_is_a_period_that_cloudwatch_allows() {
        assertThat(Stacks.environment("observability: {logDays: 3653}")
                        .observability()
                        .logDays())
                .isEqualTo(3653);
        assertThat(Stacks.problem("observability: {logDays: 100}").fix()).isEqualTo("write 120");
        assertThat(Stacks.problem("observability: {logDays: 3289}").fix()).isEqualTo("write 3653");
    }

    @Test
    void storage_grows_by_at_least_ten_percent_or_not_at_all() {
        assertThat(Stacks.environment("database: {storage: 100}").database().maximumStorage())
                .isEqualTo(100);
        assertThat(Stacks.problem("database: {storage: 95}").fix())
                .isEqualTo("write 105 or more, or 95 so that it never grows");
        assertThat(Stacks.problem("database: {storage: 200}").path()).isEqualTo("database.maximumStorage");
    }

    @Test
    void production_meets_its_minimum_requirements() {
        assertThat(Stacks.problems(Stacks.staging("""
                        production: true
                        files: {backup: false}
                        database: {backupDays: 1}
                        """)))
                .extracting(problem -> problem.path() + " " + problem.value() + " " + problem.fix())
                .containsExactly(
                        "services.app.minimum 1 write 2 or more",
                        "database.multiAz false write true",
                        "database.backupDays 1 write 7 or more",
                        "files.backup false write true",
                        "observability.logDays 30 write 365 or more",
                        "observability.emails [] write one address or more",
                        "image.source build write digest");
    }

    @Test
    void other_environments_need_not_meet_the_requirements_of_production() {
        assertThat(Stacks.environment("files: {backup: false}").files().backup())
                .isFalse();
    }

    @Test
    void a_grant_names_one_bucket_or_queue() {
        assertThat(Stacks.problems(Stacks.staging("""
                        service:
                          grants:
                            - bucket: reports
                              queue: invoices
                            - access: write
                            - queue: invoices
                        """)))
                .containsExactly(
                        new Problem(
                                "services.app.grants[0]",
                                "",
                                "names a bucket and a queue",
                                "name one of them in each grant"),
                        new Problem(
                                "services.app.grants[1]",
                                "",
                                "names neither a bucket nor a queue",
                                "name one of them in each grant"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST",
                "PORT",
                "METRICS_PORT",
                "SERVICE_NAME",
                "ENVIRONMENT",
                "DATABASE_HOST",
                "DATABASE_PASSWORD",
                "DATABASE_POOL_SIZE",
                "API_KEY_1",
                "API_KEY_12",
                "FILES_DIRECTORY",
                "RATE_LIMIT_BURST",
                "STOP_TIMEOUT",
                "CORS_ORIGINS",
                "AWS_REGION",
                "AWS_ACCESS_KEY_ID"
            })
    void variables_of_the_platform_are_reserved(String name) {
        assertThat(Stacks.problem("services: {app: {environment: {%s: x}}}".formatted(name))
                        .path())
                .isEqualTo("services.app.environment." + name);
        assertThat(Stacks.problem("services: {app: {secrets: [%s]}}".formatted(name))
                        .path())
                .isEqualTo("services.app.secrets[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOG_LEVEL", "DATABASE_POOL", "GREETING", "API_KEY", "HOSTNAME_SUFFIX"})
    void other_variables_are_allowed(String name) {
        assertThat(Stacks.environment("services: {app: {environment: {%s: x}}}".formatted(name))
                        .service("app")
                        .environment())
                .isEqualTo(Map.of(name, "x"));
    }

    @Test
    void a_variable_cannot_be_both_plain_and_secret() {
        assertThat(Stacks.problem("services: {app: {environment: {TOKEN: x}, secrets: [TOKEN]}}")
                        .what())
                .isEqualTo("is also in services.app.environment");
    }

    @Test
    void generations_of_the_api_key_start_at_one() {
        assertThat(Stacks.problem("services: {app: {apiKeys: [0, 1]}}").path()).isEqualTo("services.app.apiKeys[0]");
        assertThat(Stacks.environment("services: {app: {apiKeys: [6, 7]}}")
                        .service("app")
                        .apiKeys())
                .containsExactly(6, 7);
    }

    @Test
    void a_digest_is_refused_with_source_build() {
        var digest = "sha256:" + "0".repeat(64);
        assertThat(Stacks.problem("image: {digest: '%s'}".formatted(digest)).path())
                .isEqualTo("image.digest");
        assertThat(Stacks.environment("image: {source: digest, digest: '%s'}".formatted(digest))
                        .image()
                        .digest())
                .contains(digest);
        assertThat(Stacks.problem("image: {digests: {admin: '%s'}}".formatted(digest))
                        .path())
                .isEqualTo("image.digests.admin");
        assertThat(Stacks.problem("image: {source: digest, digests: {admin: latest}}")
                        .fix())
                .isEqualTo("write sha256: and 64 hex digits");
    }

    @Test
    void a_domain_must_be_in_the_foundations_zone() {
        var inside = names("{name: orders.acme.dev, aliases: ['*.acme.dev', acme.dev]}");
        assertThat(DomainInZone.problems(inside, "acme.dev")).isEmpty();
        var outside = names("{name: orders.notacme.dev, redirects: [acme.org]}");
        assertThat(DomainInZone.problems(outside, "acme.dev"))
                .containsExactly(
                        new Problem(
                                "domain.name",
                                "orders.notacme.dev",
                                "is not in the foundation's zone, acme.dev",
                                "write a name that ends in .acme.dev, or set the foundation's zone"),
                        new Problem(
                                "domain.redirects[0]",
                                "acme.org",
                                "is not in the foundation's zone, acme.dev",
                                "write a name that ends in .acme.dev, or set the foundation's zone"));
    }

    @Test
    void an_environments_names_fit_the_limits_of_aws() {
        assertThat(StackName.problems(named("slipway", "production-europ"))).isEmpty();
        assertThat(StackName.problems(named("slipway", "production-europe")))
                .containsExactly(
                        new Problem(
                                "stack name",
                                "slipway-production-europe",
                                "is too long: a load balancer and its target group, slipway-production-europe-1234567, would have 33"
                                        + " characters, and AWS allows 32",
                                "shorten the project's name in Pulumi.yaml, or `pulumi stack rename <new name>`: together, with the hyphen, they may have at most 24"));
    }

    @Test
    void a_foundations_name_leaves_the_projects_limit_unchanged() {
        assertThat(StackName.problems(named("orders-portal-of-acme", "foundation")))
                .isEmpty();
        assertThat(StackName.problems(named("slipway", "foundation-" + "x".repeat(90))))
                .extracting(Problem::path, Problem::fix)
                .containsExactly(tuple("stack name", "`pulumi stack rename <new name>`, of at most 64 characters"));
    }

    @ParameterizedTest
    @CsvSource({
        "aws-orders, begins with aws",
        "ssm, begins with ssm",
        "internal, begins with internal-",
        "internal-orders, begins with internal-",
        "sg-orders, begins with sg-",
        "sthree-x, begins with sthree-",
        "amzn-s3-demo-x, begins with amzn-s3-demo-",
        "x, is too short"
    })
    void project_names_that_aws_would_refuse_are_refused(String project, String what) {
        assertThat(StackName.problems(named(project, "dev"))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("project name");
            assertThat(problem.what()).startsWith(what);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"internals", "sgx", "my-aws", "xy"})
    void other_project_names_are_allowed(String project) {
        assertThat(StackName.problems(named(project, "dev"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "preview", "state", "boundary", "deploy-eu", "state-1"})
    void an_environment_cannot_have_the_name_of_a_shared_resource(String stack) {
        assertThat(StackName.problems(named("slipway", stack)))
                .extracting(Problem::path, Problem::value, Problem::fix)
                .containsExactly(tuple("stack name", stack, "`pulumi stack rename <new name>`"));
        assertThat(foundation("environments: [staging, %s]".formatted(stack)))
                .extracting(Problem::path)
                .containsExactly("foundation.environments[1]");
    }

    @Test
    void each_environment_of_a_foundation_has_a_valid_name() {
        assertThat(foundation("environments: [staging, a-production-of-ours, foundation-eu, Prod]"))
                .extracting(Problem::path, Problem::value)
                .containsExactly(tuple("foundation.environments[3]", "Prod"));
        assertThat(foundation("environments: [staging, a-production-of-ours, foundation-eu]"))
                .extracting(Problem::path, Problem::value)
                .containsExactly(
                        tuple("foundation.environments[1]", "slipway-a-production-of-ours"),
                        tuple("foundation.environments[2]", "foundation-eu"));
    }

    @Test
    void no_deploy_role_has_rights_to_another_environment() {
        assertThat(foundation("environments: [prod-eu, prod]"))
                .containsExactly(new Problem(
                        "foundation.environments[0]",
                        "prod-eu",
                        "could be changed by the deploy role of prod, which has full access to resources named slipway-prod-*",
                        "rename one of the two stacks, for example eu-prod"));
        assertThat(foundation("environments: [prod, staging, prod]"))
                .extracting(Problem::path)
                .containsExactly("foundation.environments[2]");
        assertThat(Stacks.read(Stacks.stack("foundation", FOUNDATION + "  environments: [prod, production]")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eu-centrl-1|is not a known region|did you mean eu-central-1?",
                "eu-central-9|is not a known region|did you mean eu-central-1?",
                "us-east-3|is not a known region|did you mean us-east-1?",
                "eu-central-1a|is not a region code|did you mean eu-central-1?",
                "EU-Central-1|is not a region code|did you mean eu-central-1?",
                "Frankfurt|is not a region code|write a region code, such as eu-central-1",
                "cn-north-1|is in AWS China, which is not supported yet|write a region of the commercial partition",
                "us-gov-west-1|is in AWS GovCloud (US), which is not supported yet|write a region of the commercial partition",
                "eusc-de-east-1|is in the AWS European Sovereign Cloud, which is not supported yet|write a region of",
                "us-isob-east-1|is in an isolated AWS partition, which is not supported yet|write a region of"
            })
    void unknown_and_unsupported_regions_are_refused(String region, String what, String fix) {
        for (var config : List.of(
                Stacks.stack("staging", STAGING.replace("eu-central-1", region)),
                Stacks.stack("foundation", FOUNDATION.replace("eu-central-1", region)))) {
            assertThat(Stacks.problems(config)).singleElement().satisfies(problem -> {
                assertThat(problem.path()).isEqualTo("aws:region");
                assertThat(problem.value()).isEqualTo(region);
                assertThat(problem.what()).startsWith(what);
                assertThat(problem.fix()).startsWith(fix);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-west-2", "ap-southeast-7", "mx-central-1", "il-central-1", "ca-west-1"})
    void every_region_of_the_commercial_partition_is_supported(String region) {
        assertThat(Stacks.read(Stacks.stack("staging", STAGING.replace("eu-central-1", region)))
                        .account()
                        .region())
                .isEqualTo(region);
    }

    @Test
    void a_network_has_no_more_zones_than_offer_fargate() {
        assertThat(Stacks.problems(
                        Stacks.stack("staging", STAGING.replace("eu-central-1", "us-west-1") + "network: {zones: 3}")))
                .containsExactly(new Problem(
                        "network.zones",
                        "3",
                        "is more than the zones that offer Fargate and are open to the account in us-west-1: 2",
                        "write 2, or choose another aws:region"));
        assertThat(FargateZones.have("us-west-1", "usw1-az2")).isFalse();
        assertThat(FargateZones.have("us-west-1", "usw1-az3")).isTrue();
        assertThat(FargateZones.have("ap-northeast-1", "apne1-az3")).isFalse();
        assertThat(FargateZones.have("eu-central-1", "euc1-az3")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.t3.micro",
                "db.t4g.2xlarge",
                "db.m5.large",
                "db.m7g.16xlarge",
                "db.r6in.32xlarge",
                "db.m8gd.48xlarge",
                "db.x2g.large",
                "db.x2iedn.xlarge",
                // families that may be newer than the table
                "db.m10g.large",
                "db.r9i.24xlarge",
                "db.t5g.small",
                "db.x8g.4xlarge"
            })
    void classes_that_rds_offers_are_accepted(String instanceClass) {
        assertThat(Stacks.environment("database: {instanceClass: %s}".formatted(instanceClass))
                        .database()
                        .instanceClass())
                .isEqualTo(instanceClass);
    }

    @ParameterizedTest
    @CsvSource({
        "db.t4g.mircro, write db.t4g.micro",
        "db.t4.micro, write db.t4g.micro",
        "db.t2.micro, write db.t3.micro",
        "db.m4.large, write db.m5.large",
        "db.m6g.32xlarge, write db.m6g.2xlarge",
        "db.t4g.4xlarge, write db.t4g.xlarge",
        "db.c6gd.large, write db.m6gd.large",
        "db.m9g.tiny, write db.m9g.large",
        "db.m11g.tiny, write db.m6g.large",
        "db.serverless, write a class such as db.t4g.micro",
        "t4g.micro, write db.t4g.micro",
        "DB.T4G.Micro, write db.t4g.micro"
    })
    void other_classes_get_the_nearest_valid_one(String instanceClass, String fix) {
        assertThat(Stacks.problem("database: {instanceClass: %s}".formatted(instanceClass)))
                .extracting(Problem::path, Problem::value, Problem::fix)
                .containsExactly("database.instanceClass", instanceClass, fix);
    }

    @ParameterizedTest
    @CsvSource({
        "https://orders.acme.dev, write orders.acme.dev",
        "https://orders.acme.dev:8443/v1?x=1, write orders.acme.dev",
        "orders.acme.dev., write orders.acme.dev",
        "Orders.Acme.dev, write orders.acme.dev",
        "*.acme.dev, 'write one name, not a wildcard: acme.dev, or a name below it'",
        "bücher.acme.dev, write xn--bcher-kva.acme.dev",
        "https://Bücher.example.香港, write xn--bcher-kva.example.xn--j6w193g",
        "straße.acme.dev, 'write it in Punycode, as its registrar shows it: xn--...'",
        "my_orders.acme.dev, write my-orders.acme.dev",
        "orders, 'write a host name in lower case, such as orders.staging.acme.dev'",
        "10.20.0.1, 'write a host name in lower case, such as orders.staging.acme.dev'",
        "orders..acme.dev, 'write a host name in lower case, such as orders.staging.acme.dev'"
    })
    void a_domain_that_is_not_a_host_name_gets_a_suggestion(String name, String fix) {
        assertThat(Stacks.problems(Stacks.stack("staging", STAGING.replace("orders.acme.dev", "'" + name + "'"))))
                .extracting(Problem::path, Problem::fix)
                .containsExactly(tuple("domain.name", fix));
    }

    @Test
    void a_domains_length_is_limited_by_dns_and_certificates() {
        var label = "a".repeat(63);
        assertThat(fix(label + "b.acme.dev")).isEqualTo("shorten what is between two dots to 63 characters");
        assertThat(fix((label + ".").repeat(4) + "dev")).isEqualTo("shorten it to 253 characters");
        assertThat(fix("a".repeat(60) + ".dev.x")).startsWith("write a host name");
        assertThat(fix("a".repeat(56) + ".acme.dev")).isEqualTo("shorten it");
        assertThat(Stacks.read(domain("a".repeat(55) + ".acme.dev"))).isNotNull();
        assertThat(Stacks.read(domain("xn--bcher-kva.xn--j6w193g"))).isNotNull();
    }

    @Test
    void a_zone_must_be_a_domain_too() {
        assertThat(Stacks.problems(
                        Stacks.stack("foundation", FOUNDATION.replace("zone: acme.dev", "zone: https://Acme.dev."))))
                .extracting(Problem::path, Problem::fix)
                .containsExactly(tuple("foundation.zone", "write acme.dev"));
    }

    @Test
    void an_image_can_only_be_promoted_within_one_account_and_foundation() throws IOException {
        assertThat(promoted("210987654321", "foundation"))
                .containsExactly(new Problem(
                        "image.promoteFrom",
                        "staging",
                        "is in account 123456789012: its images are in that account's registry, and nothing copies them to the registry of this stack",
                        "set aws:allowedAccountIds and foundationStack as in Pulumi.staging.yaml, or name a stack of this"
                                + " account that builds"));
        assertThat(promoted("123456789012", "foundation-two"))
                .extracting(Problem::path)
                .containsExactly("image.promoteFrom");
        assertThat(promoted("123456789012", "foundation")).isEmpty();
    }

    @Test
    void promotion_from_a_stack_without_a_file_is_not_checked() {
        assertThat(Stacks.environment("image: {source: digest}").image().promoteFrom())
                .isEqualTo("staging");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Staging", "my_stack", "-x", "x-", "a--b", "2nd"})
    void a_stack_name_is_lower_case_with_single_hyphens(String stack) {
        assertThat(StackName.problems(named("slipway", stack)))
                .extracting(Problem::path, Problem::value)
                .containsExactly(tuple("stack name", stack));
        assertThat(StackName.problems(named(stack, "staging")))
                .extracting(Problem::path)
                .containsExactly("project name");
    }

    @Test
    void every_rule_has_a_sentence_and_reads_existing_settings() {
        var paths = Shape.of(EnvironmentSettings.class, Stacks.SERVICES.keySet())
                .leaves()
                .map(leaf -> leaf.path().replace("account.", StackConfig.AWS))
                .toList();
        assertThat(CrossRules.environment(Stacks.SERVICES)).allSatisfy(rule -> {
            assertThat(rule.sentence()).endsWith(".");
            assertThat(rule.reads())
                    .allMatch(
                            read -> paths.stream().anyMatch(path -> path.equals(read) || path.startsWith(read + ".")));
        });
    }

    private static DomainSettings names(String yaml) {
        var stack = "aws:region: eu-central-1\naws:allowedAccountIds: ['123456789012']\ndomain: " + yaml;
        return ((EnvironmentSettings) Stacks.read(Stacks.stack("staging", stack))).domain();
    }

    private List<Problem> promoted(String account, String foundation) throws IOException {
        Files.writeString(files.resolve("Pulumi.yaml"), "name: slipway\n");
        Files.writeString(files.resolve("Pulumi.staging.yaml"), "config:\n" + STAGING.indent(2));
        Files.writeString(
                files.resolve("Pulumi.prod.yaml"),
                "config:\n"
                        + STAGING.replace("123456789012", account)
                                .concat("foundationStack: %s%nimage: {source: digest}%n".formatted(foundation))
                                .indent(2));
        try {
            Stacks.read(StackConfig.fromFiles(files, "prod"));
            return List.of();
        } catch (SettingsProblems e) {
            return e.problems();
        }
    }

    private static StackConfig domain(String name) {
        return Stacks.stack("staging", STAGING.replace("orders.acme.dev", name));
    }

    private static String fix(String domain) {
        return Stacks.problems(domain(domain)).getFirst().fix();
    }

    /** The problems of a foundation with one more line. */
    private static List<Problem> foundation(String yaml) {
        return Stacks.problems(Stacks.stack("foundation", FOUNDATION + "  " + yaml));
    }

    private static StackConfig named(String project, String stack) {
        return new StackConfig(project, stack, Map.of(), Set.of());
    }

    @Test
    void rules_for_one_environment_name_a_listed_environment() {
        assertThat(Stacks.read(Stacks.stack("foundation", FOUNDATION + "  unreviewed: [staging]")))
                .isNotNull();
        assertThat(foundation("unreviewed: [qa]"))
                .extracting(Problem::path, Problem::value)
                .containsExactly(tuple("foundation.unreviewed[0]", "qa"));
        assertThat(foundation("pullRequestPreviews: [stagin]"))
                .extracting(Problem::path, Problem::value)
                .containsExactly(tuple("foundation.pullRequestPreviews[0]", "stagin"));
        assertThat(Stacks.read(Stacks.stack("foundation", FOUNDATION + "  environments: [prod]")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{rule: a, resource: b, reason: c}|exceptions[0]",
                "{rule: a, resource: b, reason: c, until: '2027-01-01', decidedBy: d}|exceptions[0]",
                "{rule: a, resource: b, reason: '', until: '2027-01-01'}|exceptions[0].reason",
                "{rule: a, resource: b, reason: c, until: '2027-02-30'}|exceptions[0].until",
                "{rule: a, resource: b, reason: c, until: soon}|exceptions[0].until"
            })
    void an_exception_ends_on_a_day_or_somebody_decided(String exception, String path) {
        assertThat(Stacks.problem("exceptions: [%s]".formatted(exception)).path())
                .isEqualTo(path);
    }

    @Test
    void an_exception_is_allowed_in_both_kinds_of_stack() {
        var until = "exceptions: [{rule: a, resource: b, reason: c, until: '2027-01-01'}]";
        assertThat(Stacks.environment(until).exceptions()).hasSize(1);
        assertThat(Stacks.read(Stacks.stack(
                                "foundation", FOUNDATION + until.replace("until: '2027-01-01'", "decidedBy: d")))
                        .exceptions())
                .hasSize(1);
    }

    @Test
    void production_has_a_web_acl_and_backups_unless_its_settings_say_otherwise() {
        assertThat(Stacks.environment("").firewallMode()).isEqualTo(FirewallSettings.Mode.NONE);
        assertThat(Stacks.environment("").backupDays()).isEmpty();
        assertThat(Stacks.environment("firewall: {mode: count}").firewallMode()).isEqualTo(FirewallSettings.Mode.COUNT);
        assertThat(Stacks.environment("backups: {days: 10}").backupDays()).contains(10);
        assertThat(Stacks.problem("firewall: {mode: off}").path()).isEqualTo("firewall.mode");
    }
}
