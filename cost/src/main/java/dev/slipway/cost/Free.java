package dev.slipway.cost;

import java.util.Set;

/**
 * Types of resources that cost nothing. Some have an allowance that one environment does not use up: SNS sends 1,000 e-mails a
 * month for nothing, EventBridge Scheduler starts 14 million tasks. The records of flow logs count as logs, certificates of ACM
 * and Service Connect are free, and a backup's vault and plan cost nothing, but what is stored in it does.
 */
final class Free {

    static final Set<String> TYPES = Set.of(
            "aws:acm/certificate:Certificate",
            "aws:acm/certificateValidation:CertificateValidation",
            "aws:backup/plan:Plan",
            "aws:backup/selection:Selection",
            "aws:backup/vault:Vault",
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            "aws:budgets/budget:Budget",
            "aws:cloudwatch/eventRule:EventRule",
            "aws:cloudwatch/eventTarget:EventTarget",
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            "aws:ec2/flowLog:FlowLog",
            "aws:ec2/internetGateway:InternetGateway",
            "aws:ec2/route:Route",
            "aws:ec2/routeTable:RouteTable",
            "aws:ec2/routeTableAssociation:RouteTableAssociation",
            "aws:ec2/securityGroup:SecurityGroup",
            "aws:ec2/subnet:Subnet",
            "aws:ec2/vpc:Vpc",
            "aws:ecr/lifecyclePolicy:LifecyclePolicy",
            "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
            "aws:efs/accessPoint:AccessPoint",
            "aws:efs/fileSystemPolicy:FileSystemPolicy",
            "aws:efs/mountTarget:MountTarget",
            "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
            "aws:iam/policy:Policy",
            "aws:iam/role:Role",
            "aws:iam/rolePolicy:RolePolicy",
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "aws:kms/alias:Alias",
            "aws:lb/listener:Listener",
            "aws:lb/listenerCertificate:ListenerCertificate",
            "aws:lb/listenerRule:ListenerRule",
            "aws:lb/targetGroup:TargetGroup",
            "aws:rds/clusterParameterGroup:ClusterParameterGroup",
            "aws:rds/eventSubscription:EventSubscription",
            "aws:rds/parameterGroup:ParameterGroup",
            "aws:rds/subnetGroup:SubnetGroup",
            "aws:route53/record:Record",
            "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            "aws:s3/bucketPolicy:BucketPolicy",
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
            "aws:s3/bucketVersioningV2:BucketVersioningV2",
            "aws:scheduler/schedule:Schedule",
            "aws:scheduler/scheduleGroup:ScheduleGroup",
            "aws:servicediscovery/httpNamespace:HttpNamespace",
            "aws:sns/topic:Topic",
            "aws:sns/topicPolicy:TopicPolicy",
            "aws:sns/topicSubscription:TopicSubscription",
            "aws:sqs/queuePolicy:QueuePolicy",
            "aws:sqs/redrivePolicy:RedrivePolicy",
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "aws:wafv2/webAclAssociation:WebAclAssociation",
            "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");

    private Free() {}
}
