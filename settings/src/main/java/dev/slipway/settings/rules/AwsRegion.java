package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;
import software.amazon.awssdk.regions.Region;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The regions of AWS's commercial partition. The list is the AWS SDK's, which follows AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS Regions</a>
 */
public final class AwsRegion {

    /**
     * A partition that is not served: its ARNs begin with another word than {@code arn:aws:}, and its accounts, endpoints and
     * sign-in are its own.
     *
     * @param codes the form of its regions' codes
     */
    private record Partition(String name, String codes) {}

    private static final List<Partition> NOT_SERVED = List.of(
            new Partition("AWS China", "cn-.*"),
            new Partition("AWS GovCloud (US)", "us-gov-.*"),
            new Partition("the AWS European Sovereign Cloud", "eusc-.*"),
            new Partition("an isolated AWS partition", "[a-z]+-iso[a-z]?-.*"));

    private AwsRegion() {}

    static Stream<Problem> problems(String region) {
        var other = NOT_SERVED.stream()
                .filter(partition -> region.matches(partition.codes))
                .findFirst();
        if (other.isPresent()) {
            return Stream.of(new Problem(
                    "aws:region",
                    region,
                    "is in " + other.get().name + ", which is not served yet: its ARNs, endpoints and GitHub sign-in"
                            + " differ from those that the program writes",
                    "write a region of the commercial partition, such as eu-central-1"));
        }
        return served().anyMatch(region::equals)
                ? Stream.empty()
                : Stream.of(new Problem(
                        "aws:region",
                        region,
                        "is not a region that is known here",
                        nearest(region)
                                        .map(meant -> "did you mean " + meant + "?")
                                        .orElse("write one such as eu-central-1")
                                + " A region that opened lately needs a newer aws-sdk.version in pom.xml"));
    }

    /** What to write instead of something that has not the form of a region's code, such as a zone's name. */
    public static Optional<String> fix(String written) {
        return nearest(written).map(meant -> "did you mean " + meant + "?");
    }

    private static Optional<String> nearest(String written) {
        return Nearest.to(written, served());
    }

    private static Stream<String> served() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .filter(region -> NOT_SERVED.stream().noneMatch(partition -> region.matches(partition.codes)))
                .sorted();
    }
}
