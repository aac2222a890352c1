package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.balancer.AddressBlock;
import dev.slipway.toolbox.rehearsal.tasks.OutgoingConnections.Remote;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where the tasks of a task definition may connect to, by the egress rules of their security group.
 *
 * @param rules the rules for addresses; connections to other security groups stay on this machine in a rehearsal
 */
record Egress(List<PlannedResource> rules) {

    private static final String DEFINITION = "-task-task";

    /** The rules of a task definition's tasks: its security group is part of the same component. */
    static Egress of(RehearsedTask task, Plan plan) {
        var component = task.resource().name().replaceFirst(DEFINITION + "$", "");
        return new Egress(plan.all("aws:ec2/securityGroup:SecurityGroup")
                .filter(group -> group.name().equals(component + "-tasks-group"))
                .flatMap(group -> rules(plan, group))
                .toList());
    }

    private static Stream<PlannedResource> rules(Plan plan, PlannedResource group) {
        Predicate<PlannedResource> ofGroup =
                rule -> rule.text("securityGroupId").equals(group.text("id"));
        return plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
                .filter(ofGroup)
                .filter(rule -> rule.has("cidrIpv4") || rule.has("cidrIpv6"));
    }

    boolean allows(Remote remote) {
        return rules.stream()
                .anyMatch(rule -> rule.number("fromPort") <= remote.port()
                        && remote.port() <= rule.number("toPort")
                        && AddressBlock.of(rule.text(rule.has("cidrIpv4") ? "cidrIpv4" : "cidrIpv6"))
                                .contains(remote.address().getHostAddress()));
    }
}
