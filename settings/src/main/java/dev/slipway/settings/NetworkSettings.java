package dev.slipway.settings;

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

        @Setting(value = "Which traffic the VPC's flow logs record.", defaultValue = "rejected")
        FlowLogs flowLogs) {

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
