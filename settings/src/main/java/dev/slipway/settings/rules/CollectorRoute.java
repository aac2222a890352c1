package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** The image of the collector is in Amazon ECR Public, which has no interface endpoint ("Amazon ECR interface VPC endpoints"). */
final class CollectorRoute {

    private CollectorRoute() {}

    static Stream<Problem> problems(EnvironmentSettings settings) {
        return settings.observability().prometheus() && settings.network().egress() == Egress.ENDPOINTS
                ? Stream.of(new Problem(
                        "observability.prometheus",
                        "true",
                        "needs the image of the collector from the internet, which network.egress endpoints does not reach",
                        "set network.egress to nat, or delete observability.prometheus"))
                : Stream.empty();
    }
}
