package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;
import software.amazon.awssdk.regions.Region;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The regions of AWS's commercial partition. The list comes from the AWS SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS Regions</a>
 */
public final class AwsRegion {

    /**
     * A partition that is not supported: its ARNs do not begin with {@code arn:aws:}, and it has its own accounts, endpoints
     * and sign-in.
     *
     * @param codes a regular expression that matches the codes of its regions
     */
    private record Partition(String name, String codes) {}

    private static final List<Partition> UNSUPPORTED = List.of(
            new Partition("AWS China", "cn-.*"),
            new Partition("AWS GovCloud (US)", "us-gov-.*"),
            new Partition("the AWS European Sovereign Cloud", "eusc-.*"),
            new Partition("an isolated AWS partition", "[a-z]+-iso[a-z]?-.*"));

    private AwsRegion() {}

    static Stream<Problem> problems(String region) {
        var other = UNSUPPORTED.stream()
                .filter(partition -> region.matches(partition.codes))
                .findFirst();
        if (other.isPresent()) {
            return Stream.of(new Problem(
                    "aws:region",
                    region,
                    "is in " + other.get().name
                            + ", which is not supported yet: its ARNs, endpoints and GitHub sign-in differ",
                    "write a region of the commercial partition, such as eu-central-1"));
        }
        return supported().anyMatch(region::equals)
                ? Stream.empty()
                : Stream.of(new Problem(
                        "aws:region",
                        region,
                        "is not a known region",
                        nearest(region)
                                        .map(meant -> "did you mean " + meant + "?")
                                        .orElse("write one such as eu-central-1")
                                + " A recently opened region needs a newer aws-sdk.version in pom.xml"));
    }

    /** A correction for text that does not have the form of a region code, such as the name of a zone. */
    public static Optional<String> fix(String written) {
        return nearest(written).map(meant -> "did you mean " + meant + "?");
    }

    private static Optional<String> nearest(String written) {
        return Nearest.to(written, supported());
    }

    private static Stream<String> supported() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .filter(region -> UNSUPPORTED.stream().noneMatch(partition -> region.matches(partition.codes)))
                .sorted();
    }
}
