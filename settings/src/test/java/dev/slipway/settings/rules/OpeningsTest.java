package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.Stacks;
import dev.slipway.settings.stack.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The settings with which a team opens what is closed by default. */
class OpeningsTest {

    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shared/stripe-AbCdEf";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: {egressPorts: [443, 70000]} | network.egressPorts[1]",
                "network: {egressPorts: [70000]} | network.egressPorts[0]",
                "network: {egress: endpoints, egressPorts: [587]} | network.egressPorts",
                "network: {existing: {privateSubnets: [subnet-01234567]}} | network.existing.privateSubnets",
                "database: {storageType: io2} | database.iops",
                "database: {iops: 3000} | database.iops",
                "database: {storageType: io2, iops: 200000, storage: 100, maximumStorage: 200} | database.iops",
                "database: {engine: aurora-serverless, iops: 3000} | database.iops",
                "database: {engine: aurora-serverless, storage: 50} | database.storage",
                "database: {engine: aurora-serverless, instanceClass: db.t4g.small} | database.instanceClass",
                "database: {engine: aurora-serverless, minimumCapacity: 8} | database.minimumCapacity",
                "database: {engine: aurora-serverless, minimumCapacity: 0} | database.minimumCapacity",
                "database: {engine: aurora-serverless, maximumCapacity: 1.2} | database.maximumCapacity",
                "database: {engine: aurora-serverless, maximumCapacity: 256.5} | database.maximumCapacity",
                "database: {engine: aurora-serverless, maximumCapacity: '8.25'} | database.maximumCapacity",
                "database: {maximumCapacity: 8} | database.maximumCapacity",
                "database: {parameters: {rds.force_ssl: '0'}} | database.parameters.rds.force_ssl",
                "aws:defaultTags: {tags: {Environment: x}} | aws:defaultTags.tags.Environment",
                "balancer: {signIn: {userPoolDomain: acme}} | balancer.signIn.userPool",
                "balancer: {signIn: {clientId: acme}} | balancer.signIn",
                "balancer: {allowedRanges: ['10.0.0.300/8']} | balancer.allowedRanges[0]",
                "services: {app: {signIn: true}} | balancer.signIn",
                "services: {app: {hosts: [admin.acme.dev]}} | services.app.hosts[0]",
                "services: {app: {secrets: [KEY, 'KEY=arn:aws:ssm:eu-central-1:123456789012:parameter/x']}} | services.app.secrets[1]",
                "services: {app: {secrets: ['KEY=arn:aws:s3:::bucket']}} | services.app.secrets[0]",
                "services: {app: {corsOrigins: ['http://shop.acme.dev']}} | services.app.corsOrigins[0]",
                "services: {app: {environment: {TRUSTED_PROXIES: '1'}}} | services.app.environment.TRUSTED_PROXIES",
                "unprotected: [slipway-prod-database] | unprotected[0]",
                "unprotected: [database] | unprotected[0]",
            })
    void what_aws_or_another_setting_refuses_is_a_problem(String yaml, String path) {
        assertThat(Stacks.problems(Stacks.staging(yaml)))
                .extracting(Problem::path)
                .contains(path);
    }

    @Test
    void all_openings_together_are_valid() {
        var settings = (EnvironmentSettings) Stacks.read(Stacks.stack("staging", """
                aws:region: eu-central-1
                aws:allowedAccountIds: ["123456789012"]
                aws:defaultTags: {tags: {CostCenter: "4711"}}
                aws:assumeRole: {roleArn: "arn:aws:iam::123456789012:role/deployer", externalId: acme}
                domain:
                  name: orders.acme.dev
                  aliases: ["*.orders.acme.dev", api.acme.dev]
                  redirects: [www.acme.dev]
                network:
                  egressPorts: [587, 27017]
                  existing:
                    vpc: vpc-0123456789abcdef0
                    publicSubnets: [subnet-00000001, subnet-00000002]
                    privateSubnets: [subnet-00000003, subnet-00000004]
                    isolatedSubnets: [subnet-00000005, subnet-00000006]
                balancer:
                  allowedRanges: [203.0.113.0/24]
                  idleTimeout: 120
                  trustedProxies: 1
                  signIn: {userPool: "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_aBc", userPoolDomain: acme, clientId: orders}
                services:
                  app:
                    secrets: [OWN, "STRIPE_KEY=%s:key::"]
                    corsOrigins: ["http://localhost:3000"]
                    hosts: [api.acme.dev]
                    signIn: true
                    exec: true
                    logRouter: {Name: http, Host: logs.acme.dev}
                database:
                  storageType: io2
                  iops: 3000
                  storage: 100
                  extensions: [pg_trgm]
                  parameters: {work_mem: "16384"}
                  readReplica: true
                  snapshot: acme-orders
                unprotected: [slipway-staging-bucket-invoices]
                """.formatted(SECRET)));

        assertThat(settings.account().defaultTags().tags()).containsEntry("CostCenter", "4711");
        assertThat(settings.account().assumeRole().externalId()).contains("acme");
        assertThat(settings.service("app").ownSecrets()).containsExactly("OWN");
        assertThat(settings.service("app").existingSecrets()).isEqualTo(Map.of("STRIPE_KEY", SECRET + ":key::"));
        assertThat(settings.domain().names())
                .containsExactly("orders.acme.dev", "*.orders.acme.dev", "api.acme.dev", "www.acme.dev");
    }

    @Test
    void aurora_has_its_own_size() {
        var settings =
                Stacks.environment("database: {engine: aurora-serverless, minimumCapacity: 1, maximumCapacity: 16.5}");

        assertThat(settings.database().isAurora()).isTrue();
        assertThat(settings.database().minimumCapacity()).isEqualTo(1);
        assertThat(settings.database().maximumCapacity()).isEqualTo(16.5);
    }

    @Test
    void what_aurora_does_not_have_is_told_at_once() {
        assertThat(Stacks.problems(Stacks.staging("""
                        database:
                          engine: aurora-serverless
                          minimumCapacity: 8
                          maximumCapacity: 4.25
                          storage: 50
                          storageType: io2
                        """)))
                .extracting(Problem::path, Problem::fix)
                .contains(
                        tuple("database.maximumCapacity", "write a multiple of 0.5 from 1 to 256"),
                        tuple("database.storage", "delete it, or set database.engine to postgres"),
                        tuple("database.storageType", "delete it, or set database.engine to postgres"));
        assertThat(Stacks.problems(Stacks.staging("database: {engine: aurora-serverless, minimumCapacity: 8}")))
                .extracting(Problem::what, Problem::fix)
                .containsExactly(tuple(
                        "is more than database.maximumCapacity, 4",
                        "write 4 or less, or raise database.maximumCapacity"));
    }

    @Test
    void production_refuses_pages_without_tls() {
        assertThat(Stacks.problems(
                        Stacks.staging("production: true\nservices: {app: {corsOrigins: ['http://localhost:3000']}}")))
                .extracting(Problem::path)
                .contains("services.app.corsOrigins[0]");
    }

    @Test
    void the_foundation_lists_what_environments_share() {
        var settings = Stacks.environment("services: {app: {secrets: ['STRIPE_KEY=%s:key::']}}".formatted(SECRET));

        assertThat(SharedResources.problems(settings, List.of(), List.of()))
                .extracting(Problem::path)
                .containsExactly("services.app.secrets");
        assertThat(SharedResources.problems(
                        settings,
                        List.of("arn:aws:secretsmanager:eu-central-1:123456789012:secret:shared/*"),
                        List.of()))
                .isEmpty();
        assertThat(SharedResources.problems(settings, List.of(SECRET.replace("stripe", "other")), List.of()))
                .hasSize(1);
    }
}
