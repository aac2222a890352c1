package dev.slipway.plan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class AwsAnswersTest {

    private final Answers aws = AwsAnswers.of(new Stack(
            "toy",
            "test",
            Map.of("aws:region", "eu-central-1", "aws:allowedAccountIds", "[\"123456789012\"]"),
            Set.of()));

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    aws:acm/certificate:Certificate    | arn           | arn:aws:acm:eu-central-1:123456789012:certificate/[0-9a-f-]{36}
                    aws:ec2/vpc:Vpc                    | id            | vpc-[0-9a-f]{17}
                    aws:ecr/repository:Repository      | repositoryUrl | 123456789012\\.dkr\\.ecr\\.eu-central-1\\.amazonaws\\.com/orders
                    aws:ecs/taskDefinition:TaskDefinition | arn        | arn:aws:ecs:eu-central-1:123456789012:task-definition/orders:1
                    aws:efs/fileSystem:FileSystem      | dnsName       | fs-[0-9a-f]{17}\\.efs\\.eu-central-1\\.amazonaws\\.com
                    aws:iam/role:Role                  | arn           | arn:aws:iam::123456789012:role/orders
                    aws:lb/loadBalancer:LoadBalancer   | dnsName       | orders-\\d{10}\\.eu-central-1\\.elb\\.amazonaws\\.com
                    aws:lb/loadBalancer:LoadBalancer   | arnSuffix     | app/orders/[0-9a-f]{16}
                    aws:lb/targetGroup:TargetGroup     | arn           | arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/orders/[0-9a-f]{16}
                    aws:rds/instance:Instance          | endpoint      | orders\\.[0-9a-f]{12}\\.eu-central-1\\.rds\\.amazonaws\\.com:5432
                    aws:rds/instance:Instance          | resourceId    | db-[0-9A-F]{26}
                    aws:ssm/parameter:Parameter        | arn           | arn:aws:ssm:eu-central-1:123456789012:parameter/orders
                    aws:glue/job:Job                   | arn           | arn:aws:glue:eu-central-1:123456789012:job/orders
                    """)
    void answers_have_awss_formats(String type, String property, String pattern) {
        assertThat(aws.created(type, "toy", Map.of("name", "orders", "identifier", "orders", "family", "orders"))
                        .get(property))
                .asString()
                .matches(pattern);
    }

    @Test
    void every_template_can_be_filled_completely() {
        Template.types()
                .forEach(type -> aws.created(type, "toy", Map.of())
                        .forEach((property, value) -> assertThat(value)
                                .as(type + " " + property)
                                .asString()
                                .doesNotContainPattern("\\{\\w+[:/~}]")));
    }

    @Test
    void a_name_that_the_program_sets_is_kept() {
        assertThat(aws.created("aws:rds/instance:Instance", "db", Map.of("identifier", "orders", "port", 6432L)))
                .doesNotContainKeys("identifier", "port")
                .hasEntrySatisfying(
                        "endpoint", end -> assertThat(end).asString().endsWith(":6432"));
    }

    @Test
    void the_administrators_password_is_managed_only_if_requested() {
        var instance = "aws:rds/instance:Instance";

        assertThat(aws.created(instance, "db", Map.of())).doesNotContainKey("masterUserSecrets");
        assertThat(aws.created(instance, "db", Map.of("manageMasterUserPassword", true))
                        .get("masterUserSecrets"))
                .asString()
                .contains("arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-");
    }

    @Test
    void a_certificate_has_a_validation_record_for_each_name_and_a_wildcard_shares_that_of_its_apex() {
        var certificate = aws.created(
                "aws:acm/certificate:Certificate",
                "cert",
                Map.of("domainName", "toy.dev", "subjectAlternativeNames", List.of("*.toy.dev", "www.toy.dev")));

        var options = ((List<?>) certificate.get("domainValidationOptions"))
                .stream().map(option -> (Map<?, ?>) option).toList();
        assertThat(options)
                .extracting(option -> option.get("domainName"))
                .isEqualTo(List.of("toy.dev", "*.toy.dev", "www.toy.dev"));
        assertThat(options.get(1).get("resourceRecordName"))
                .isEqualTo(options.get(0).get("resourceRecordName"));
        assertThat(options.get(2).get("resourceRecordName")).asString().matches("_[0-9a-f]{32}\\.www\\.toy\\.dev\\.");
    }

    @Test
    void a_listeners_rule_has_an_arn_below_its_listener() {
        var balancer = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";
        var listener = aws.created("aws:lb/listener:Listener", "https", Map.of("loadBalancerArn", balancer));

        assertThat(listener.get("arn"))
                .asString()
                .matches(
                        "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/[0-9a-f]{16}");
        assertThat(aws.created("aws:lb/listenerRule:ListenerRule", "api", Map.of("listenerArn", listener.get("arn")))
                        .get("id"))
                .asString()
                .matches(".*:listener-rule/app/web/50dc6c495c0c9188/[0-9a-f]{16}/[0-9a-f]{16}");
    }

    @Test
    void two_resources_of_a_type_differ() {
        assertThat(aws.created("aws:ec2/subnet:Subnet", "a", Map.of()).get("id"))
                .isNotEqualTo(
                        aws.created("aws:ec2/subnet:Subnet", "b", Map.of()).get("id"));
    }

    @Test
    void an_unknown_function_returns_its_arguments() {
        assertThat(aws.invoked("aws:foo/getBar:getBar", Map.of("name", "x")))
                .containsEntry("name", "x")
                .containsKey("arn");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, 'eu-central-1a, eu-central-1b, eu-central-1c', 'euc1-az1, euc1-az2, euc1-az3'",
        "us-west-1, 'us-west-1a, us-west-1b', 'usw1-az3, usw1-az1'",
        "ap-northeast-1, 'ap-northeast-1a, ap-northeast-1c, ap-northeast-1d', 'apne1-az4, apne1-az1, apne1-az2'",
        "ca-central-1, 'ca-central-1a, ca-central-1b, ca-central-1d', 'cac1-az1, cac1-az2, cac1-az4'",
        "ap-southeast-2, 'ap-southeast-2a, ap-southeast-2b, ap-southeast-2c', 'apse2-az1, apse2-az2, apse2-az3'",
        "ap-south-1, 'ap-south-1a, ap-south-1b, ap-south-1c', 'aps1-az1, aps1-az2, aps1-az3'"
    })
    void a_region_has_its_own_zones_and_no_others(String region, String names, String ids) {
        var found = AwsAnswers.of(new Stack("toy", "test", Map.of("aws:region", region), Set.of()))
                .invoked("aws:index/getAvailabilityZones:getAvailabilityZones", Map.of());
        assertThat(found.get("names")).isEqualTo(List.of(names.split(", ")));
        assertThat(found.get("zoneIds")).isEqualTo(List.of(ids.split(", ")));
    }
}
