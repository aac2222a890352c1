package dev.slipway.network;

import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.Component;

import java.util.List;

/** A security group that lets nothing in or out but what is allowed by name, over TCP. */
public final class SecurityGroup extends Component {

    private static final String ANYWHERE = "0.0.0.0/0";

    private final String label;
    private final com.pulumi.aws.ec2.SecurityGroup group;

    /** @param label what the group is for, in one word; names its rules */
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
                // Its rules are resources of their own; a refresh would report each of them a second time here.
                owned(more -> more.ignoreChanges(List.of("egress", "ingress"))));
        registerOutputs();
    }

    public Output<String> id() {
        return group.id();
    }

    /** Lets the other group's members reach this group's port: out of there, and in here. */
    public void allowFrom(SecurityGroup other, int port, String why) {
        new SecurityGroupIngressRule(
                named("from-%s-%d".formatted(other.label, port)),
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(id())
                        .referencedSecurityGroupId(other.id())
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .description(why)
                        .build(),
                owned());
        new SecurityGroupEgressRule(
                other.named("to-%s-%d".formatted(label, port)),
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(other.id())
                        .referencedSecurityGroupId(id())
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .description(why)
                        .build(),
                other.owned());
    }

    /** Lets everybody reach this group's port. */
    public void allowFromAnywhere(int port, String why) {
        new SecurityGroupIngressRule(
                named("from-anywhere-" + port),
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(id())
                        .cidrIpv4(ANYWHERE)
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .description(why)
                        .build(),
                owned());
    }

    /** Lets this group's members reach a port of any address. */
    public void allowToAnywhere(int port, String why) {
        new SecurityGroupEgressRule(
                named("to-anywhere-" + port),
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(id())
                        .cidrIpv4(ANYWHERE)
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .description(why)
                        .build(),
                owned());
    }

    /** Lets this group's members reach a port of the addresses of an AWS service. */
    public void allowTo(String service, Output<String> prefixListId, int port, String why) {
        new SecurityGroupEgressRule(
                named("to-%s-%d".formatted(service, port)),
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(id())
                        .prefixListId(prefixListId)
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .description(why)
                        .build(),
                owned());
    }
}
