package dev.slipway.edge;

import com.pulumi.aws.wafv2.WebAcl;
import com.pulumi.aws.wafv2.WebAclArgs;
import com.pulumi.aws.wafv2.WebAclAssociation;
import com.pulumi.aws.wafv2.WebAclAssociationArgs;
import com.pulumi.aws.wafv2.WebAclLoggingConfiguration;
import com.pulumi.aws.wafv2.WebAclLoggingConfigurationArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionAllowArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterFilterArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationLoggingFilterFilterConditionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationRedactedFieldArgs;
import com.pulumi.aws.wafv2.inputs.WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionBlockArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionBlockCustomResponseArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionNoneArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementRateBasedStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementRateBasedStatementForwardedIpConfigArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleVisibilityConfigArgs;
import com.pulumi.aws.wafv2.inputs.WebAclVisibilityConfigArgs;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.observe.Logs;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FirewallSettings;

import java.util.List;
import java.util.stream.Stream;

/**
 * The web ACL of the load balancer: AWS's managed rules for common attacks and for known bad inputs, and a limit for each
 * address. It logs what it blocks or counts, without credentials ("AWS Managed Rules rule groups list").
 */
public final class Firewall extends Component {

    private static final String COMMON = "AWSManagedRulesCommonRuleSet";
    private static final String BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";

    /** Blocks bodies of more than 8 KiB, which uploads have; the service limits its bodies itself. */
    private static final String BODY_SIZE = "SizeRestrictions_BODY";

    /** RFC 6585, section 4. */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final int FIVE_MINUTES = 300;

    private final boolean counts;

    /** @param environment the web ACL's name */
    public Firewall(
            String name,
            String environment,
            EnvironmentSettings settings,
            LoadBalancer balancer,
            Logs logs,
            ComponentResourceOptions options) {
        super("slipway:edge:Firewall", name, options);
        counts = settings.firewallMode() == FirewallSettings.Mode.COUNT;
        var firewall = new WebAcl(
                named("acl"),
                WebAclArgs.builder()
                        .name(environment)
                        .description("The requests to the load balancer of " + environment)
                        .scope("REGIONAL")
                        .defaultAction(WebAclDefaultActionArgs.builder()
                                .allow(WebAclDefaultActionAllowArgs.builder().build())
                                .build())
                        .rules(
                                managed(1, "common", COMMON, List.of(BODY_SIZE)),
                                managed(2, "bad-inputs", BAD_INPUTS, List.of()),
                                rate(
                                        3,
                                        settings.firewall().requestsPerFiveMinutes(),
                                        settings.balancer().trustedProxies() > 0))
                        .visibilityConfig(WebAclVisibilityConfigArgs.builder()
                                .cloudwatchMetricsEnabled(true)
                                .metricName(environment)
                                .sampledRequestsEnabled(true)
                                .build())
                        .build(),
                owned());
        new WebAclLoggingConfiguration(
                named("log"),
                WebAclLoggingConfigurationArgs.builder()
                        .resourceArn(firewall.arn())
                        .logDestinationConfigs(logs.firewall().arn().applyValue(List::of))
                        .redactedFields(Stream.of("authorization", "cookie", "x-api-key")
                                .map(Firewall::redacted)
                                .toList())
                        .loggingFilter(WebAclLoggingConfigurationLoggingFilterArgs.builder()
                                .defaultBehavior("DROP")
                                .filters(WebAclLoggingConfigurationLoggingFilterFilterArgs.builder()
                                        .behavior("KEEP")
                                        .requirement("MEETS_ANY")
                                        .conditions(Stream.of("BLOCK", "COUNT")
                                                .map(Firewall::logged)
                                                .toList())
                                        .build())
                                .build())
                        .build(),
                owned());
        new WebAclAssociation(
                named("balancer"),
                WebAclAssociationArgs.builder()
                        .webAclArn(firewall.arn())
                        .resourceArn(balancer.arn())
                        .build(),
                owned());
        registerOutputs();
    }

    private WebAclRuleArgs managed(int priority, String rule, String group, List<String> counted) {
        var action = WebAclRuleOverrideActionArgs.builder();
        if (counts) {
            action.count(WebAclRuleOverrideActionCountArgs.builder().build());
        } else {
            action.none(WebAclRuleOverrideActionNoneArgs.builder().build());
        }
        return rule(priority, rule)
                .overrideAction(action.build())
                .statement(WebAclRuleStatementArgs.builder()
                        .managedRuleGroupStatement(WebAclRuleStatementManagedRuleGroupStatementArgs.builder()
                                .vendorName("AWS")
                                .name(group)
                                .ruleActionOverrides(counted.stream()
                                        .map(Firewall::onlyCounted)
                                        .toList())
                                .build())
                        .build())
                .build();
    }

    private WebAclRuleArgs rate(int priority, int limit, boolean behindProxies) {
        var statement = WebAclRuleStatementRateBasedStatementArgs.builder()
                .limit(limit)
                .evaluationWindowSec(FIVE_MINUTES)
                .aggregateKeyType(behindProxies ? "FORWARDED_IP" : "IP");
        if (behindProxies) {
            statement.forwardedIpConfig(WebAclRuleStatementRateBasedStatementForwardedIpConfigArgs.builder()
                    .headerName("X-Forwarded-For")
                    .fallbackBehavior("MATCH")
                    .build());
        }
        var action = WebAclRuleActionArgs.builder();
        if (counts) {
            action.count(WebAclRuleActionCountArgs.builder().build());
        } else {
            action.block(WebAclRuleActionBlockArgs.builder()
                    .customResponse(WebAclRuleActionBlockCustomResponseArgs.builder()
                            .responseCode(TOO_MANY_REQUESTS)
                            .build())
                    .build());
        }
        return rule(priority, "rate")
                .action(action.build())
                .statement(WebAclRuleStatementArgs.builder()
                        .rateBasedStatement(statement.build())
                        .build())
                .build();
    }

    private static WebAclRuleArgs.Builder rule(int priority, String rule) {
        return WebAclRuleArgs.builder()
                .name(rule)
                .priority(priority)
                .visibilityConfig(WebAclRuleVisibilityConfigArgs.builder()
                        .cloudwatchMetricsEnabled(true)
                        .metricName(rule)
                        .sampledRequestsEnabled(true)
                        .build());
    }

    private static WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs onlyCounted(String rule) {
        return WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs.builder()
                .name(rule)
                .actionToUse(WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs.builder()
                        .count(
                                WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs
                                        .builder()
                                        .build())
                        .build())
                .build();
    }

    private static WebAclLoggingConfigurationRedactedFieldArgs redacted(String header) {
        return WebAclLoggingConfigurationRedactedFieldArgs.builder()
                .singleHeader(WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs.builder()
                        .name(header)
                        .build())
                .build();
    }

    private static WebAclLoggingConfigurationLoggingFilterFilterConditionArgs logged(String action) {
        return WebAclLoggingConfigurationLoggingFilterFilterConditionArgs.builder()
                .actionCondition(WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs.builder()
                        .action(action)
                        .build())
                .build();
    }
}
