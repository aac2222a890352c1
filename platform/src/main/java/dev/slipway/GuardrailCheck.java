package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ImageSpec;
import dev.slipway.guardrails.Exemption;
import dev.slipway.guardrails.Verdict;
import dev.slipway.plan.Answers;
import dev.slipway.plan.EvaluationException;
import dev.slipway.plan.LayeredAnswers;
import dev.slipway.plan.Plan;
import dev.slipway.settings.ExceptionSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges the plan of a stack by the guardrails, with the exceptions of its settings, and by its budget. */
public final class GuardrailCheck {

    /** The digest of an image that no stack has run yet; guardrails do not depend on its value. */
    private static final String UNKNOWN_DIGEST = "sha256:" + "0".repeat(64);

    private GuardrailCheck() {}

    /** The verdict for a stack's plan today. */
    public static Verdict of(Plan plan, Settings settings) {
        return Verdict.of(
                plan,
                settings.exceptions().stream().map(GuardrailCheck::exemption).toList(),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static Exemption exemption(ExceptionSettings settings) {
        return new Exemption(
                settings.rule(),
                settings.resource(),
                settings.reason(),
                settings.until().map(LocalDate::parse));
    }

    /**
     * What an update has to fix first, as text; empty if its plan keeps all guardrails and its budget.
     *
     * @throws SettingsProblems if the settings are wrong
     * @throws EvaluationException if the program fails
     */
    static String beforeUpdate(StackConfig config, Settings settings, Architecture architecture, Path root) {
        var plan = EstatePlans.of(root, architecture)
                .answering(others -> new BeforeUpdate(others, architecture))
                .plan(config);
        return of(plan, settings).text(config.file()) + overBudget(plan, settings, config.file());
    }

    /** The excess over the stack's budget as text; empty if there is none. */
    public static String overBudget(Plan plan, Settings settings, String file) {
        return EstateCost.problem(plan, settings)
                .map(problem -> new SettingsProblems(file, List.of(problem)).getMessage() + System.lineSeparator())
                .orElse("");
    }

    /** The images are those that the update looks up: guardrails do not depend on their digests. */
    private record BeforeUpdate(Answers others, Architecture architecture) implements LayeredAnswers {

        @Override
        public Map<String, Object> stackOutputs(String stackName) {
            var outputs = others.stackOutputs(stackName);
            return outputs.isEmpty()
                    ? Map.of(
                            "imageDigest",
                            UNKNOWN_DIGEST,
                            "imageDigests",
                            architecture.images().stream()
                                    .collect(Collectors.toMap(ImageSpec::name, _ -> UNKNOWN_DIGEST)))
                    : outputs;
        }
    }
}
