package dev.slipway.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The answers of AWS: ids, ARNs, names, endpoints. They have AWS's formats and are derived from the resource's type and
 * name, so they are the same in every evaluation.
 *
 * <p>Most answers are templates in {@code aws-answers.txt}; this class adds those that a template cannot express.
 */
public final class AwsAnswers implements Answers {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * Letters and numbers of the zones of a new account, in regions where they are not a, b and c ("AWS Availability Zones",
     * "Regions and Availability Zones").
     */
    private static final Map<String, Map<String, Integer>> OTHER_ZONES = Map.of(
            "us-west-1", Map.of("a", 3, "b", 1),
            "ap-northeast-1", Map.of("a", 4, "c", 1, "d", 2),
            "ca-central-1", Map.of("a", 1, "b", 2, "d", 4));

    private final String region;
    private final String account;

    private AwsAnswers(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /** Answers for the region and the account that the stack's {@code aws:region} and {@code aws:allowedAccountIds} name. */
    public static AwsAnswers of(Stack stack) {
        var account = ACCOUNT.matcher(stack.config().getOrDefault("aws:allowedAccountIds", ""));
        return new AwsAnswers(
                stack.config().getOrDefault("aws:region", "us-east-1"),
                account.find() ? account.group() : "111122223333");
    }

    @Override
    public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        var answer = answer(type, name, inputs);
        switch (type) {
            case "aws:acm/certificate:Certificate" -> answer.put("domainValidationOptions", validation(inputs));
            case "aws:rds/instance:Instance", "aws:rds/cluster:Cluster" -> {
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
                var zones = zones();
                answer.put("names", List.copyOf(zones.keySet()));
                answer.put("zoneIds", List.copyOf(zones.values()));
            }
            case "aws:route53/getZone:getZone" -> answer.put("nameServers", nameServers(args.toString()));
            case "aws:ec2/getPrefixList:getPrefixList" -> answer.put("cidrBlocks", List.of("192.0.2.0/24"));
            default -> {}
        }
        return answer;
    }

    /** There are no other stacks. */
    @Override
    public Map<String, Object> stackOutputs(String stackName) {
        return Map.of();
    }

    private Map<String, Object> answer(String type, String name, Map<String, Object> inputs) {
        return new Template(type, name, inputs, Map.of("region", region, "account", account)).answer();
    }

    /** A wildcard and its apex are validated by the same record. */
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

    private List<Object> masterUserSecrets(Map<String, Object> database) {
        var resource = String.valueOf(database.getOrDefault("clusterResourceId", database.get("resourceId")));
        return List.of(Map.of(
                "secretArn",
                "arn:aws:secretsmanager:%s:%s:secret:rds!%s-%s"
                        .formatted(region, account, resource.toLowerCase(Locale.ROOT), Template.hex(resource, 6)),
                "kmsKeyId",
                "arn:aws:kms:%s:%s:key/%s".formatted(region, account, Template.uuid(resource)),
                "secretStatus",
                "active"));
    }

    /** The names of three zones of the region, each with its id; in some regions a new account gets fewer or other zones. */
    private SortedMap<String, String> zones() {
        var zones = new TreeMap<String, String>();
        OTHER_ZONES
                .getOrDefault(region, Map.of("a", 1, "b", 2, "c", 3))
                .forEach((letter, number) -> zones.put(region + letter, zonePrefix() + "-az" + number));
        return zones;
    }

    /** {@code euc1} for eu-central-1, {@code apne1} for ap-northeast-1. */
    private String zonePrefix() {
        var parts = region.split("-", 2);
        return parts[0]
                + parts[1].replaceAll("(north|south)(east|west)", "$1-$2").replaceAll("([a-z])[a-z]*-?", "$1");
    }

    private static List<Object> nameServers(String name) {
        return Stream.of("com", "net", "org", "co.uk")
                .<Object>map(domain -> "ns-%d.awsdns-%s.%s"
                        .formatted(Template.number(name + domain) % 2048, Template.hex(domain, 2), domain))
                .toList();
    }
}
