package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The availability zones in which Fargate runs Linux tasks: all zones of a region, except in the regions of this table.
 * Zones are identified by id, because zone a of one account can be zone b of another.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html">AWS Fargate
 *     Regions</a>, "Linux containers on AWS Fargate"
 */
public final class FargateZones {

    private static final Map<String, List<String>> LIMITED = Map.of(
            "us-west-1", List.of("usw1-az1", "usw1-az3"),
            "ap-northeast-1", List.of("apne1-az1", "apne1-az2", "apne1-az4"));

    private FargateZones() {}

    /** Whether tasks can run in a zone, such as {@code euc1-az2}. */
    public static boolean have(String region, String zoneId) {
        return !LIMITED.containsKey(region) || LIMITED.get(region).contains(zoneId);
    }

    /** A region with fewer Fargate zones than requested, as far as that is known without asking AWS. */
    static Stream<Problem> problems(EnvironmentSettings settings) {
        var region = settings.account().region();
        var available = LIMITED.containsKey(region) ? LIMITED.get(region).size() : Integer.MAX_VALUE;
        return Stream.of(settings.network().zones())
                .filter(requested -> requested > available)
                .map(requested -> problem(requested, available, region));
    }

    /** A network with more zones than are available for its tasks. */
    public static Problem problem(int requested, int available, String region) {
        return new Problem(
                "network.zones",
                "" + requested,
                "is more than the zones that offer Fargate and are open to the account in " + region + ": " + available,
                available < 2
                        ? "choose another aws:region, or ask AWS Support for zones in this one"
                        : "write " + available + ", or choose another aws:region");
    }

    static String table() {
        return LIMITED.entrySet().stream()
                .filter(region -> region.getValue().size() < 3)
                .map(region -> region.getKey() + " has " + region.getValue().size())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
