package dev.slipway.toolbox.report;

import java.util.List;

/**
 * A guardrail, and what it found in a stack.
 *
 * @param severity such as {@code high}
 * @param sentence what has to be true
 * @param controls the published controls that it covers, such as {@code RDS.3}
 * @param details for a violation the resource, the value and the fix; for an exception the resource and the reason
 */
public record GuardrailRow(
        String id, String severity, String sentence, List<String> controls, Verdict verdict, List<String> details) {

    /** What a guardrail found; those that need attention come first. */
    public enum Verdict {
        VIOLATED("Violated"),
        EXCEPTED("Excepted"),
        KEPT("Kept");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
