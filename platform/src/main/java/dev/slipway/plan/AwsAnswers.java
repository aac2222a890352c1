package dev.slipway.plan;

import dev.slipway.settings.StackConfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What AWS would answer: ids, ARNs, names, endpoints. They look like AWS's own, are made from the resource's type and
 * name, and so are the same in every evaluation.
 *
 * <p>Most of it is data, in {@code aws-answers.txt}; here is what a template cannot say.
 */
public final class AwsAnswers implements Answers {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final String region;
    private final String account;

    private AwsAnswers(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /** Answers for the region and the account that a stack's configuration names. */
    public static AwsAnswers of(StackConfig config) {
        var account = ACCOUNT.matcher(config.values().getOrDefault("aws:allowedAccountIds", ""));
        return new AwsAnswers(
                config.values().getOrDefault("aws:region", "us-east-1"),
                account.find() ? account.group() : "111122223333");
    }

    @Override
    public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        var answer = answer(type, name, inputs);
        switch (type) {
            case "aws:acm/certificate:Certificate" -> answer.put("domainValidationOptions", validation(inputs));
            case "aws:rds/instance:Instance" -> {
                if (Boolean.TRUE.equals(inputs.get("manageMasterUserPassword"))) {
                    answer.put("masterUserSecrets", masterUserSecrets(answer));
                }
            }
            case "aws:route53/zone:Zone" -> answer.put("nameServers", nameServers(name));
            default -> {}
        }
        return answer;
    }

    @Override
    public Map<String, Object> invoked(String token, Map<String, Object> args) {
        var answer = new LinkedHashMap<>(args);
        answer.putAll(answer(token, args.toString(), args));
        switch (token) {
            case "aws:index/getAvailabilityZones:getAvailabilityZones" -> {
                answer.put("names", Stream.of("a", "b", "c").map(region::concat).toList());
                answer.put("zoneIds", Stream.of("az1", "az2", "az3").toList());
            }
            case "aws:route53/getZone:getZone" -> answer.put("nameServers", nameServers(args.toString()));
            case "aws:ec2/getPrefixList:getPrefixList" -> answer.put("cidrBlocks", List.of("192.0.2.0/24"));
            default -> {}
        }
        return answer;
    }

    /** No other stack is there. */
    @Override
    public Map<String, Object> stackOutputs(String stackName) {
        return Map.of();
    }

    private Map<String, Object> answer(String type, String name, Map<String, Object> inputs) {
        return new Template(type, name, inputs, Map.of("region", region, "account", account)).answer();
    }

    /** A wildcard and its apex are proven by the same record. */
    private static List<Object> validation(Map<String, Object> inputs) {
        var domains = new ArrayList<String>();
        domains.add(String.valueOf(Secret.unwrap(inputs.get("domainName"))));
        if (inputs.get("subjectAlternativeNames") instanceof List<?> names) {
            names.stream().map(Secret::unwrap).map(String::valueOf).forEach(domains::add);
        }
        return domains.stream()
                .distinct()
                .<Object>map(domain -> {
                    var apex = domain.startsWith("*.") ? domain.substring(2) : domain;
                    return Map.of(
                            "domainName",
                            domain,
                            "resourceRecordName",
                            "_" + Template.hex(apex, 32) + "." + apex + ".",
                            "resourceRecordType",
                            "CNAME",
                            "resourceRecordValue",
                            "_" + Template.hex(apex + ".", 32) + ".acm-validations.aws.");
                })
                .toList();
    }

    private List<Object> masterUserSecrets(Map<String, Object> instance) {
        var resource = String.valueOf(instance.get("resourceId"));
        return List.of(Map.of(
                "secretArn",
                "arn:aws:secretsmanager:%s:%s:secret:rds!%s-%s"
                        .formatted(region, account, resource.toLowerCase(Locale.ROOT), Template.hex(resource, 6)),
                "kmsKeyId",
                "arn:aws:kms:%s:%s:key/%s".formatted(region, account, Template.uuid(resource)),
                "secretStatus",
                "active"));
    }

    private static List<Object> nameServers(String name) {
        return Stream.of("com", "net", "org", "co.uk")
                .<Object>map(domain -> "ns-%d.awsdns-%s.%s"
                        .formatted(Template.number(name + domain) % 2048, Template.hex(domain, 2), domain))
                .toList();
    }
}
