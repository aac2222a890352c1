package dev.slipway.guardrails;

import java.util.List;

/**
 * A public control that the estate deliberately does not meet.
 *
 * @param controls its ids
 * @param what what it asks for, as a noun
 * @param reason why the estate does not do so
 */
public record Declined(List<String> controls, String what, String reason) {

    /** All of them, in the order of docs/guardrails.md. */
    public static final List<Declined> ALL = List.of(
            new Declined(
                    List.of("EC2.172"), "VPC Block Public Access", "it would cut the load balancer off from its users"),
            new Declined(
                    List.of("EC2.55", "EC2.56", "EC2.57"),
                    "interface endpoints beside a NAT gateway",
                    "tasks reach AWS by TLS through the gateway; with `network.egress: endpoints` there are only endpoints"),
            new Declined(
                    List.of("CKV2_AWS_71"),
                    "certificates without wildcards",
                    "a certificate has one only if `domain.aliases` lists it"),
            new Declined(
                    List.of("CKV_AWS_136", "CKV_AWS_149", "CKV_AWS_184", "CKV_AWS_327", "CKV_AWS_337", "CKV_AWS_354"),
                    "a key of the environment for the registry, the database, its secret, the files and the parameters",
                    "they are encrypted with AWS's keys, and another key would replace a store that exists"),
            new Declined(
                    List.of("CKV2_AWS_27"),
                    "logs of slow statements in the parameters of an Aurora cluster",
                    "they are in the parameters of its instances, which Aurora 18 reads and Checkov does not"),
            new Declined(
                    List.of("CKV_AWS_145"),
                    "a key of KMS for buckets",
                    "S3 encrypts every object, and load balancers only write access logs to buckets with keys of S3"),
            new Declined(
                    List.of("CKV2_AWS_64"),
                    "a policy of the key of the state",
                    "the default policy leaves it to IAM policies, which name the key"),
            new Declined(List.of("CKV_AWS_260"), "no port 80", "the listener only redirects to HTTPS"),
            new Declined(
                    List.of("CKV_AWS_378"),
                    "TLS between the load balancer and tasks",
                    "TLS ends at the load balancer; tasks admit connections of its security group only"),
            new Declined(
                    List.of("CKV2_AWS_76"),
                    "AWS's list of anonymous addresses in the web ACL",
                    "it blocks callers behind VPNs and in other clouds; the rules against Log4j are in the set for known bad inputs"),
            new Declined(
                    List.of("CKV_AWS_290", "CKV_AWS_355"),
                    "policies without a wildcard as the resource",
                    "it is there for actions that only describe, that have no resources, or whose conditions name the environment's tags; a boundary grants nothing"),
            new Declined(
                    List.of("CKV_AWS_144", "CKV2_AWS_62"),
                    "replication to another region, and events, of the bucket of access logs",
                    "nothing depends on these logs outside of their region, or at once"),
            new Declined(
                    List.of("RDS.23", "RDS11"),
                    "a port of the database other than 5432",
                    "the port is open to the tasks only, and a scan would find any"),
            new Declined(
                    List.of("S3.9", "CKV_AWS_18"),
                    "access logs of buckets",
                    "the bucket of access logs cannot log itself; data events of CloudTrail, which belong to the account, cover the others"),
            new Declined(
                    List.of("CKV2_AWS_38"),
                    "DNSSEC",
                    "the registrar of the domain has to publish a record, which Pulumi cannot"),
            new Declined(
                    List.of("CKV2_AWS_39"),
                    "query logs of the hosted zone",
                    "Route 53 only writes them in us-east-1, and the zone may exist before the estate"),
            new Declined(
                    List.of("ECS.5", "CKV_AWS_336"),
                    "a read-only root for the log router, and where `exec` is on",
                    "FireLens and the agent of ECS Exec write to it"));
}
