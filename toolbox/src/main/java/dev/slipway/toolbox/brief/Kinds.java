package dev.slipway.toolbox.brief;

import java.util.Map;
import java.util.Optional;

/** What people call types of resources, and the data that a deletion of one loses. */
final class Kinds {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("aws:rds/instance:Instance", "database"),
            Map.entry("aws:rds/cluster:Cluster", "database cluster"),
            Map.entry("aws:rds/clusterInstance:ClusterInstance", "database instance"),
            Map.entry("aws:rds/parameterGroup:ParameterGroup", "database parameters"),
            Map.entry("aws:efs/fileSystem:FileSystem", "file system"),
            Map.entry("aws:s3/bucketV2:BucketV2", "bucket"),
            Map.entry("aws:s3/bucket:Bucket", "bucket"),
            Map.entry("aws:kms/key:Key", "encryption key"),
            Map.entry("aws:route53/zone:Zone", "DNS zone"),
            Map.entry("aws:route53/record:Record", "DNS record"),
            Map.entry("aws:ecr/repository:Repository", "image registry"),
            Map.entry("aws:ecs/service:Service", "service"),
            Map.entry("aws:ecs/taskDefinition:TaskDefinition", "task definition"),
            Map.entry("aws:ecs/cluster:Cluster", "cluster"),
            Map.entry("aws:lb/loadBalancer:LoadBalancer", "load balancer"),
            Map.entry("aws:lb/listener:Listener", "listener"),
            Map.entry("aws:lb/listenerRule:ListenerRule", "route"),
            Map.entry("aws:lb/targetGroup:TargetGroup", "target group"),
            Map.entry("aws:acm/certificate:Certificate", "certificate"),
            Map.entry("aws:ec2/vpc:Vpc", "network"),
            Map.entry("aws:ec2/subnet:Subnet", "subnet"),
            Map.entry("aws:ec2/natGateway:NatGateway", "NAT gateway"),
            Map.entry("aws:ec2/securityGroup:SecurityGroup", "security group"),
            Map.entry("aws:iam/role:Role", "role"),
            Map.entry("aws:iam/rolePolicy:RolePolicy", "policy of a role"),
            Map.entry("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm"),
            Map.entry("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarm"),
            Map.entry("aws:cloudwatch/logGroup:LogGroup", "log group"),
            Map.entry("aws:cloudwatch/dashboard:Dashboard", "dashboard"),
            Map.entry("aws:appautoscaling/target:Target", "number of tasks"),
            Map.entry("aws:appautoscaling/policy:Policy", "scaling policy"),
            Map.entry("aws:sqs/queue:Queue", "queue"),
            Map.entry("aws:dynamodb/table:Table", "table"),
            Map.entry("aws:backup/vault:Vault", "backup vault"),
            Map.entry("aws:ssm/parameter:Parameter", "parameter"),
            Map.entry("aws:wafv2/webAcl:WebAcl", "web ACL"),
            Map.entry("docker-build:index:Image", "image build"),
            Map.entry("awsx:ecr:Image", "image build"));

    private static final Map<String, String> LOSSES = Map.ofEntries(
            Map.entry(
                    "aws:rds/instance:Instance",
                    "all rows of the database; its final snapshot remains, if it takes one"),
            Map.entry(
                    "aws:rds/cluster:Cluster", "all rows of the database; its final snapshot remains, if it takes one"),
            Map.entry("aws:efs/fileSystem:FileSystem", "all files; their backups remain as long as they are kept"),
            Map.entry("aws:s3/bucketV2:BucketV2", "all objects of the bucket"),
            Map.entry("aws:s3/bucket:Bucket", "all objects of the bucket"),
            Map.entry("aws:kms/key:Key", "everything that the key encrypts, once its waiting period has ended"),
            Map.entry("aws:route53/zone:Zone", "all records of the zone, and its delegation"),
            Map.entry("aws:ecr/repository:Repository", "all images, and with them the way back to an earlier one"),
            Map.entry("aws:dynamodb/table:Table", "all items of the table"),
            Map.entry("aws:sqs/queue:Queue", "all messages in the queue"),
            Map.entry("aws:backup/vault:Vault", "all backups in the vault"),
            Map.entry("aws:cloudwatch/logGroup:LogGroup", "all lines of the log"),
            Map.entry("aws:amp/workspace:Workspace", "all metrics"),
            Map.entry("aws:ssm/parameter:Parameter", "the value of the parameter"),
            Map.entry(
                    "aws:secretsmanager/secret:Secret", "the value of the secret, once its waiting period has ended"));

    private Kinds() {}

    /** What people call a type; for others {@code ec2 Eip}. */
    static String name(String type) {
        var name = NAMES.get(type);
        if (name != null) {
            return name;
        }
        var last = type.substring(type.lastIndexOf(':') + 1);
        return type.startsWith("aws:") && type.contains("/") ? type.substring(4, type.indexOf('/')) + " " + last : last;
    }

    /** What a deletion loses; empty for a type that holds no data. */
    static Optional<String> loss(String type) {
        return Optional.ofNullable(LOSSES.get(type));
    }
}
