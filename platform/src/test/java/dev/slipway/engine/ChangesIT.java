package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks docs/changes.md against the engine: what each setting would replace or delete in a running production environment. */
@Story
@Order(1) // the longest begin first
class ChangesIT {

    private static final String NOTHING = "nothing";
    private static final String DIGEST = "sha256:" + "5".repeat(64);

    /** Each setting of an environment, with a value that differs from production's; `database.version` rises from 17. */
    private static final Map<String, String> SETTINGS = lines("""
            aws:region = us-east-1
            aws:allowedAccountIds[0] = 210987654321
            aws:defaultTags.tags.CostCenter = payments
            production = false
            network.cidr = 10.50.0.0/16
            network.zones = 2
            network.egress = endpoints
            network.egressPorts[0] = 587
            network.flowLogs = all
            domain.name = shop.slipway.test
            domain.aliases[0] = api.slipway.test
            domain.redirects[0] = www.slipway.test
            domain.includeSubdomains = true
            balancer.internal = true
            balancer.allowedRanges[0] = 203.0.113.0/24
            balancer.idleTimeout = 120
            balancer.trustedProxies = 1
            firewall.mode = count
            firewall.requestsPerFiveMinutes = 20000
            services.app.cpu = 256
            services.app.memory = 2048
            services.app.architecture = x86_64
            services.app.minimum = 3
            services.app.maximum = 9
            services.app.spotPercent = 50
            services.app.scaling.cpuPercent = 50
            services.app.scaling.requestsPerMinute = 2000
            services.app.scaling.messagesPerTask = 50
            services.app.environment.GREETING = hello
            services.app.secrets[0] = PAYMENT_TOKEN
            services.app.grants[0].bucket = acme-reports
            services.app.apiKeys[0] = 2
            services.app.rateLimit.perSecond = 9
            services.app.rateLimit.burst = 9
            services.app.corsOrigins[0] = https://shop.acme.dev
            services.app.hosts[0] = orders.slipway.test
            services.app.exec = true
            services.app.logRouter.Name = http
            database.version = 18
            database.instanceClass = db.t4g.medium
            database.storage = 60
            database.maximumStorage = 200
            database.backupDays = 21
            database.extensions[0] = pg_trgm
            database.parameters.log_statement = mod
            database.readReplica = true
            database.snapshot = acme-orders
            files.throughput = elastic
            backups.days = 90
            observability.logDays = 400
            observability.emails[1] = second@slipway.test
            observability.availability = 99.5
            observability.p99Milliseconds = 900
            observability.prometheus = true
            observability.grafanaSignIn = saml
            image.digest = sha256:6666666666666666666666666666666666666666666666666666666666666666
            cost.budget = 9000
            cost.usage.requests = 5000000
            cost.usage.dataOut = 50
            cost.usage.egress = 50
            cost.usage.logs = 50
            cost.usage.metrics = 50
            cost.usage.lcu = 2
            cost.usage.objects = 50
            cost.usage.files = 50
            cost.usage.backups = 50
            cost.usage.samples = 50
            cost.usage.auroraCapacity = 2
            cost.usage.auroraStorage = 50
            cost.usage.auroraRequests = 50
            cost.usage.jobHours = 50
            unprotected[0] = slipway-prod-database
            """, " = ");

    /** Production refuses another value of these settings, they concern builds and other stacks, or only a group of them is valid. */
    private static final Set<String> NOT_TESTED = Set.of(
            "aws:assumeRole.externalId",
            "aws:assumeRole.roleArn",
            "aws:assumeRole.sessionName",
            "aws:profile",
            "balancer.signIn.authorizationEndpoint",
            "balancer.signIn.clientId",
            "balancer.signIn.clientSecret",
            "balancer.signIn.issuer",
            "balancer.signIn.tokenEndpoint",
            "balancer.signIn.userInfoEndpoint",
            "balancer.signIn.userPool",
            "balancer.signIn.userPoolDomain",
            "database.engine",
            "database.iops",
            "database.maximumCapacity",
            "database.minimumCapacity",
            "database.multiAz",
            "database.storageType",
            "exceptions",
            "files.backup",
            "foundationStack",
            "image.context",
            "image.digests",
            "image.dockerfile",
            "image.platforms",
            "image.promoteFrom",
            "image.source",
            "network.existing.isolatedSubnets",
            "network.existing.privateSubnets",
            "network.existing.publicSubnets",
            "network.existing.vpc",
            "services.app.signIn");

    private Workbench bench;
    private Pulumi pulumi;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(ChangesIT.class);
        pulumi = bench.pulumi();
        bench.deployFoundation();
        pulumi.init("prod");
        pulumi.set("prod", "image.digest", DIGEST);
        pulumi.set("prod", "database.version", "17");
        pulumi.up("prod").succeeded();
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void each_setting_of_an_environment_is_tested() throws IOException {
        var schema = new JsonMapper().readTree(bench.project().read(".schema/stack.schema.json"));
        assertThat(leaves("", schema.at("/properties/config")))
                .filteredOn(setting -> !setting.startsWith("foundation.") && !NOT_TESTED.contains(setting))
                .allSatisfy(setting -> assertThat(SETTINGS.keySet()).anyMatch(tried -> tried.startsWith(setting)));
    }

