package dev.slipway;

import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.resources.InvokeArgs;
import dev.slipway.component.LookUp;

import java.util.Map;

/**
 * The resources of this stack after its last update or refresh, which the engine itself returns. The function is as old as
 * stack references, but not documented: docs/decisions/changes-to-what-runs.md.
 */
final class LastState {

    private static final String FUNCTION = "pulumi:pulumi:readStackResourceOutputs";

    private LastState() {}

    /**
     * Each resource's {@code type} and {@code outputs}, by URN; empty before the first update, or if the engine lacks the
     * function.
     */
    static Map<?, ?> of(String stack) {
        var answer = Deployment.getInstance()
                .invokeAsync(FUNCTION, TypeShape.map(String.class, Object.class), new Args(stack));
        return LookUp.find(answer, "unrecognized function").orElse(Map.of()).get("outputs")
                        instanceof Map<?, ?> resources
                ? resources
                : Map.of();
    }

    private static final class Args extends InvokeArgs {

        @SuppressWarnings("UnusedVariable") // the SDK reads it
        @Import(name = "stackName", required = true)
        private final String stackName;

        Args(String stackName) {
            this.stackName = stackName;
        }
    }
}
