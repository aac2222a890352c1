package dev.slipway.guardrails;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final String RULE = "images-are-scanned";

    @Test
    void a_violation_names_the_resource_the_value_the_rule_and_the_fix() {
        assertThat(verdict("images").text("Pulumi.prod.yaml")).isEqualTo("""
                Pulumi.prod.yaml: 1 guardrail is violated
                  images
                    imageScanningConfiguration.scanOnPush is false.
                    An image is scanned for vulnerabilities when it is pushed (images-are-scanned, high)
                    -> set scanOnPush to true
                """);
    }

    @Test
    void an_exception_allows_one_resource_until_its_last_day() {
        var until = exemption("images", TODAY);
        assertThat(verdict("images", until).isClean()).isTrue();
        assertThat(verdict("images", until).exempted())
                .singleElement()
                .satisfies(each -> assertThat(each.exemption()).isEqualTo(until));
        assertThat(verdict("more-images", until).violations()).hasSize(1);
    }

    @Test
    void a_permanent_exception_does_not_expire() {
        assertThat(verdict("images", new Exemption(RULE, "images", "why", Optional.empty()))
                        .isClean())
                .isTrue();
    }

    @Test
    void an_expired_exception_allows_nothing_and_is_a_mistake() {
        var verdict = verdict("images", exemption("images", TODAY.minusDays(1)));
        assertThat(verdict.violations()).hasSize(1);
        assertThat(verdict.text("f")).contains("exceptions[0]", "ended on 2026-11-26", "f: 2 guardrails are violated");
    }

    @Test
    void an_unused_exception_and_one_of_an_unknown_rule_are_mistakes() {
        var unknown = new Exemption("images-are-nice", "images", "why", Optional.of(TODAY));
        var verdict = verdict("images", exemption("images", TODAY), exemption("others", TODAY), unknown);
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.mistakes()).extracting(Verdict.Mistake::index).containsExactly(1, 2);
        assertThat(verdict.text("f"))
                .contains("others does not violate images-are-scanned", "the rule images-are-nice");
    }

    private static Verdict verdict(String resource, Exemption... exemptions) {
        return Verdict.of(plan(resource), List.of(exemptions), TODAY);
    }

    /** A registry that violates one rule only. */
    private static Plan plan(String name) {
        var policy = resource(
                "aws:ecr/lifecyclePolicy:LifecyclePolicy",
                name,
                Map.of("repository", "slipway", "policy", "\"countNumber\":100"),
                false);
        var repository = resource(
                "aws:ecr/repository:Repository",
                name,
                Map.of(
                        "name", "slipway",
                        "imageTagMutability", "IMMUTABLE",
                        "imageScanningConfiguration", Map.of("scanOnPush", false)),
                true);
        return new Plan("slipway", "prod", List.of(repository, policy), Map.of());
    }

    private static Exemption exemption(String resource, LocalDate until) {
        return new Exemption(RULE, resource, "why", Optional.of(until));
    }

    private static PlannedResource resource(String type, String name, Map<String, Object> inputs, boolean isProtected) {
        var none = Options.NONE;
        return new PlannedResource(
                "urn:" + type + name,
                type,
                name,
                Optional.empty(),
                Kind.CUSTOM,
                inputs,
                inputs,
                Set.of(),
                Map.of(),
                new Options(
                        isProtected,
                        false,
                        none.ignoreChanges(),
                        none.replaceOnChanges(),
                        none.additionalSecretOutputs(),
                        none.aliases(),
                        none.provider(),
                        none.providers(),
                        none.version(),
                        none.timeouts(),
                        none.deleteBeforeReplace(),
                        none.importId()));
    }
}
