package dev.slipway.edge;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionFixedResponseArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionRedirectArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionHostHeaderArgs;
import com.pulumi.aws.lb.inputs.LoadBalancerAccessLogsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.network.Network;
import dev.slipway.network.SecurityGroup;
import dev.slipway.settings.DomainSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceSettings;

/**
 * The only entry point from the internet: forwards HTTPS to the services by their rules, and redirects HTTP to HTTPS. A
 * request that no rule matches gets 404.
 */
public final class LoadBalancer extends Component {

    /** TLS 1.2 and 1.3 with forward secrecy; the policy that AWS recommends ("Security policies for your ALB"). */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

    private static final String TWO_YEARS = "max-age=63072000";

    /** "Quotas for your Application Load Balancers": condition values of a rule. */
    private static final int VALUES_OF_A_RULE = 5;

    private final SecurityGroup group;
    private final com.pulumi.aws.lb.LoadBalancer balancer;
    private final Listener https;

    /**
     * The inputs of the load balancer.
     *
     * @param environment the environment's name, with which the load balancer's name begins
     */
    public record Args(String environment, EnvironmentSettings settings, Network network, Certificate certificate) {}

    public LoadBalancer(String name, Args args, ComponentResourceOptions options) {
        super("slipway:edge:LoadBalancer", name, options);
        var settings = args.settings();
        var network = args.network();
        var edge = settings.balancer();
        group = new SecurityGroup(
                named("balancer"),
                "balancer",
                edge.internal() ? "The balancer, with private addresses" : "The balancer, open to the internet",
                network.vpcId(),
                part());
        edge.allowedRanges().forEach(range -> {
            group.allowFromRange(range, 443, "Users by HTTPS");
            group.allowFromRange(range, 80, "Users by HTTP, to be sent to HTTPS");
        });
        if (settings.services().values().stream().anyMatch(ServiceSettings::signIn)) {
            group.allowToAnywhere(443, "The balancer asks the identity provider who signed in");
        }

        var logs = new AccessLogs(
                named("access-logs"),
                settings.account().id(),
                settings.observability().logDays(),
                settings.production(),
                part());
        balancer = new com.pulumi.aws.lb.LoadBalancer(
                args.environment(),
                LoadBalancerArgs.builder()
                        .loadBalancerType("application")
                        .internal(edge.internal())
                        .subnets(edge.internal() ? network.privates() : network.publics())
                        .securityGroups(Output.all(group.id()))
                        .dropInvalidHeaderFields(true)
                        .desyncMitigationMode("defensive")
                        .enableDeletionProtection(settings.production())
                        // Tasks keep connections for longer, so that they never close one in use: see TaskDefinition.
                        .idleTimeout(edge.idleTimeout())
                        .accessLogs(LoadBalancerAccessLogsArgs.builder()
                                .enabled(true)
                                .bucket(logs.bucket())
                                .build())
                        .build(),
                owned(more -> more.dependsOn(logs.permission())));

        new Listener(
                named("http"),
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(80)
                        .protocol("HTTP")
                        .defaultActions(ListenerDefaultActionArgs.builder()
                                .type("redirect")
                                .redirect(ListenerDefaultActionRedirectArgs.builder()
                                        .protocol("HTTPS")
                                        .port("443")
                                        .statusCode("HTTP_301")
                                        .build())
                                .build())
                        .build(),
                owned());
        https = new Listener(
                named("https"),
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(443)
                        .protocol("HTTPS")
                        .sslPolicy(TLS_POLICY)
                        .certificateArn(args.certificate().arn())
                        .routingHttpResponseStrictTransportSecurityHeaderValue(
                                settings.domain().includeSubdomains() ? TWO_YEARS + "; includeSubDomains" : TWO_YEARS)
                        .routingHttpResponseServerEnabled(false)
                        .defaultActions(ListenerDefaultActionArgs.builder()
                                .type("fixed-response")
                                .fixedResponse(ListenerDefaultActionFixedResponseArgs.builder()
                                        .statusCode("404")
                                        .contentType("text/plain")
                                        .messageBody("Not found")
                                        .build())
                                .build())
                        .build(),
                owned());
        redirect(settings.domain());
        registerOutputs();
    }

    /** Redirects requests to other names, with their paths and queries, before any service's rule applies. */
    private void redirect(DomainSettings domain) {
        var names = domain.redirects();
        for (var first = 0; first < names.size(); first += VALUES_OF_A_RULE) {
            var rule = 1 + first / VALUES_OF_A_RULE;
            new ListenerRule(
                    named("redirect-" + rule),
                    ListenerRuleArgs.builder()
                            .listenerArn(https.arn())
                            .priority(rule)
                            .conditions(ListenerRuleConditionArgs.builder()
                                    .hostHeader(ListenerRuleConditionHostHeaderArgs.builder()
                                            .values(names.subList(
                                                    first, Math.min(first + VALUES_OF_A_RULE, names.size())))
                                            .build())
                                    .build())
                            .actions(ListenerRuleActionArgs.builder()
                                    .type("redirect")
                                    .redirect(ListenerRuleActionRedirectArgs.builder()
                                            .host(domain.name())
                                            .statusCode("HTTP_301")
                                            .build())
                                    .build())
                            .tags(nameTag("redirect-" + rule))
                            .build(),
                    owned());
        }
    }

    /** The balancer's security group. */
    public SecurityGroup group() {
        return group;
    }

    /** The listener whose rules send requests to services. */
    Output<String> httpsArn() {
        return https.arn();
    }

    Output<String> arn() {
        return balancer.arn();
    }

    public Output<String> dnsName() {
        return balancer.dnsName();
    }

    /** The hosted zone id for alias records. */
    public Output<String> zoneId() {
        return balancer.zoneId();
    }

    /** The part of the load balancer's ARN that CloudWatch uses as a dimension: {@code app/<name>/<id>}. */
    public Output<String> arnSuffix() {
        return balancer.arnSuffix();
    }
}
