package dev.slipway.guardrails.mutation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The changes that no rule has to notice, and why. */
final class Escapes {

    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        excuse(
                "Policy .*: statement \\d+ is about all resources",
                "its conditions on tags, names or services still limit it");
        excuse(
                "Policy .*-boundary: statement \\d+ .*",
                "a boundary grants nothing: the policies of the roles, which other rules look at, do");
        excuse("(Service|LoadBalancer|SubnetGroup) .*ubnets?(Ids)? is without .*", "two zones remain");
        excuse(
                "LogGroup .*: retentionInDays is 1|.*: rules.0.expiration.days is 1",
                "outside production a team may keep logs for a day");
        excuse("BackupPolicy .*", "outside production files may go without backups");
        excuse("Service .*: capacityProviderStrategies.*", "outside production all tasks may run on Spot");
        excuse(
                "SecurityGroup .*: revokeRulesOnDelete is false|Service .*: forceNewDeployment is false|(Instance|Cluster|ClusterInstance) .*: applyImmediately is false"
                        + "|Service .*: enableEcsManagedTags is false|(Instance|Cluster) .*: allowMajorVersionUpgrade is false",
                "it changes how an update is carried out, not what it leads to");
        excuse(
                "Record certificate-.*|ListenerRule .*: conditions.*|WebAclLoggingConfiguration .*: loggingFilter.*|WebAcl .*: rules.*",
                "AWS refuses it");
        excuse(
                "Record domain-.*: aliases.0.evaluateTargetHealth is false",
                "there is one target, so its health changes nothing");
        excuse("Policy .*-scaling-.*: is removed", "another target still scales the service");
        excuse(
                "ListenerRule balancer-redirect-.*",
                "a redirect is a convenience, and its name has an address and a certificate");
        excuse("MetricAlarm job-.*-overdue: is removed", "the alarm of failed runs and that of failed starts remain");
        excuse(
                "Policy .*-scaling-messages: targetTracking.*",
                "AWS refuses it, or the alarm of the queue's oldest message reports it");
        excuse(
                "RolePolicy .*-task-metrics: is removed",
                "the collector cannot write, and Grafana stays empty: nothing that runs depends on it");
        excuse("FileSystem .*: lifecyclePolicies.*", "it costs more, and loses nothing");
    }

    private Escapes() {}

    private static void excuse(String change, String reason) {
        REASONS.put(Pattern.compile(change), reason);
    }

    static Optional<String> reason(Mutant mutant) {
        var text = mutant.toString();
        return REASONS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(text).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
