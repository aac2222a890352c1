package dev.slipway.network;

import com.pulumi.aws.ec2.FlowLog;
import com.pulumi.aws.ec2.FlowLogArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.ServiceRole;
import dev.slipway.observe.Logs;
import dev.slipway.settings.NetworkSettings;

/** The VPC's flow logs (EC2.6). */
final class FlowLogs extends Component {

    FlowLogs(
            String name,
            String environment,
            NetworkSettings.FlowLogs which,
            Output<String> vpcId,
            Logs logs,
            ComponentResourceOptions options) {
        super("slipway:network:FlowLogs", name, options);
        var role = new ServiceRole(named("role"), environment + "-flow-logs", "vpc-flow-logs.amazonaws.com", part())
                .allow(
                        "write",
                        logs.flow()
                                .arn()
                                .applyValue(arn -> ServiceRole.policy(statement -> statement
                                        .addAction("logs:CreateLogStream")
                                        .addAction("logs:PutLogEvents")
                                        .addAction("logs:DescribeLogStreams")
                                        .addResource(arn + ":*"))));
        new FlowLog(
                named("log"),
                FlowLogArgs.builder()
                        .vpcId(vpcId)
                        .trafficType(
                                switch (which) {
                                    case REJECTED -> "REJECT";
                                    case ALL -> "ALL";
                                })
                        .logDestination(logs.flow().arn())
                        .iamRoleArn(role.arn())
                        .tags(nameTag("log"))
                        .build(),
                owned());
        registerOutputs();
    }
}
