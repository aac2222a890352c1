package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.plan.AwsAnswers;
import dev.slipway.plan.Evaluation;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.slipway.architecture.ServiceSpec.web;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that all accepted settings lead to names that AWS accepts, with the plans of a thousand random stacks. */
class NamesTest {

    private static final int STACKS = 1000;

    /** "IAM and AWS STS quotas", for a managed policy. */
    private static final int LONGEST_POLICY = 6144;

    /**
     * AWS's limits for the name of a type, from the API reference of the call that creates it.
     *
     * @param property that holds it; where the program sets none, Pulumi adds a hyphen and 7 hexadecimal digits to the
     *     resource's own name
     */
    private record Rule(String type, String property, int longest, String form) {}

    private static final String HYPHENS = "[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*";

    private static final List<Rule> RULES = List.of(
            new Rule("aws:acm/certificate:Certificate", "domainName", 64, "[a-z0-9.-]+"), // RequestCertificate
            new Rule("aws:amp/workspace:Workspace", "alias", 100, "[!-~]+"), // CreateWorkspace
            new Rule("aws:appautoscaling/policy:Policy", "name", 256, "\\p{Print}+"), // PutScalingPolicy
            new Rule("aws:budgets/budget:Budget", "name", 100, "[^:\\\\]+"), // CreateBudget
            new Rule("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmName", 255, "[^:]+"), // PutCompositeAlarm
            new Rule("aws:cloudwatch/dashboard:Dashboard", "dashboardName", 255, "[A-Za-z0-9_-]+"), // PutDashboard
            new Rule("aws:cloudwatch/logGroup:LogGroup", "name", 512, "(?!aws/)[.\\-_/#A-Za-z0-9]+"), // CreateLogGroup
            new Rule("aws:cloudwatch/metricAlarm:MetricAlarm", "name", 255, "[^:]+"), // PutMetricAlarm
            new Rule(
                    "aws:ec2/securityGroup:SecurityGroup",
                    "name",
                    255,
                    "(?!sg-)[A-Za-z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]+"),
            new Rule(
                    "aws:ecr/repository:Repository",
                    "name",
                    256,
                    "(?=..)[a-z0-9]+([._-][a-z0-9]+)*"), // CreateRepository
            new Rule("aws:ecs/cluster:Cluster", "name", 255, "[A-Za-z0-9_-]+"), // CreateCluster
            new Rule("aws:ecs/service:Service", "name", 255, "[A-Za-z0-9_-]+"), // CreateService
            new Rule(
                    "aws:ecs/taskDefinition:TaskDefinition", "family", 255, "[A-Za-z0-9_-]+"), // RegisterTaskDefinition
            new Rule("aws:iam/policy:Policy", "name", 128, "[\\w+=,.@-]+"), // CreatePolicy
            new Rule("aws:grafana/workspace:Workspace", "name", 255, "[a-zA-Z0-9\\-._~]+"), // CreateWorkspace
            new Rule("aws:iam/role:Role", "name", 64, "[\\w+=,.@-]+"), // CreateRole
            new Rule("aws:iam/rolePolicy:RolePolicy", "name", 128, "[\\w+=,.@-]+"), // PutRolePolicy
            new Rule("aws:lb/loadBalancer:LoadBalancer", "name", 32, "(?!internal-)" + HYPHENS), // CreateLoadBalancer
            new Rule("aws:lb/targetGroup:TargetGroup", "name", 32, HYPHENS), // CreateTargetGroup
            new Rule("aws:rds/instance:Instance", "identifier", 63, HYPHENS), // CreateDBInstance
            new Rule("aws:rds/instance:Instance", "finalSnapshotIdentifier", 255, HYPHENS), // CreateDBSnapshot
            new Rule("aws:rds/parameterGroup:ParameterGroup", "name", 255, HYPHENS), // CreateDBParameterGroup
            new Rule(
                    "aws:rds/subnetGroup:SubnetGroup", "name", 255, "(?!default$)[a-z0-9 ._-]+"), // CreateDBSubnetGroup
            new Rule("aws:route53/record:Record", "name", 255, "[a-z0-9_.-]+"), // ChangeResourceRecordSets
            new Rule("aws:route53/zone:Zone", "name", 255, "[a-z0-9.-]+"), // CreateHostedZone
            // General purpose bucket naming rules
            new Rule(
                    "aws:s3/bucketV2:BucketV2",
                    "bucket",
                    63,
                    "(?!sthree-|amzn-s3-demo-|xn--)[a-z0-9][a-z0-9.-]+[a-z0-9]"),
            new Rule("aws:sns/topic:Topic", "name", 256, "[A-Za-z0-9_-]+"), // CreateTopic
            // PutParameter: 1,011 with the ARN, whose prefix is not counted here; 15 levels
            new Rule("aws:ssm/parameter:Parameter", "name", 950, "(?!/?(aws|ssm))(/[A-Za-z0-9_.-]+){1,15}"));

