package dev.slipway.guardrails.rules;

/** The types of the resources that rules look at. */
final class Types {

    static final String ACCESS_POINT = "aws:efs/accessPoint:AccessPoint";
    static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    static final String CERTIFICATE = "aws:acm/certificate:Certificate";
    static final String CLUSTER = "aws:ecs/cluster:Cluster";
    static final String CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
    static final String CLUSTER_PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
    static final String COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
    static final String DATABASE = "aws:rds/instance:Instance";
    static final String DATABASE_CLUSTER = "aws:rds/cluster:Cluster";
    static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    static final String ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
    static final String FILES = "aws:efs/fileSystem:FileSystem";
    static final String FLOW_LOG = "aws:ec2/flowLog:FlowLog";
    static final String GRAFANA = "aws:grafana/workspace:Workspace";
    static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    static final String KEY = "aws:kms/key:Key";
    static final String LISTENER = "aws:lb/listener:Listener";
    static final String LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
    static final String MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
    static final String PARAMETER = "aws:ssm/parameter:Parameter";
    static final String PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
    static final String PROMETHEUS = "aws:amp/workspace:Workspace";
    static final String QUEUE = "aws:sqs/queue:Queue";
    static final String RECORD = "aws:route53/record:Record";
    static final String REPOSITORY = "aws:ecr/repository:Repository";
    static final String ROLE = "aws:iam/role:Role";
    static final String ROUTE = "aws:ec2/route:Route";
    static final String ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
    static final String ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    static final String SCALABLE = "aws:appautoscaling/target:Target";
    static final String SCHEDULE = "aws:scheduler/schedule:Schedule";
    static final String SERVICE = "aws:ecs/service:Service";
    static final String SUBNET = "aws:ec2/subnet:Subnet";
    static final String SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
    static final String TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
    static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";
    static final String TOPIC = "aws:sns/topic:Topic";
    static final String VPC = "aws:ec2/vpc:Vpc";

    private Types() {}
}
