package dev.slipway.cost;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans made by hand. */
final class Planned {

    private Planned() {}

    /** The plan of the stack test of the project shop. */
    static Plan plan(PlannedResource... resources) {
        return new Plan("shop", "test", Arrays.asList(resources), Map.of());
    }

    /** The same in a region. */
    static Plan planIn(String region, PlannedResource... resources) {
        var provider = resource("pulumi:providers:aws", "aws", Map.of("region", region));
        return plan(Stream.concat(Stream.of(provider), Arrays.stream(resources)).toArray(PlannedResource[]::new));
    }

    /** A resource named {@code shop-test-<name>}. */
    static PlannedResource resource(String type, String name, Map<String, Object> inputs) {
        var full = "shop-test-" + name;
        return new PlannedResource(
                "urn:" + type + "::" + full,
                type,
                full,
                Optional.empty(),
                Kind.CUSTOM,
                inputs,
                Map.of("arn", "arn:" + full),
                Set.of(),
                Map.of(),
                Options.NONE);
    }

    /** A task definition of this size, for ARM64 or X86_64. */
    static PlannedResource definition(String name, int cpu, int memory, String architecture) {
        return resource(
                "aws:ecs/taskDefinition:TaskDefinition",
                name,
                Map.of(
                        "cpu",
                        String.valueOf(cpu),
                        "memory",
                        String.valueOf(memory),
                        "runtimePlatform",
                        Map.of("cpuArchitecture", architecture)));
    }

    /** A service whose tasks have the definition of the same name, with one task unless it is scaled. */
    static PlannedResource service(String name, Object... strategies) {
        return resource(
                "aws:ecs/service:Service",
                name,
                Map.of(
                        "name",
                        "shop-test-" + name,
                        "taskDefinition",
                        "arn:shop-test-" + name,
                        "desiredCount",
                        1L,
                        "capacityProviderStrategies",
                        List.of(strategies)));
    }

    /** One capacity provider of a service. */
    static Map<String, Object> strategy(String provider, long base, long weight) {
        return Map.of("capacityProvider", provider, "base", base, "weight", weight);
    }
}