    private static final List<String> REGIONS = List.of(
            "eu-central-1", "us-east-1", "us-west-1", "ap-northeast-1", "ap-southeast-7", "mx-central-1", "me-south-1");

    private static final Architecture ARCHITECTURE = Architecture.of(
            web("app").ownsSchema().usesFiles(),
            web("administration-pages").paths("/admin/*").usesDatabase());

    @TempDir
    private Path root;

    @Test
    void a_thousand_random_stacks_have_only_names_that_aws_accepts() throws IOException {
        Files.createDirectories(root.resolve("app"));
        Files.writeString(root.resolve("app/Dockerfile"), "FROM scratch\n");
        var seed = Long.getLong("names.seed", 2026);
        var random = new Random(seed);
        for (var i = 0; i < STACKS; i++) {
            var config = i % 2 == 0 ? environment(random) : foundation(random);
            var plan = plan(config);
            assertThat(plan.resources().stream().flatMap(NamesTest::wrong))
                    .as("-Dnames.seed=%d, stack %d: %s", seed, i, config.values())
                    .isEmpty();
            assertThat(plan.all("aws:iam/policy:Policy"))
                    .as("-Dnames.seed=%d, stack %d: %s", seed, i, config.values())
                    .allSatisfy(policy -> assertThat(policy.text("policy").length())
                            .as(policy.name())
                            .isLessThanOrEqualTo(LONGEST_POLICY));
        }
    }

    @Test
    void every_rule_applies_to_a_name() throws IOException {
        Files.createDirectories(root.resolve("app"));
        Files.writeString(root.resolve("app/Dockerfile"), "FROM scratch\n");
        var types = IntStream.range(0, 5)
                .boxed()
                .flatMap(seed -> Stream.of(environment(new Random(seed)), foundation(new Random(seed))))
                .flatMap(config -> plan(config).resources().stream())
                .map(PlannedResource::type)
                .toList();
        assertThat(types).containsAll(RULES.stream().map(Rule::type).toList());
    }

    private static Stream<String> wrong(PlannedResource resource) {
        return RULES.stream()
                .filter(rule -> rule.type.equals(resource.type()) && resource.kind() == Kind.CUSTOM)
                .flatMap(rule -> {
                    if (resource.has(rule.property + "Prefix")) {
                        // Terraform adds 26 characters.
                        return wrong(rule, resource.text(rule.property + "Prefix") + "20260101000000000000000001");
                    }
                    return wrong(
                            rule,
                            resource.has(rule.property) ? resource.text(rule.property) : resource.name() + "-1234567");
                });
    }

    private static Stream<String> wrong(Rule rule, String name) {
        return name.length() <= rule.longest && name.matches(rule.form)
                ? Stream.empty()
                : Stream.of("%s: %s, %d characters of %d, not %s"
                        .formatted(rule.type, name, name.length(), rule.longest, rule.form));
    }

    private Plan plan(StackConfig config) {
        return Evaluation.of(
                        EstatePlans.stack(config), new DeployedFoundation(AwsAnswers.of(EstatePlans.stack(config))))
                .plan(Estate.of(config, ARCHITECTURE, root));
    }

