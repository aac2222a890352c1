package dev.slipway.network;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.inputs.GetAvailabilityZonesFilter;
import com.pulumi.aws.inputs.GetAvailabilityZonesPlainArgs;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.settings.rules.FargateZones;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The availability zones that an environment can use. */
public final class Zones {

    private Zones() {}

    /**
     * The names of the zones that are open to the account and have Fargate, in AWS's order. Local and Wavelength Zones do
     * not offer Fargate; they are excluded because they require an opt-in.
     */
    public static CompletableFuture<List<String>> usable(String region, InvokeOptions options) {
        return AwsFunctions.getAvailabilityZonesPlain(
                        GetAvailabilityZonesPlainArgs.builder()
                                .state("available")
                                .filters(GetAvailabilityZonesFilter.builder()
                                        .name("opt-in-status")
                                        .values("opt-in-not-required")
                                        .build())
                                .build(),
                        options)
                .thenApply(found -> IntStream.range(0, found.names().size())
                        .filter(i -> FargateZones.have(region, found.zoneIds().get(i)))
                        .mapToObj(found.names()::get)
                        .toList());
    }
}
