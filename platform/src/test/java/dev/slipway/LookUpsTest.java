package dev.slipway;

import com.pulumi.exceptions.RunException;
import dev.slipway.plan.AwsAnswers;
import dev.slipway.plan.Evaluation;
import dev.slipway.plan.EvaluationException;
import dev.slipway.plan.Plan;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Problems that only the account can reveal are reported as problems of the settings, both on an engine and in a plan. */
class LookUpsTest {

    private static final String ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";
    private static final String ZONE = "aws:route53/getZone:getZone";
    private static final String PROVIDER = "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider";
    private static final Map<String, String> OWN =
            Map.of("project", "orders", "environment", "foundation", "managed-by", "pulumi", "team", "orders");
    private static final Map<String, String> OTHERS =
            Map.of("project", "invoices", "environment", "foundation", "managed-by", "pulumi");

    @Test
    void too_few_zones_in_the_account_are_a_problem_of_the_settings() {
        var zones = Map.<String, Object>of("names", List.of("eu-central-1a"), "zoneIds", List.of("euc1-az2"));
        var config = environment("eu-central-1");
        assertThat(catchThrowable(() -> plan(
                        config, Map.of(ZONES, zones), Estate.of(config, TestEstate.ARCHITECTURE, TestEstate.PROJECT))))
                .isInstanceOf(EvaluationException.class)
                .hasCauseInstanceOf(SettingsProblems.class)
                .hasMessageContaining("network.zones  2 is more than the zones that offer Fargate");
        assertThat(catchThrowable(() -> plan(
                        config,
                        Map.of(ZONES, zones),
                        Estate.of(config, TestEstate.ARCHITECTURE, TestEstate.PROJECT)
                                .forAccount())))
                .hasCauseInstanceOf(RunException.class)
                .hasMessageContaining("network.zones  2 is more than the zones that offer Fargate");
    }

    @Test
    void zones_without_fargate_are_not_used() {
        var zones = Map.<String, Object>of(
                "names", List.of("ap-northeast-1a", "ap-northeast-1b", "ap-northeast-1c"),
                "zoneIds", List.of("apne1-az4", "apne1-az3", "apne1-az1"));
        var config = environment("ap-northeast-1");
        assertThat(plan(config, Map.of(ZONES, zones), Estate.of(config, TestEstate.ARCHITECTURE, TestEstate.PROJECT))
                        .all("aws:ec2/subnet:Subnet")
                        .map(subnet -> subnet.text("availabilityZone")))
                .containsOnly("ap-northeast-1a", "ap-northeast-1c")
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create|none|create|none|",
                "create|own|create|own|",
                "create|denied|create|denied|",
                "create|several|create|none|",
                "create|others|create|none|foundation.hostedZone",
                "create|none|create|others|foundation.oidcProvider",
                "create|others|create|others|foundation.hostedZone foundation.oidcProvider",
                "lookup|others|lookup|others|",
                "lookup|denied|lookup|denied|",
                "lookup|none|lookup|others|foundation.hostedZone",
                "lookup|several|lookup|others|foundation.hostedZone",
                "lookup|others|lookup|none|foundation.oidcProvider",
                "lookup|others|lookup|deaf|foundation.oidcProvider",
                "lookup|none|lookup|none|foundation.hostedZone foundation.oidcProvider"
            })
    void a_foundation_creates_missing_resources_and_looks_up_existing_ones(
            String hostedZone, String zone, String oidcProvider, String provider, String settings) {
        var config = new StackConfig(
                "orders",
                "foundation",
                Map.of(
                        "aws:region",
                        "eu-central-1",
                        "aws:allowedAccountIds",
                        "[\"123456789012\"]",
                        "orders:foundation",
                        "{\"repository\":\"acme/orders\",\"zone\":\"acme.dev\",\"budgetEmails\":[\"team@acme.dev\"],\"hostedZone\":\"%s\",\"oidcProvider\":\"%s\"}"
                                .formatted(hostedZone, oidcProvider)),
                Set.of());
        var problems = catchThrowable(() -> plan(
                config,
                Map.of(ZONE, zone, PROVIDER, provider),
                Estate.of(config, TestEstate.ARCHITECTURE, TestEstate.PROJECT).forAccount()));
        if (settings == null) {
            assertThat(problems == null || zone.equals("denied")).isTrue();
        } else {
            assertThat(problems).hasCauseInstanceOf(RunException.class);
            assertThat(problems.getMessage()
                            .lines()
                            .map(line -> line.strip().split(" ", 2)[0])
                            .filter(word -> word.startsWith("foundation."))
                            .toList())
                    .containsExactly(settings.split(" ", -1));
        }
    }

    private static StackConfig environment(String region) {
        return new StackConfig(
                "orders",
                "staging",
                Map.of(
                        "aws:region",
                        region,
                        "aws:allowedAccountIds",
                        "[\"123456789012\"]",
                        "orders:domain",
                        "{\"name\":\"orders.acme.dev\"}",
                        "orders:image",
                        "{\"source\":\"digest\",\"digest\":\"sha256:%s\"}".formatted("0".repeat(64))),
                Set.of());
    }

    private static Plan plan(StackConfig config, Map<String, ?> keywords, Estate estate) {
        var answers = keywords.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> answer(entry.getKey(), entry.getValue())));
        return Evaluation.of(
                        EstatePlans.stack(config),
                        new AccountAnswers(new DeployedFoundation(AwsAnswers.of(EstatePlans.stack(config))), answers))
                .plan(estate);
    }

    /** The answer of a lookup for a keyword. */
    private static Object answer(String token, Object keyword) {
        return switch (String.valueOf(keyword)) {
            case "none" ->
                token.equals(ZONE)
                        ? "no matching Route 53 Hosted Zone found"
                        : "finding IAM OIDC Provider by url: not found";
            case "several" -> "multiple Route 53 Hosted Zones matched";
            case "denied" -> "AccessDenied: not authorized";
            case "own" -> Map.of("tags", OWN, "clientIdLists", List.of("sts.amazonaws.com"));
            case "others" -> Map.of("tags", OTHERS, "clientIdLists", List.of("sts.amazonaws.com"));
            case "deaf" -> Map.of("tags", OTHERS, "clientIdLists", List.of("sigstore"));
            default -> keyword;
        };
    }
}
