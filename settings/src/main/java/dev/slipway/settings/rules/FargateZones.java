package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The availability zones in which Fargate runs Linux tasks: all of a region's, but for the regions of this table. Zones go by
 * their ids, because what is zone a to one account is zone b to another.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html">AWS Fargate Regions</a>,
 *     "Linux containers on AWS Fargate"
 */
public final class FargateZones {

    private static final Map<String, List<String>> ONLY = Map.of(
            "us-west-1", List.of("usw1-az1", "usw1-az3"),
            "ap-northeast-1", List.of("apne1-az1", "apne1-az2", "apne1-az4"));

    private FargateZones() {}

    /** Whether tasks can run in a zone, such as {@code euc1-az2}. */
    public static boolean have(String region, String zoneId) {
        return !ONLY.containsKey(region) || ONLY.get(region).contains(zoneId);
    }

    /** A region whose Fargate zones are fewer than wanted, as far as that is known without asking AWS. */
    static Stream<Problem> problems(EnvironmentSettings settings) {
        var region = settings.account().region();
        var there = ONLY.containsKey(region) ? ONLY.get(region).size() : Integer.MAX_VALUE;
        return Stream.of(settings.network().zones())
                .filter(wanted -> wanted > there)
                .map(wanted -> problem(wanted, there, region));
    }

    /** A network that wants more zones than there are for its tasks. */
    public static Problem problem(int wanted, int there, String region) {
        return new Problem(
                "network.zones",
                "" + wanted,
                "is more than the zones that have Fargate and are open to the account in " + region + ": " + there,
                there < 2
                        ? "choose another aws:region, or ask AWS Support for zones in this one"
                        : "write " + there + ", or choose another aws:region");
    }

    static String table() {
        return ONLY.entrySet().stream()
                .filter(region -> region.getValue().size() < 3)
                .map(region -> region.getKey() + " has " + region.getValue().size())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
