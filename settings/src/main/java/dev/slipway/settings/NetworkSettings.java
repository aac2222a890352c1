package dev.slipway.settings;

import java.util.List;
import java.util.Optional;

/** The network of an environment. */
public record NetworkSettings(
        @Setting(
                value = "The IPv4 range of the VPC, /16 to /20, which is divided into subnets.",
                defaultValue = "10.20.0.0/16",
                pattern = "\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}",
                form = "an IPv4 range such as 10.20.0.0/16")
        String cidr,

        @Setting(value = "The number of availability zones it spans.", defaultValue = "2", min = 2, max = 3)
        int zones,

        @Setting(
                value =
                        "How tasks reach the outside: one NAT gateway, one in each zone, or only VPC endpoints for AWS services, with no route to the internet.",
                defaultValue = "nat")
        Egress egress,

        @Setting(
                value = "The TCP ports of the internet that tasks may connect to; 443 is always open.",
                defaultValue = "[]",
                example = "[587, 27017]",
                min = 0,
                max = 20)
        List<Integer> egressPorts,

        @Setting(value = "Which traffic the VPC's flow logs record.", defaultValue = "rejected")
        FlowLogs flowLogs,

        @Setting(
                value = "Subnets of a VPC that exists, instead of a VPC of the environment's own.",
                defaultValue = "{}")
        Existing existing) {

    /** The ids of a VPC and of its subnets, each list in different zones. */
    public record Existing(
            @Setting(
                    value = "The VPC's id.",
                    example = "vpc-0123456789abcdef0",
                    pattern = "vpc-([0-9a-f]{8}|[0-9a-f]{17})",
                    form = "a VPC's id such as vpc-0123456789abcdef0")
            Optional<String> vpc,

            @Setting(
                    value =
                            "The subnets of the load balancer, with a route to an internet gateway unless it is internal.",
                    defaultValue = "[]",
                    max = 6,
                    pattern = Patterns.SUBNET,
                    form = "a subnet's id such as subnet-0123456789abcdef0")
            List<String> publicSubnets,

            @Setting(
                    value = "The subnets of the tasks, with a route to AWS's services.",
                    defaultValue = "[]",
                    max = 6,
                    pattern = Patterns.SUBNET,
                    form = "a subnet's id such as subnet-0123456789abcdef0")
            List<String> privateSubnets,

            @Setting(
                    value = "The subnets of the database and the file system.",
                    defaultValue = "[]",
                    max = 6,
                    pattern = Patterns.SUBNET,
                    form = "a subnet's id such as subnet-0123456789abcdef0")
            List<String> isolatedSubnets) {}

    /** How tasks reach destinations outside the VPC. */
    public enum Egress {
        /** One NAT gateway: the cheapest option, but a failure of its zone cuts off the tasks in the other zones. */
        NAT,
        /** A NAT gateway in each zone. */
        NAT_PER_ZONE,
        /**
         * Interface endpoints for ECR, logs, SSM and Secrets Manager, and a gateway endpoint for S3; nothing else is
         * reachable.
         */
        ENDPOINTS
    }

    /** The packets that are recorded. */
    public enum FlowLogs {
        REJECTED,
        ALL
    }
}
