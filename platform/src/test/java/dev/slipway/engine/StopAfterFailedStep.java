package dev.slipway.engine;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Each step builds on the previous one: after a failed step the rest is skipped. */
final class StopAfterFailedStep implements ExecutionCondition, TestExecutionExceptionHandler {

    private static final Namespace STEPS = Namespace.create(StopAfterFailedStep.class);

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        context.getParent().orElseThrow().getStore(STEPS).put("failed", context.getDisplayName());
        throw failure;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var failed = context.getStore(STEPS).get("failed", String.class);
        return failed == null
                ? ConditionEvaluationResult.enabled("no step failed")
                : ConditionEvaluationResult.disabled("an earlier step failed: " + failed);
    }
}
