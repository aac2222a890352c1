package dev.slipway.network;

import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

import java.util.List;
import java.util.function.UnaryOperator;

/** A security group that only allows TCP traffic for which it has a rule. */
public final class SecurityGroup extends Component {

    private static final String ANYWHERE = "0.0.0.0/0";

    private final String label;
    private final com.pulumi.aws.ec2.SecurityGroup group;

    /** @param label the group's purpose in one word, which is part of its rules' names */
    public SecurityGroup(
            String name, String label, String description, Output<String> vpcId, ComponentResourceOptions options) {
        super("slipway:network:SecurityGroup", name, options);
        this.label = label;
        group = new com.pulumi.aws.ec2.SecurityGroup(
                named("group"),
                SecurityGroupArgs.builder()
                        .vpcId(vpcId)
                        .description(description)
                        .revokeRulesOnDelete(true)
                        .tags(nameTag("group"))
                        .build(),
                // The rules are separate resources; a refresh would report each of them here again.
                owned(more -> more.ignoreChanges(List.of("egress", "ingress"))));
        registerOutputs();
    }

    public Output<String> id() {
        return group.id();
    }

    /** Allows the other group's members to reach this group's port: adds an egress rule there and an ingress rule here. */
    public void allowFrom(SecurityGroup other, int port, String why) {
        in("from-" + other.label, port, why, rule -> rule.referencedSecurityGroupId(other.id()));
        other.out("to-" + label, port, why, rule -> rule.referencedSecurityGroupId(id()));
    }

    /** Allows traffic from an IPv4 range to this group's port. */
    public void allowFromRange(String range, int port, String why) {
        var from = range.equals(ANYWHERE) ? "anywhere" : range.replace('/', '-');
        in("from-" + from, port, why, rule -> rule.cidrIpv4(range));
    }

    /** Allows traffic from this group's members to a port of any address. */
    public void allowToAnywhere(int port, String why) {
        out("to-anywhere", port, why, rule -> rule.cidrIpv4(ANYWHERE));
    }

    /** Allows traffic from this group's members to a port of an AWS service. */
    public void allowTo(String service, Output<String> prefixListId, int port, String why) {
        out("to-" + service, port, why, rule -> rule.prefixListId(prefixListId));
    }

    private void in(String rule, int port, String why, UnaryOperator<SecurityGroupIngressRuleArgs.Builder> from) {
        var args = SecurityGroupIngressRuleArgs.builder()
                .securityGroupId(id())
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .description(why);
        new SecurityGroupIngressRule(named(rule + "-" + port), from.apply(args).build(), owned());
    }

    private void out(String rule, int port, String why, UnaryOperator<SecurityGroupEgressRuleArgs.Builder> to) {
        var args = SecurityGroupEgressRuleArgs.builder()
                .securityGroupId(id())
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .description(why);
        new SecurityGroupEgressRule(named(rule + "-" + port), to.apply(args).build(), owned());
    }
}
