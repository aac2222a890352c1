package dev.slipway.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The rules between settings, each through the reader. */
class RulesTest {

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
    void fargate_offers_a_pair(int cpu, int memory) {
        assertThat(Stacks.environment("service: {cpu: %d, memory: %d}".formatted(cpu, memory))
                        .service()
                        .memory())
                .isEqualTo(memory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300|512|service.cpu|write 256",
                "15000|32768|service.cpu|write 16384",
                "256|4096|service.memory|write 2048, or cpu 512",
                "256|1536|service.memory|write 2048",
                "512|512|service.memory|write 1024, or cpu 256",
                "8192|17408|service.memory|write 16384, or cpu 4096",
                "16384|65536|service.memory|",
                "16384|36864|service.memory|write 40960, or cpu 8192",
                "16384|122879|service.memory|write 122880"
            })
    void fargate_offers_no_such_pair_but_one_near_it(int cpu, int memory, String path, String mend) {
        var yaml = "service: {cpu: %d, memory: %d}".formatted(cpu, memory);
        if (mend == null) {
            assertThat(Stacks.environment(yaml).service().memory()).isEqualTo(memory);
        } else {
            assertThat(Stacks.problem(yaml))
                    .extracting(Problem::path, Problem::mend)
                    .containsExactly(path, mend);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "10.255.240.0/20", "172.16.0.0/16", "172.31.0.0/17", "192.168.0.0/16"})
    void a_vpc_takes_a_private_range(String cidr) {
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
                "172.32.0.0/16|is not private: others own these addresses in the internet|write a range in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
                "8.8.0.0/16|is not private: others own these addresses in the internet|write a range in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
                "10.300.0.0/16|is no IPv4 range: an octet ends at 255, a length at 32|write one such as 10.20.0.0/16",
                "10.0.0.0/40|is no IPv4 range: an octet ends at 255, a length at 32|write one such as 10.20.0.0/16",
                "10.0.0.0|is not an IPv4 range such as 10.20.0.0/16|write an IPv4 range such as 10.20.0.0/16"
            })
    void a_vpc_takes_no_such_range(String cidr, String what, String mend) {
        assertThat(Stacks.problem("network: {cidr: %s}".formatted(cidr)))
                .isEqualTo(new Problem("network.cidr", cidr, what, mend));
    }

    @Test
    void tasks_cannot_be_at_least_more_than_at_most() {
        assertThat(Stacks.problem("service: {minimum: 3, maximum: 2}"))
                .isEqualTo(new Problem("service.maximum", "2", "is less than service.minimum, 3", "write 3 or more"));
    }

    @Test
    void cloudwatch_keeps_logs_for_certain_numbers_of_days() {
        assertThat(Stacks.environment("observability: {logDays: 3653}")
                        .observability()
                        .logDays())
                .isEqualTo(3653);
        assertThat(Stacks.problem("observability: {logDays: 100}").mend()).isEqualTo("write 120");
        assertThat(Stacks.problem("observability: {logDays: 3289}").mend()).isEqualTo("write 3653");
    }

    @Test
    void storage_grows_by_a_tenth_or_not_at_all() {
        assertThat(Stacks.environment("database: {storage: 100}").database().maximumStorage())
                .isEqualTo(100);
        assertThat(Stacks.problem("database: {storage: 95}").mend())
                .isEqualTo("write 105 or more, or 95 so that it never grows");
        assertThat(Stacks.problem("database: {storage: 200}").path()).isEqualTo("database.maximumStorage");
    }

    @Test
    void a_production_keeps_to_its_floor() {
        assertThat(Stacks.problems(Stacks.staging("""
                        production: true
                        files: {backup: false}
                        database: {backupDays: 1}
                        """)))
                .extracting(problem -> problem.path() + " " + problem.value() + " " + problem.mend())
                .containsExactly(
                        "service.minimum 1 write 2 or more",
                        "database.multiAz false write true",
                        "database.backupDays 1 write 7 or more",
                        "files.backup false write true",
                        "observability.logDays 30 write 365 or more",
                        "image.source build write digest");
    }

    @Test
    void what_is_no_production_is_free_of_its_floor() {
        assertThat(Stacks.environment("files: {backup: false}").files().backup())
                .isFalse();
    }

    @Test
    void a_grant_is_for_one_thing() {
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
                                "service.grants[0]",
                                "",
                                "names a bucket and a queue",
                                "name one of them in each grant"),
                        new Problem(
                                "service.grants[1]",
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
    void the_platforms_variables_are_taken(String name) {
        assertThat(Stacks.problem("service: {environment: {%s: x}}".formatted(name))
                        .path())
                .isEqualTo("service.environment." + name);
        assertThat(Stacks.problem("service: {secrets: [%s]}".formatted(name)).path())
                .isEqualTo("service.secrets[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOG_LEVEL", "DATABASE_POOL", "GREETING", "API_KEY", "HOSTNAME_SUFFIX"})
    void other_variables_are_free(String name) {
        assertThat(Stacks.environment("service: {environment: {%s: x}}".formatted(name))
                        .service()
                        .environment())
                .isEqualTo(Map.of(name, "x"));
    }

    @Test
    void a_variable_is_not_both_plain_and_secret() {
        assertThat(Stacks.problem("service: {environment: {TOKEN: x}, secrets: [TOKEN]}")
                        .what())
                .isEqualTo("is in service.environment too");
    }

    @Test
    void generations_of_the_key_are_counted_from_one() {
        assertThat(Stacks.problem("service: {apiKeys: [0, 1]}").path()).isEqualTo("service.apiKeys[0]");
        assertThat(Stacks.environment("service: {apiKeys: [6, 7]}").service().apiKeys())
                .containsExactly(6, 7);
    }

    @Test
    void a_digest_is_not_given_to_a_build() {
        var digest = "sha256:" + "0".repeat(64);
        assertThat(Stacks.problem("image: {digest: '%s'}".formatted(digest)).path())
                .isEqualTo("image.digest");
        assertThat(Stacks.environment("image: {source: digest, digest: '%s'}".formatted(digest))
                        .image()
                        .digest())
                .contains(digest);
    }

    @Test
    void a_domain_is_in_the_foundations_zone() {
        assertThat(DomainInZone.problem("orders.acme.dev", "acme.dev")).isEmpty();
        assertThat(DomainInZone.problem("acme.dev", "acme.dev")).isEmpty();
        assertThat(DomainInZone.problem("orders.notacme.dev", "acme.dev"))
                .contains(new Problem(
                        "domain.name",
                        "orders.notacme.dev",
                        "is not in the foundation's zone, acme.dev",
                        "write a name that ends in .acme.dev, or set the foundation's zone"));
    }

    @Test
    void names_fit_into_a_target_groups() {
        assertThat(StackName.problems(named("slipway", "production-europe"))).hasSize(1);
        assertThat(StackName.problems(named("slipway", "production-europ"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Staging", "my_stack", "-x", "x-", "a--b", "2nd"})
    void a_stacks_name_is_lower_case_with_single_hyphens(String stack) {
        assertThat(StackName.problems(named("slipway", stack)))
                .extracting(Problem::path, Problem::value)
                .containsExactly(tuple("stack name", stack));
        assertThat(StackName.problems(named(stack, "staging")))
                .extracting(Problem::path)
                .containsExactly("project name");
    }

    @Test
    void every_rule_is_stated_and_looks_at_settings_that_there_are() {
        var paths = Words.leaves(Shape.of(EnvironmentSettings.class))
                .map(Words.Leaf::path)
                .toList();
        assertThat(CrossRule.ENVIRONMENT).allSatisfy(rule -> {
            assertThat(rule.sentence()).endsWith(".");
            assertThat(paths).containsAll(rule.reads());
        });
    }

    private static StackConfig named(String project, String stack) {
        return new StackConfig(project, stack, Map.of(), Set.of());
    }
}
