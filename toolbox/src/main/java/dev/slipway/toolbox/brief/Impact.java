package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.brief.Preview.Operation;
import dev.slipway.toolbox.brief.Preview.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long the update takes, and what it interrupts. All of it is estimated: from the kinds of changes by AWS's pages "Settings
 * for DB instances", "Rolling updates for Amazon ECS services" and "Health checks for Application Load Balancer target groups",
 * and from the deployment settings of the services.
 *
 * @param effects one for each kind of change that takes minutes or interrupts something
 * @param least minutes
 * @param most minutes
 */
public record Impact(List<Effect> effects, int least, int most) {

    /**
     * An effect.
     *
     * @param what such as {@code database-instance restarts}
     * @param interruption what users notice; empty if nothing
     * @param least minutes
     * @param most minutes
     */
    public record Effect(String what, String interruption, int least, int most) {}

    private static final int START_SECONDS = 60;
    private static final int SLOW = 3;
    /** ECS watches the alarms for some minutes after the last task has started. */
    private static final int BAKE_MINUTES = 5;

    static Impact of(Preview preview, Deployed deployed, String prefix) {
        var effects = new ArrayList<Effect>();
        for (var step : preview.steps()) {
            effect(
                            step,
                            deployed,
                            Redaction.text(
                                    step.name().startsWith(prefix)
                                            ? step.name().substring(prefix.length())
                                            : step.name()))
                    .ifPresent(effects::add);
        }
        if (effects.isEmpty()) {
            return new Impact(
                    List.of(),
                    preview.steps().isEmpty() ? 0 : 1,
                    preview.steps().isEmpty() ? 0 : 5);
        }
        // The engine works in parallel, but services wait for the database.
        var roll = effects.stream().filter(effect -> effect.what().endsWith("rolls out"));
        var other = effects.stream().filter(effect -> !effect.what().endsWith("rolls out"));
        var last = roll.mapToInt(Effect::most).max().orElse(0);
        var first = other.mapToInt(Effect::most).max().orElse(0);
        return new Impact(
                List.copyOf(effects),
                Math.max(1, effects.stream().mapToInt(Effect::least).max().orElse(0)),
                first + last + 1);
    }

