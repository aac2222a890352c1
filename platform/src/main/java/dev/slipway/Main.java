package dev.slipway;

import com.pulumi.Pulumi;
import dev.slipway.plan.EvaluationException;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.nio.file.Path;

/** The program that {@code pulumi preview} and {@code pulumi up} run. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        // Before anything touches the common pool: on two cores pulumi-java starves it (pulumi-java#2270).
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        try {
            var estate = Estate.of(StackConfig.fromEngine(), Path.of("")).forAccount();
            var violations = estate.violations();
            if (violations.isEmpty()) {
                Pulumi.run(estate);
                return;
            }
            System.err.println(violations);
        } catch (SettingsProblems | EvaluationException e) {
            System.err.println(e.getMessage());
        }
        System.exit(1);
    }
}
