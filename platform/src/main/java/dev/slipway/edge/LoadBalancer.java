package dev.slipway.edge;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionFixedResponseArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import com.pulumi.aws.lb.inputs.LoadBalancerAccessLogsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.network.Network;
import dev.slipway.network.SecurityGroup;
import dev.slipway.settings.EnvironmentSettings;

/**
 * The only entry point from the internet: forwards HTTPS to the services by their rules, and redirects HTTP to HTTPS. A
 * request that no rule matches gets 404.
 */
public final class LoadBalancer extends Component {

    /** TLS 1.2 and 1.3 with forward secrecy; the policy that AWS recommends ("Security policies for your ALB"). */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

    private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

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
        group = new SecurityGroup(
                named("balancer"), "balancer", "The balancer, open to the internet", network.vpcId(), part());
        group.allowFromAnywhere(443, "Users by HTTPS");
        group.allowFromAnywhere(80, "Users by HTTP, to be sent to HTTPS");

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
                        .internal(false)
                        .subnets(Network.ids(network.publics()))
                        .securityGroups(Output.all(group.id()))
                        .dropInvalidHeaderFields(true)
                        .desyncMitigationMode("defensive")
                        .enableDeletionProtection(settings.production())
                        // Shorter than the service's own, so that the service never closes a connection in use.
                        .idleTimeout(60)
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
                        .routingHttpResponseStrictTransportSecurityHeaderValue(TWO_YEARS)
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
        registerOutputs();
    }

    /** The balancer's security group. */
    public SecurityGroup group() {
        return group;
    }

    /** The listener whose rules send requests to services. */
    Output<String> httpsArn() {
        return https.arn();
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