    @Test
    @Order(2)
    void no_setting_replaces_resources_with_data_or_traffic() {
        var expected = lines("""
                aws:region: refused
                aws:allowedAccountIds[0]: refused
                aws:defaultTags.tags.CostCenter: nothing
                production: delete LogGroup, delete Plan, delete Role, delete RolePolicy, delete Selection, delete Vault, delete VaultLockConfiguration, delete WebAcl, delete WebAclAssociation, delete WebAclLoggingConfiguration, delete slipway:access:ServiceRole, delete slipway:data:Backups, delete slipway:edge:Firewall
                network.cidr: refused
                network.zones: delete Eip, delete MountTarget, delete NatGateway, delete Route, delete RouteTable, delete RouteTableAssociation, delete Subnet
                network.egress: delete Eip, delete NatGateway, delete Route, delete SecurityGroupEgressRule
                network.egressPorts[0]: nothing
                network.flowLogs: replace FlowLog
                domain.name: replace Certificate, replace CertificateValidation, replace Record
                domain.aliases[0]: replace Certificate, replace CertificateValidation, replace Record
                domain.redirects[0]: replace Certificate, replace CertificateValidation, replace Record
                domain.includeSubdomains: nothing
                balancer.internal: refused
                balancer.allowedRanges[0]: delete SecurityGroupIngressRule
                balancer.idleTimeout: nothing
                balancer.trustedProxies: nothing
                firewall.mode: nothing
                firewall.requestsPerFiveMinutes: nothing
                services.app.cpu: nothing
                services.app.memory: nothing
                services.app.architecture: nothing
                services.app.minimum: nothing
                services.app.maximum: nothing
                services.app.spotPercent: nothing
                services.app.scaling.cpuPercent: nothing
                services.app.scaling.requestsPerMinute: nothing
                services.app.scaling.messagesPerTask: nothing
                services.app.environment.GREETING: nothing
                services.app.secrets[0]: nothing
                services.app.grants[0].bucket: nothing
                services.app.apiKeys[0]: delete Parameter
                services.app.rateLimit.perSecond: nothing
                services.app.rateLimit.burst: nothing
                services.app.corsOrigins[0]: nothing
                services.app.hosts[0]: nothing
                services.app.exec: nothing
                services.app.logRouter.Name: nothing
                database.version: delete ParameterGroup
                database.instanceClass: nothing
                database.storage: nothing
                database.maximumStorage: nothing
                database.backupDays: nothing
                database.extensions[0]: nothing
                database.parameters.log_statement: nothing
                database.readReplica: nothing
                database.snapshot: nothing
                files.throughput: nothing
                backups.days: nothing
                observability.logDays: nothing
                observability.emails[1]: nothing
                observability.availability: nothing
                observability.p99Milliseconds: nothing
                observability.prometheus: nothing
                observability.grafanaSignIn: nothing
                image.digest: nothing
                cost.budget: nothing
                cost.usage.requests: nothing
                cost.usage.dataOut: nothing
                cost.usage.egress: nothing
                cost.usage.logs: nothing
                cost.usage.metrics: nothing
                cost.usage.lcu: nothing
                cost.usage.objects: nothing
                cost.usage.files: nothing
                cost.usage.backups: nothing
                cost.usage.samples: nothing
                cost.usage.auroraCapacity: nothing
                cost.usage.auroraStorage: nothing
                cost.usage.auroraRequests: nothing
                cost.usage.jobHours: nothing
                unprotected[0]: nothing
                """, ": ");
        // One preview for all that should replace nothing: they are tried one by one only if something is replaced.
        var quiet = new LinkedHashMap<>(SETTINGS);
        quiet.keySet().removeIf(setting -> !NOTHING.equals(expected.get(setting)));
        var isQuiet = replacedBy(quiet).equals(NOTHING);
        var found = new LinkedHashMap<String, String>();
        SETTINGS.forEach((setting, value) -> found.put(
                setting, isQuiet && quiet.containsKey(setting) ? NOTHING : replacedBy(Map.of(setting, value))));
        assertThat(found).isEqualTo(expected);
    }

    /** The types that would be replaced or deleted, except the task definition, which each rollout replaces. */
    private String replacedBy(Map<String, String> settings) {
        var file = "Pulumi.prod.yaml";
        var untouched = bench.project().read(file);
        settings.forEach((setting, value) -> pulumi.set("prod", setting, value));
        var run = pulumi.run("preview", "-s", "prod", "--json");
        bench.project().write(file, untouched);
        if (run.exit() != 0) {
            assertThat(settings.keySet())
                    .anyMatch(setting -> run.refused().said().contains(setting.replaceAll("\\[.*", "")));
            return "refused";
        }
        var replaced = Pulumi.changes(run).stream()
                .filter(change -> change.matches("(replace|delete|create-replacement|delete-replaced) .*"))
                .filter(change -> !change.contains("aws:ecs/taskDefinition:TaskDefinition"))
                .map(change -> change.replaceAll(" slipway-prod-.*", "").replaceAll("aws:.*:", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        return replaced.isEmpty() ? NOTHING : String.join(", ", replaced);
    }

    private static Stream<String> leaves(String path, JsonNode schema) {
        if (schema.path("additionalProperties").has("properties")) {
            return leaves(path + ".app", schema.path("additionalProperties"));
        }
        return schema.path("properties").isEmpty()
                ? Stream.of(path)
                : schema.path("properties").properties().stream()
                        .filter(entry -> !entry.getValue().has("deprecated"))
                        .flatMap(entry -> leaves(
                                path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue()));
    }

    private static Map<String, String> lines(String text, String separator) {
        var lines = new LinkedHashMap<String, String>();
        text.lines()
                .map(line -> line.split(Pattern.quote(separator), 2))
                .forEach(parts -> lines.put(parts[0], parts[1]));
        return lines;
    }
}