    private static Optional<Effect> effect(Step step, Deployed deployed, String name) {
        return switch (step.type()) {
            case "aws:ecs/service:Service" -> service(step, deployed, name);
            case "aws:rds/instance:Instance", "aws:rds/cluster:Cluster" -> database(step, name);
            case "aws:rds/clusterInstance:ClusterInstance" ->
                step.changed().contains("instanceClass")
                        ? effect(name + " changes its class", "connections break for about a minute", 5, 15)
                        : Optional.empty();
            case "aws:lb/loadBalancer:LoadBalancer" ->
                lost(step)
                        ? effect(
                                name + " is " + word(step),
                                "all requests fail until a new one is ready and DNS names it",
                                3,
                                10)
                        : Optional.empty();
            case "aws:efs/fileSystem:FileSystem" ->
                lost(step)
                        ? effect(name + " is " + word(step), "the files are not available any more", 2, 5)
                        : Optional.empty();
            case "aws:acm/certificate:Certificate" ->
                step.operation() == Operation.DELETED ? Optional.empty() : effect(name + " is issued", "", 2, 10);
            case "aws:ec2/natGateway:NatGateway", "aws:ec2/route:Route", "aws:ec2/internetGateway:InternetGateway" ->
                lost(step)
                        ? effect(name + " is " + word(step), "open connections to the outside break", 2, 5)
                        : Optional.empty();
            case "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet" ->
                lost(step)
                        ? effect(name + " is " + word(step), "everything in it is replaced or stops", 10, 40)
                        : Optional.empty();
            case "aws:route53/record:Record" ->
                lost(step)
                        ? effect(
                                name + " is " + word(step),
                                "callers of this name fail until its former answer has expired in their caches",
                                1,
                                5)
                        : Optional.empty();
            case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule" ->
                lost(step) && step.operation() == Operation.DELETED
                        ? effect(name + " is deleted", "connections that it allowed are refused", 1, 1)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Effect> service(Step step, Deployed deployed, String name) {
        if (step.operation() == Operation.DELETED) {
            return effect(name + " is deleted", "the service stops", 1, 5);
        }
        if (step.operation() == Operation.REPLACED) {
            return effect(name + " is replaced", "the service does not answer until the new one has started", 3, 10);
        }
        if (step.operation() == Operation.CREATED
                || (!step.changed().contains("taskDefinition")
                        && !step.changed().contains("networkConfiguration")
                        && !step.changed().contains("capacityProviderStrategies")
                        && !step.changed().contains("forceNewDeployment"))) {
            return step.operation() == Operation.CREATED ? effect(name + " starts", "", 3, 10) : Optional.empty();
        }
        var inputs = step.after();
        var target = deployed.resources().stream()
                .filter(resource -> resource.path("type").asText().equals("aws:lb/targetGroup:TargetGroup"))
                .filter(group -> mentions(
                        inputs.path("loadBalancers"),
                        group.path("outputs").path("arn").asText()))
                .map(group -> group.path("inputs"))
                .findFirst()
                .orElse(Json.MAPPER.createObjectNode());
        var check = target.path("healthCheck");
        var seconds = START_SECONDS
                + check.path("interval").asInt(0)
                        * check.path("healthyThreshold").asInt(0)
                + target.path("deregistrationDelay").asInt(30);
        var least = inputs.path("deploymentMinimumHealthyPercent").asInt(100);
        var most = inputs.path("deploymentMaximumPercent").asInt(200);
        // A wave starts as many new tasks as both percentages allow.
        var waves = Math.max(1, Math.ceilDiv(100, Math.max(1, most - least)));
        var minutes = Math.ceilDiv(seconds * waves, 60);
        var alarms = inputs.path("alarms").path("enable").asBoolean() ? BAKE_MINUTES : 0;
        return effect(
                name + " rolls out",
                least >= 100 ? "" : "fewer tasks than usual answer meanwhile",
                minutes,
                minutes * SLOW + alarms);
    }

    private static boolean mentions(JsonNode balancers, String arn) {
        for (var balancer : balancers) {
            if (!arn.isEmpty() && balancer.path("targetGroupArn").asText().equals(arn)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Effect> database(Step step, String name) {
        var standby = step.before().path("multiAz").asBoolean();
        if (lost(step)) {
            return effect(name + " is " + word(step), "the database is not available, and a new one is empty", 10, 30);
        }
        if (step.operation() == Operation.CREATED) {
            return effect(name + " is created", "", 5, 20);
        }
        var changed = step.changed();
        if (changed.contains("engineVersion")) {
            var major = !major(step.before()).equals(major(step.after()));
            return effect(
                    name + (major ? " gets a new major version" : " gets a new minor version"),
                    major
                            ? "the database stops for about 10 minutes"
                            : standby
                                    ? "the database stops for a minute or more"
                                    : "the database stops for some minutes",
                    major ? 15 : 5,
                    major ? 45 : 20);
        }
        if (changed.contains("instanceClass")) {
            return effect(
                    name + " changes its class",
                    standby
                            ? "the database does not answer for about a minute, during the failover"
                            : "the database does not answer for several minutes",
                    5,
                    20);
        }
        if (changed.contains("port") || changed.contains("caCertIdentifier") || changed.contains("identifier")) {
            return effect(name + " restarts", "the database does not answer for about a minute", 2, 10);
        }
        if (changed.contains("backupRetentionPeriod")
                && (step.before().path("backupRetentionPeriod").asInt() == 0
                        || step.after().path("backupRetentionPeriod").asInt() == 0)) {
            return effect(name + " starts or ends its backups", "the database does not answer for a moment", 1, 10);
        }
        if (changed.contains("multiAz") || changed.contains("storageType") || changed.contains("allocatedStorage")) {
            return effect(name + " is changed", "", 5, 30);
        }
        if (changed.contains("parameterGroupName")) {
            return effect(name + " gets other parameters", "those that need a restart wait for the next one", 1, 5);
        }
        return effect(name + " is changed", "", 1, 5);
    }

    private static String major(JsonNode inputs) {
        return inputs.path("engineVersion").asText().split("\\.", 2)[0];
    }

    private static boolean lost(Step step) {
        return step.operation() == Operation.DELETED || step.operation() == Operation.REPLACED;
    }

    private static String word(Step step) {
        return step.operation() == Operation.DELETED ? "deleted" : "replaced";
    }

    private static Optional<Effect> effect(String what, String interruption, int least, int most) {
        return Optional.of(new Effect(what, interruption, least, most));
    }
}
