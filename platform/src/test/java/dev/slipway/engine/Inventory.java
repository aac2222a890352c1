package dev.slipway.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The resources in an account, as AWS reports them: a denied or forgotten delete can look like a success to Pulumi. It lists
 * all types of the estate that can exist on their own.
 */
final class Inventory {

    private record Question(Function<SimulatedAws, String> ask, Pattern answer) {}

    private static final List<Question> QUESTIONS = List.of(
            ec2("Vpcs", "vpcId"),
            ec2("Subnets", "subnetId"),
            ec2("SecurityGroups", "groupId"),
            ec2("RouteTables", "routeTableId"),
            ec2("InternetGateways", "internetGatewayId"),
            ec2("Addresses", "allocationId"),
            available("VpcEndpoints", "vpc-endpoint-state", "vpcEndpointId"),
            available("NatGateways", "state", "natGatewayId"),
            ec2("FlowLogs", "flowLogId"),
            xml("elasticloadbalancing", "2015-12-01", "DescribeLoadBalancers", "LoadBalancerArn"),
            xml("elasticloadbalancing", "2015-12-01", "DescribeTargetGroups", "TargetGroupArn"),
            xml("rds", "2014-10-31", "DescribeDBInstances", "DBInstanceArn"),
            xml("rds", "2014-10-31", "DescribeDBClusters", "DBClusterArn"),
            xml("rds", "2014-10-31", "DescribeDBClusterParameterGroups", "DBClusterParameterGroupArn"),
            xml("rds", "2014-10-31", "DescribeDBClusterSnapshots", "DBClusterSnapshotArn"),
            xml("rds", "2014-10-31", "DescribeDBSubnetGroups", "DBSubnetGroupArn"),
            xml("rds", "2014-10-31", "DescribeDBParameterGroups", "DBParameterGroupArn"),
            xml("rds", "2014-10-31", "DescribeDBSnapshots", "DBSnapshotArn"),
            xml("rds", "2014-10-31", "DescribeEventSubscriptions", "CustSubscriptionId"),
            xml("iam", "2010-05-08", "ListRoles", "Arn"),
            new Question(
                    aws -> form(aws, "iam", "2010-05-08", Map.of("Action", "ListPolicies", "Scope", "Local")),
                    element("Arn")),
            xml("iam", "2010-05-08", "ListOpenIDConnectProviders", "Arn"),
            xml("sns", "2010-03-31", "ListTopics", "TopicArn"),
            xml("monitoring", "2010-08-01", "DescribeAlarms", "AlarmArn"),
            xml("monitoring", "2010-08-01", "ListDashboards", "DashboardArn"),
            json(
                    "ecs",
                    "AmazonEC2ContainerServiceV20141113.DescribeClusters",
                    "{\"clusters\": [\"slipway-staging\", \"slipway-prod\"]}",
                    "(arn:aws:ecs:[^\"]+)\", \"clusterName\": \"[^\"]+\", \"status\": \"ACTIVE"),
            json("ecr", "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories", "{}", "(arn:aws:ecr:[^\"]+)"),
            json("logs", "Logs_20140328.DescribeLogGroups", "{}", "\"logGroupName\": ?\"([^\"]+)\""),
            json("ssm", "AmazonSSM.DescribeParameters", "{}", "\"Name\": ?\"([^\"]+)\""),
            json("secretsmanager", "secretsmanager.ListSecrets", "{}", "\"ARN\": ?\"([^\"]+)\""),
            json("acm", "CertificateManager.ListCertificates", "{}", "(arn:aws:acm:[^\"]+)"),
            json("wafv2", "AWSWAF_20190729.ListWebACLs", "{\"Scope\": \"REGIONAL\"}", "\"ARN\": ?\"([^\"]+)\""),
            json(
                    "application-autoscaling",
                    "AnyScaleFrontendService.DescribeScalableTargets",
                    "{\"ServiceNamespace\": \"ecs\"}",
                    "\"ResourceId\": ?\"([^\"]+)\""),
            json(
                    "budgets",
                    "AWSBudgetServiceGateway.DescribeBudgets",
                    "{\"AccountId\": \"%s\"}".formatted(SimulatedAws.ACCOUNT),
                    "\"BudgetName\": ?\"([^\"]+)\""),
            new Question(
                    aws -> aws.get("elasticfilesystem", "/2015-02-01/file-systems"),
                    Pattern.compile("\"FileSystemId\": ?\"([^\"]+)\"")),
            new Question(
                    aws -> aws.get("elasticfilesystem", "/2015-02-01/access-points"),
                    Pattern.compile("\"AccessPointId\": ?\"([^\"]+)\"")),
            new Question(
                    aws -> aws.get("backup", "/backup-vaults"), Pattern.compile("\"BackupVaultName\": ?\"([^\"]+)\"")),
            new Question(aws -> aws.get("backup", "/backup/plans"), Pattern.compile("\"BackupPlanId\": ?\"([^\"]+)\"")),
            new Question(aws -> aws.get("s3", "/"), Pattern.compile("<Bucket>.*?<Name>([^<]+)</Name>", Pattern.DOTALL)),
            new Question(
                    aws -> aws.get("route53", "/2013-04-01/hostedzone"),
                    Pattern.compile("<Id>(/hostedzone/[^<]+)</Id>")));

    private Inventory() {}

    /** The names, ids and ARNs of all resources, except revisions of task definitions, which remain and cost nothing. */
    static Set<String> of(SimulatedAws aws) {
        var all = new TreeSet<String>();
        for (var question : QUESTIONS) {
            var found = question.answer().matcher(question.ask().apply(aws));
            while (found.find()) {
                all.add(found.group(1));
            }
        }
        for (var zone : all.stream().filter(id -> id.startsWith("/hostedzone/")).toList()) {
            var records = Pattern.compile(
                            "<ResourceRecordSet>.*?<Name>([^<]+)</Name>.*?<Type>([^<]+)</Type>", Pattern.DOTALL)
                    .matcher(aws.get("route53", "/2013-04-01" + zone + "/rrset"));
            while (records.find()) {
                all.add(records.group(2) + " " + records.group(1));
            }
        }
        return all;
    }

    /** What has been added since an earlier inventory. */
    static Set<String> since(Set<String> before, SimulatedAws aws) {
        var added = of(aws);
        added.removeAll(before);
        return added;
    }

    private static Question ec2(String things, String id) {
        return xml("ec2", "2016-11-15", "Describe" + things, id);
    }

    /** Resources that are listed for a while after their deletion. */
    private static Question available(String things, String state, String id) {
        var request = Map.of("Action", "Describe" + things, "Filter.1.Name", state, "Filter.1.Value.1", "available");
        return new Question(aws -> form(aws, "ec2", "2016-11-15", request), element(id));
    }

    private static Question xml(String service, String version, String action, String element) {
        return new Question(aws -> form(aws, service, version, Map.of("Action", action)), element(element));
    }

    private static Question json(String service, String target, String body, String answer) {
        return new Question(aws -> aws.json(service, "1.1", target, body), Pattern.compile(answer));
    }

    private static String form(SimulatedAws aws, String service, String version, Map<String, String> parameters) {
        var form = new java.util.HashMap<>(parameters);
        form.put("Version", version);
        return aws.query(service, form);
    }

    private static Pattern element(String name) {
        return Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(name));
    }
}
