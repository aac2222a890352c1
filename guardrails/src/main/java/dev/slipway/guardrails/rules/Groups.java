package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The security groups in a plan, and what their rules open. */
final class Groups {

    private Groups() {}

    /** The ids of the groups of load balancers. */
    static Set<String> ofBalancers(Plan plan) {
        return Guardrail.created(plan, Types.LOAD_BALANCER)
                .flatMap(balancer -> balancer.list("securityGroups").stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /** The ids of the groups that a resource has. */
    static Set<String> used(Plan plan) {
        return plan.resources().stream()
                .filter(resource -> resource.kind() == Kind.CUSTOM)
                .flatMap(resource -> Stream.of(
                                "securityGroups",
                                "securityGroupIds",
                                "vpcSecurityGroupIds",
                                "networkConfiguration.securityGroups",
                                "target.ecsParameters.networkConfiguration.securityGroups")
                        .filter(input -> resource.has(input))
                        .flatMap(input -> resource.list(input).stream()))
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /** Whether a rule is about any address: a range of more than half of all addresses is. */
    static boolean isOpenToTheWorld(PlannedResource rule) {
        return Stream.of("cidrIpv4", "cidrIpv6")
                .flatMap(input -> rule.value(input).stream())
                .anyMatch(Values.matches(".*/[0-7]"));
    }

    /** The TCP port that a rule opens; empty if it opens several, or another protocol. */
    static String port(PlannedResource rule) {
        var from = rule.value("fromPort").map(String::valueOf).orElse("");
        var to = rule.value("toPort").map(String::valueOf).orElse("");
        return from.equals(to)
                        && rule.value("ipProtocol").filter(Values.is("tcp")).isPresent()
                ? from
                : "";
    }

    /** What a rule opens, in words. */
    static String ports(PlannedResource rule) {
        return "%s %s to %s"
                .formatted(
                        rule.value("ipProtocol").orElse("?"),
                        rule.value("fromPort").orElse("?"),
                        rule.value("toPort").orElse("?"));
    }

    /** The rules of one direction that name another group, which has no rule in the other direction for the same port. */
    static Stream<PlannedResource> unanswered(Plan plan, String direction, String other) {
        return Guardrail.created(plan, direction)
                .filter(rule -> rule.value("referencedSecurityGroupId").isPresent())
                .filter(rule -> Guardrail.created(plan, other)
                        .noneMatch(answer -> answer.value("securityGroupId")
                                        .equals(rule.value("referencedSecurityGroupId"))
                                && answer.value("referencedSecurityGroupId").equals(rule.value("securityGroupId"))
                                && port(answer).equals(port(rule))));
    }
}
