package dev.slipway.settings;

/** Where an environment lives. */
public record NetworkSettings(
        @Setting(
                value = "The IPv4 range of the VPC, /16 to /20; subnets are cut out of it.",
                defaultValue = "10.20.0.0/16",
                pattern = "\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}",
                form = "an IPv4 range such as 10.20.0.0/16")
        String cidr,

        @Setting(value = "How many availability zones it spans.", defaultValue = "2", min = 2, max = 3)
        int zones,

        @Setting(
                value =
                        "How tasks reach the outside: one NAT gateway, one in each zone, or VPC endpoints to AWS's own services and no way out.",
                defaultValue = "nat")
        Egress egress,

        @Setting(value = "Which traffic the VPC's flow logs record.", defaultValue = "rejected")
        FlowLogs flowLogs) {

    /** How tasks reach what is outside the VPC. */
    public enum Egress {
        /** One NAT gateway: cheapest; a zone's failure can cut tasks of the others off. */
        NAT,
        /** A NAT gateway in each zone. */
        NAT_PER_ZONE,
        /** Interface endpoints to ECR, logs, SSM and Secrets Manager, a gateway to S3; nothing else can be reached. */
        ENDPOINTS
    }

    /** Which packets are recorded. */
    public enum FlowLogs {
        REJECTED,
        ALL
    }
}
