package dev.slipway.edge;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionAuthenticateCognitoArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionAuthenticateOidcArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionHostHeaderArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.aws.secretsmanager.SecretsmanagerFunctions;
import com.pulumi.aws.secretsmanager.inputs.GetSecretVersionArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.observe.Alarm;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;
import dev.slipway.observe.Notifications;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.SignInSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The target group of a web service, the listener rule that sends requests to it, and the two alarms that roll a deployment
 * back. All must exist before the service, which references them.
 */
public final class Targets extends Component {

    /** "Application Load Balancer listener rules": the last priority that a rule may have. */
    private static final int LAST = 50_000;

    /** Redirects have the priorities before those of services. */
    private static final int FIRST = 100;

    /** The longest name of which a unique one can be made: AWS allows 32 characters, and Pulumi adds 8. */
    private static final int LONGEST_NAME = 24;

    private final TargetGroup group;
    private final ListenerRule rule;
    private final MetricAlarm errors;
    private final MetricAlarm latency;

    /**
     * The inputs of the target group and its alarms.
     *
     * @param environment the environment's name, with which the target group's name begins
     * @param place the service's place among the rules, from 1
     */
    @NamedParts
    public record Args(
            String environment,
            ServiceSpec service,
            int place,
            Output<String> vpcId,
            LoadBalancer balancer,
            EnvironmentSettings settings,
            Notifications notifications) {

        /** The host names that the balancer sends to it. */
        List<String> hosts() {
            return service.hostNames(settings);
        }
    }

    public Targets(String name, Args args, ComponentResourceOptions options) {
        super("slipway:edge:Targets", name, options);
        group = group(args);
        rule = new ListenerRule(
                named("rule"),
                ListenerRuleArgs.builder()
                        .listenerArn(args.balancer().httpsArn())
                        .priority(isDefault(args) ? LAST : FIRST + args.place())
                        .conditions(conditions(args))
                        .actions(actions(args))
                        .tags(nameTag("rule"))
                        .build(),
                owned());
        var p99 = args.settings().observability().p99Milliseconds();
        var dimensions = Map.of("LoadBalancer", args.balancer().arnSuffix(), "TargetGroup", group.arnSuffix());
        errors = new Alarm(
                        "errors",
                        "More than 10 requests a minute ended in an error of the service",
                        new Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", dimensions),
                        Bound.above(10, 2))
                .create(named("errors"), args.notifications(), owned());
        latency = new Alarm(
                        "latency",
                        "One request in a hundred takes longer than %d ms".formatted(p99),
                        new Metric("AWS/ApplicationELB", "TargetResponseTime", "p99", dimensions),
                        Bound.above(p99 / 1000.0, 2))
                .create(named("latency"), args.notifications(), owned());
        registerOutputs();
    }

    private TargetGroup group(Args args) {
        var service = args.service();
        var settings = TargetGroupArgs.builder()
                .vpcId(args.vpcId())
                .targetType("ip")
                .protocol("HTTP")
                .port(service.port())
                // A deployment waits for two successful checks of a new task, then for the old task to drain: less than
                // a minute.
                .healthCheck(TargetGroupHealthCheckArgs.builder()
                        .path(service.healthPath())
                        .matcher("200")
                        .interval(5)
                        .timeout(3)
                        .healthyThreshold(2)
                        .unhealthyThreshold(3)
                        .build())
                .deregistrationDelay(15)
                .loadBalancingAlgorithmType("least_outstanding_requests");
        var name = args.environment() + "-" + service.name();
        if (name.length() > LONGEST_NAME) {
            // Unlike Pulumi's own names, this one is not unique, so it depends on all that replaces the group.
            settings.name(
                    "%s-%07x".formatted(args.environment(), (service.name() + service.port()).hashCode() & 0xfff_ffff));
        }
        return new TargetGroup(name, settings.build(), owned());
    }

    private List<ListenerRuleActionArgs> actions(Args args) {
        var forward = ListenerRuleActionArgs.builder().type("forward").targetGroupArn(group.arn());
        if (!args.settings().service(args.service().name()).signIn()) {
            return List.of(forward.build());
        }
        return List.of(
                signIn(args.settings().balancer().signIn()), forward.order(2).build());
    }

    private ListenerRuleActionArgs signIn(SignInSettings settings) {
        var action = ListenerRuleActionArgs.builder().order(1);
        var clientId = settings.clientId().orElseThrow();
        if (settings.userPool().isPresent()) {
            return action.type("authenticate-cognito")
                    .authenticateCognito(ListenerRuleActionAuthenticateCognitoArgs.builder()
                            .userPoolArn(settings.userPool().get())
                            .userPoolClientId(clientId)
                            .userPoolDomain(settings.userPoolDomain().orElseThrow())
                            .build())
                    .build();
        }
        var secret = SecretsmanagerFunctions.getSecretVersion(
                GetSecretVersionArgs.builder()
                        .secretId(settings.clientSecret().orElseThrow())
                        .build(),
                InvokeOptions.builder().parent(this).build());
        return action.type("authenticate-oidc")
                .authenticateOidc(ListenerRuleActionAuthenticateOidcArgs.builder()
                        .issuer(settings.issuer().orElseThrow())
                        .authorizationEndpoint(settings.authorizationEndpoint().orElseThrow())
                        .tokenEndpoint(settings.tokenEndpoint().orElseThrow())
                        .userInfoEndpoint(settings.userInfoEndpoint().orElseThrow())
                        .clientId(clientId)
                        .clientSecret(secret.applyValue(version -> version.secretString())
                                .asSecret())
                        .build())
                .build();
    }

    private static boolean isDefault(Args args) {
        return args.service().isDefault() && args.hosts().isEmpty();
    }

    private static List<ListenerRuleConditionArgs> conditions(Args args) {
        var service = args.service();
        var conditions = new ArrayList<ListenerRuleConditionArgs>();
        if (!args.hosts().isEmpty()) {
            conditions.add(ListenerRuleConditionArgs.builder()
                    .hostHeader(ListenerRuleConditionHostHeaderArgs.builder()
                            .values(args.hosts())
                            .build())
                    .build());
        }
        if (!service.paths().isEmpty() || isDefault(args)) {
            conditions.add(ListenerRuleConditionArgs.builder()
                    .pathPattern(ListenerRuleConditionPathPatternArgs.builder()
                            .values(isDefault(args) ? List.of("/*") : service.paths())
                            .build())
                    .build());
        }
        return conditions;
    }

    /** The rule, which a service needs before it can join the target group. */
    public Resource rule() {
        return rule;
    }

    public Output<String> arn() {
        return group.arn();
    }

    /** The part of the target group's ARN that CloudWatch uses as a dimension: {@code targetgroup/<name>/<id>}. */
    public Output<String> arnSuffix() {
        return group.arnSuffix();
    }

    /** The names of the alarms that roll a deployment back. */
    public Output<List<String>> rollbackAlarms() {
        return Output.all(errors.name(), latency.name());
    }
}
