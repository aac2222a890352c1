package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans and resources for tests. */
public final class Planned {

    private Planned() {}

    /** A resource with the inputs of a program, and an ARN. */
    public static PlannedResource resource(String type, String name, Map<String, Object> inputs) {
        return resource(type, name, inputs, Map.of());
    }

    /** A resource with other computed properties besides the ARN. */
    public static PlannedResource resource(
            String type, String name, Map<String, Object> inputs, Map<String, Object> computed) {
        var state = new LinkedHashMap<>(inputs);
        state.put("arn", "arn:" + name);
        state.putAll(computed);
        return new PlannedResource(
                "urn:" + name,
                type,
                name,
                Optional.empty(),
                Kind.CUSTOM,
                inputs,
                state,
                Set.of(),
                Map.of(),
                Options.NONE);
    }

    public static Plan plan(PlannedResource... resources) {
        return new Plan("slipway", "staging", List.of(resources), Map.of());
    }
}
