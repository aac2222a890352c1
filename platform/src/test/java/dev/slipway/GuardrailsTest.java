package dev.slipway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.BucketSpec;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Verdict;
import dev.slipway.guardrails.mutation.Edit;
import dev.slipway.guardrails.mutation.Mutants;
import dev.slipway.guardrails.rules.Rules;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.slipway.architecture.BucketSpec.bucket;
import static dev.slipway.architecture.QueueSpec.queue;
import static dev.slipway.architecture.ServiceSpec.internal;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static org.assertj.core.api.Assertions.assertThat;

class GuardrailsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Plan PROD = TestEstate.stack("prod").whole();
    private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();
    private static final QueueSpec MAILS = queue("mails");
    private static final BucketSpec INVOICES = bucket("invoices");

    private static final Architecture LARGER = Architecture.of(
            web("app")
                    .ownsSchema()
                    .usesFiles()
                    .readsFrom(INVOICES)
                    .sendsTo(MAILS)
                    .calls("pricing"),
            internal("pricing"),
            worker("mailer", MAILS).writesTo(INVOICES),
            job("cleanup").schedule("cron(0 3 * * ? *)").usesDatabase());

    private static final Pattern SET = Pattern.compile("(\\S+) (\\S+): (\\S+) = (.+)");
    private static final Pattern REFERENCE = Pattern.compile("@(\\S+) ([a-z0-9-]+)");

    /** The rules that tests of their own violate. */
    private static final List<String> OTHERS = List.of(
            "certificates-are-replaced-first",
            "containers-stop-in-time",
            "deploy-roles-need-main",
            "log-groups-exist-first",
            "logs-do-not-block-services",
            "nobody-has-a-key",
            "secrets-rotate");

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", "foundation"})
    void the_template_keeps_all_guardrails(String stack) {
        assertThat(violations(TestEstate.stack(stack).whole())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoints", "nat", "nat-per-zone"})
    void each_way_out_of_the_network_keeps_all_guardrails(String egress) {
        assertThat(violations(TestEstate.stack("prod")
                        .with("network", "egress", "\"" + egress + "\"")
                        .whole()))
                .isEmpty();
    }

    @Test
    void what_the_recipes_show_keeps_all_guardrails(@TempDir Path folder) throws Exception {
        assertThat(violations(RecipesTest.plan(folder, Recipe.all()))).isEmpty();
    }

    @Test
    void aurora_keeps_all_guardrails() {
        assertThat(violations(TestEstate.aurora("prod").whole())).isEmpty();
        assertThat(violations(TestEstate.aurora("staging").whole())).isEmpty();
    }

    @Test
    void each_option_keeps_all_guardrails() {
        assertThat(violations(TestEstate.stack("prod")
                        .with("services.app", "exec", "true")
                        .with("services.app", "grants", "[{\"bucket\": \"acme-reports\"}, {\"queue\": \"invoices\"}]")
                        .with(
                                "services.app",
                                "secrets",
                                "[\"TOKEN\", \"STRIPE=arn:aws:ssm:eu-central-1:000000000000:parameter/stripe\"]")
                        .with("services.app", "logRouter", "{\"Name\": \"http\"}")
                        .with("services.app", "spotPercent", "50")
                        .with("domain", "aliases", "[\"*.orders.example.com\"]")
                        .with("domain", "redirects", "[\"www.example.com\"]")
                        .with("balancer", "allowedRanges", "[\"203.0.113.0/24\"]")
                        .with("database", "readReplica", "true")
                        .with("balancer", "trustedProxies", "1")
                        .with("firewall", "mode", "\"count\"")
                        .with("observability", "prometheus", "true")
                        .with("network", "egressPorts", "[587]")
                        .withValue("unprotected", "[\"slipway-prod-files\", \"slipway-prod-backups\"]")
                        .whole()))
                .isEmpty();
    }

    /** Two plans together have twice the findings, so that a rule does not mix up their resources. */
    @ParameterizedTest
    @MethodSource("violations")
    void a_rule_finds_each_violation_and_nothing_else(Violation violation) {
        var rule = rule(violation.rule());
        assertThat(rule.findings(violation.plan(1))).isEmpty();
        assertThat(rule.findings(violation.plan(2))).isEmpty();
        assertThat(rule.findings(violation.broken(1))).hasSize(violation.findings());
        assertThat(rule.findings(violation.broken(2))).hasSize(2 * violation.findings());
    }

    @Test
    void each_rule_is_violated_by_a_test() {
        assertThat(Stream.concat(violations().map(Violation::rule).distinct(), OTHERS.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        Rules.all().stream().map(Guardrail::id).toList());
    }

    @Test
    void users_keys_and_secrets_that_do_not_rotate_are_found() {
        assertThat(findings("nobody-has-a-key", with("aws:iam/accessKey:AccessKey", Map.of("user", "me"))))
                .isEqualTo(1);
        assertThat(findings("secrets-rotate", with("aws:secretsmanager/secret:Secret", Map.of("arn", "arn:secret"))))
                .isEqualTo(1);
    }

    @Test
    void a_certificate_that_is_deleted_first_is_found() {
        var certificate = PROD.one("aws:acm/certificate:Certificate");
        assertThat(findings("certificates-are-replaced-first", Edit.with(PROD, deletedFirst(certificate))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logs-do-not-block-services | \"mode\":\"non-blocking\" | \"mode\":\"blocking\" | 2",
                "containers-stop-in-time | \"stopTimeout\":30 | \"stopTimeout\":2 | 2",
                "log-groups-exist-first | /slipway/prod/app | /slipway/prod/other | 2"
            })
    void a_container_is_read(String rule, String text, String other, int findings) {
        var task = PROD.one("aws:ecs/taskDefinition:TaskDefinition");
        var changed = Edit.with(
                task,
                List.of("containerDefinitions"),
                task.text("containerDefinitions").replace(text, other));
        assertThat(findings(rule, Edit.with(PROD, changed))).isEqualTo(findings);
    }

    @Test
    void a_deploy_role_that_trusts_another_branch_is_found() {
        var plan = TestEstate.stack("foundation").whole();
        var role = plan.named("aws:iam/role:Role", "slipway-foundation-staging-deploy");
        var changed = Edit.with(
                role,
                List.of("assumeRolePolicy"),
                role.text("assumeRolePolicy").replace("refs/heads/main", "refs/heads/other"));
        assertThat(findings("deploy-roles-need-main", Edit.with(plan, changed))).isEqualTo(1);
    }

    /**
     * A change that violates a rule.
     *
     * @param change that of a mutant, or {@code <type> <name>: <input> = <JSON>}, where {@code @<type> <name>} is the id of a resource
     * @param findings how many findings it leads to
     */
    record Violation(String rule, String estate, String change, int findings) {

        /** The plans of so many stacks together. */
        Plan plan(int count) {
            return together(stacks(count).toList());
        }

        /** The same with the change in each. */
        Plan broken(int count) {
            return together(stacks(count).map(this::broken).toList());
        }

        private Stream<Plan> stacks(int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(number -> PLANS.computeIfAbsent(estate + number, _ -> switch (estate) {
                        case "endpoints" ->
                            numbered("prod", number)
                                    .with("network", "egress", "\"endpoints\"")
                                    .whole();
                        case "metrics" ->
                            numbered("prod", number)
                                    .with("observability", "prometheus", "true")
                                    .whole();
                        case "aurora" -> {
                            var estate = TestEstate.aurora("prod").with("database", "readReplica", "false");
                            yield (number == 1 ? estate : estate.named("prod" + number)).whole();
                        }
                        case "bounded" ->
                            numbered(number == 1 ? "prod" : "staging", 1).whole();
                        case "larger" ->
                            EstatePlans.of(TestEstate.PROJECT, LARGER)
                                    .plan(numbered("staging", number).config());
                        default -> numbered(estate, number).whole();
                    }));
        }

        /** A foundation's policies are named after its environments, so a second one belongs to another project. */
        private static TestEstate numbered(String stack, int number) {
            return number == 1
                    ? TestEstate.stack(stack)
                    : stack.equals("foundation")
                            ? TestEstate.stack(stack).in("other")
                            : TestEstate.stack(stack).named(stack + number);
        }

        private Plan broken(Plan plan) {
            var set = SET.matcher(change);
            if (set.matches()) {
                var resource = resource(plan, set.group(1), set.group(2));
                var path = Stream.of(set.group(3).split("\\.", -1))
                        .<Object>map(step -> step)
                        .toList();
                return Edit.with(plan, Edit.with(resource, path, value(plan, set.group(4))));
            }
            var own = change.replaceAll("slipway-(prod|staging)(?![a-z0-9])", plan.environment());
            return Mutants.of(plan).stream()
                    .filter(mutant -> mutant.toString().equals(own))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no mutant of %s is: %s".formatted(plan.environment(), own)))
                    .plan();
        }

        private static PlannedResource resource(Plan plan, String type, String name) {
            return plan.resources().stream()
                    .filter(each -> each.type().endsWith(":" + type)
                            && plan.shortName(each.name()).equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private static Object value(Plan plan, String json) {
            var resolved = REFERENCE
                    .matcher(json)
                    .replaceAll(reference -> resource(plan, reference.group(1), reference.group(2))
                            .id());
            try {
                return new JsonMapper()
                        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                        .readValue(resolved, Object.class);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(change(json), e);
            }
        }

        private static String change(String json) {
            return "not JSON: " + json;
        }

        @Override
        public String toString() {
            return rule + ": " + change;
        }
    }

    static Stream<Violation> violations() {
        try (var lines = new BufferedReader(new InputStreamReader(
                GuardrailsTest.class.getResourceAsStream("/guardrails.txt"), StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .map(parts -> new Violation(parts[0], parts[1], parts[2], Integer.parseInt(parts[3])))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan together(List<Plan> plans) {
        return new Plan(
                "slipway",
                "several",
                plans.stream().flatMap(plan -> plan.resources().stream()).toList(),
                Map.of());
    }

    private static Guardrail rule(String id) {
        return Rules.all().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static long findings(String rule, Plan plan) {
        return rule(rule).findings(plan).count();
    }

    private static Plan with(String type, Map<String, Object> inputs) {
        var resources = new ArrayList<>(PROD.resources());
        resources.add(new PlannedResource(
                "urn:more",
                type,
                "more",
                Optional.empty(),
                Kind.CUSTOM,
                inputs,
                inputs,
                Set.of(),
                Map.of(),
                Options.NONE));
        return new Plan("slipway", "prod", resources, Map.of());
    }

    private static PlannedResource deletedFirst(PlannedResource from) {
        var options = from.options();
        return new PlannedResource(
                from.urn(),
                from.type(),
                from.name(),
                from.parent(),
                from.kind(),
                from.inputs(),
                from.state(),
                from.dependencies(),
                from.propertyDependencies(),
                new Options(
                        options.protect(),
                        options.retainOnDelete(),
                        options.ignoreChanges(),
                        options.replaceOnChanges(),
                        options.additionalSecretOutputs(),
                        options.aliases(),
                        options.provider(),
                        options.providers(),
                        options.version(),
                        options.timeouts(),
                        Optional.of(true),
                        options.importId()));
    }

    private static String violations(Plan plan) {
        return Verdict.of(plan, List.of(), TODAY).text(plan.stack());
    }
}