    private static StackConfig environment(Random random) {
        var project = word(random, 2, 20);
        var stack = word(random, 1, 23 - project.length());
        var region = REGIONS.get(random.nextInt(REGIONS.size()));
        var production = random.nextBoolean();
        var build = !production && random.nextBoolean();
        var egress = one(random, "nat", "nat-per-zone", "endpoints");
        var values = new HashMap<>(account(region));
        values.put(project + ":production", "" + production);
        values.put(project + ":domain", "{\"name\":\"%s.acme.dev\"}".formatted(word(random, 1, 50)));
        values.put(
                project + ":network",
                "{\"zones\":%d,\"egress\":\"%s\",\"flowLogs\":\"%s\"}"
                        .formatted(
                                region.equals("us-west-1") ? 2 : 2 + random.nextInt(2),
                                egress,
                                one(random, "all", "rejected")));
        values.put(
                project + ":services",
                "{\"app\":{\"minimum\":2,\"spotPercent\":%d,\"secrets\":[%s],\"apiKeys\":[%d],\"grants\":[{\"bucket\":\"acme-reports\"}]},\"administration-pages\":{\"minimum\":2}}"
                        .formatted(
                                random.nextInt(101),
                                quoted(IntStream.range(0, random.nextInt(3))
                                        .mapToObj(i -> "S" + i + "_" + "X".repeat(random.nextInt(200)))),
                                1 + random.nextInt(1_000_000)));
        values.put(
                project + ":database",
                "{\"version\":%d,\"multiAz\":%b}"
                        .formatted(15 + random.nextInt(4), production || random.nextBoolean()));
        values.put(
                project + ":observability",
                "{\"logDays\":365,\"prometheus\":%b,\"emails\":[%s]}"
                        .formatted(
                                !egress.equals("endpoints"),
                                quoted(IntStream.range(0, 1 + random.nextInt(3))
                                        .mapToObj(i -> word(random, 1, 60) + i + "@acme.dev"))));
        values.put(
                project + ":image",
                build ? "{}" : "{\"source\":\"digest\",\"digest\":\"sha256:%s\"}".formatted("0".repeat(64)));
        return new StackConfig(project, stack, values, Set.of());
    }

    private static StackConfig foundation(Random random) {
        var project = word(random, 2, 20);
        var stack = random.nextBoolean() ? "foundation" : "foundation-" + word(random, 1, 53);
        var environments = new ArrayList<String>();
        for (var i = random.nextInt(4); i >= 0; i--) {
            var name = word(random, 1, 23 - project.length());
            if (environments.stream()
                    .noneMatch(other ->
                            name.equals(other) || name.startsWith(other + "-") || other.startsWith(name + "-"))) {
                environments.add(name);
            }
        }
        var values = new HashMap<>(account(REGIONS.get(random.nextInt(REGIONS.size()))));
        values.put(
                project + ":foundation",
                "{\"repository\":\"acme/orders\",\"zone\":\"%s.acme.dev\",\"budgetEmails\":[\"team@acme.dev\"],\"environments\":[%s],\"hostedZone\":\"%s\",\"oidcProvider\":\"%s\"}"
                        .formatted(
                                word(random, 1, 63),
                                quoted(environments.stream()),
                                one(random, "create", "lookup"),
                                one(random, "create", "lookup")));
        return new StackConfig(project, stack, values, Set.of());
    }

    private static Map<String, String> account(String region) {
        return Map.of("aws:region", region, "aws:allowedAccountIds", "[\"123456789012\"]");
    }

    /** Lower-case letters, digits and single hyphens, starting with a letter; every second one has the maximum length. */
    private static String word(Random random, int shortest, int longest) {
        var length = random.nextBoolean() ? longest : shortest + random.nextInt(longest - shortest + 1);
        var word = new StringBuilder("q");
        while (word.length() < length) {
            var last = word.charAt(word.length() - 1);
            var hyphen = last != '-' && word.length() < length - 1 && random.nextInt(6) == 0;
            word.append(hyphen ? '-' : "abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
        }
        return word.toString();
    }

    private static String one(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static String quoted(Stream<String> words) {
        return String.join(",", words.map(word -> "\"" + word + "\"").toList());
    }
}
