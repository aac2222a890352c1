package dev.slipway.guardrails.mutation;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.rules.Rules;
import dev.slipway.plan.Plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many changes for the worse the rules notice.
 *
 * @param noticed the changes that a rule notices
 * @param excused the changes that no rule notices, each with the reason why that is acceptable
 * @param escaped the changes that no rule notices, for no reason
 */
public record MutationScore(List<Mutant> noticed, List<Excused> excused, List<Mutant> escaped) {

    /** A change that no rule notices, and why that is acceptable. */
    public record Excused(Mutant mutant, String reason) {}

    /** Judges all changes of a plan. */
    public static MutationScore of(Plan plan) {
        var noticed = new ArrayList<Mutant>();
        var excused = new ArrayList<Excused>();
        var escaped = new ArrayList<Mutant>();
        var before = findings(plan).collect(Collectors.toSet());
        for (var mutant : Mutants.of(plan)) {
            if (findings(mutant.plan()).anyMatch(finding -> !before.contains(finding))) {
                noticed.add(mutant);
            } else {
                Escapes.reason(mutant)
                        .ifPresentOrElse(reason -> excused.add(new Excused(mutant, reason)), () -> escaped.add(mutant));
            }
        }
        return new MutationScore(noticed, excused, escaped);
    }

    private static Stream<Finding> findings(Plan plan) {
        return Rules.all().stream().flatMap(rule -> rule.findings(plan));
    }

    /** The number of changes. */
    public int size() {
        return noticed.size() + excused.size() + escaped.size();
    }

    /** The share of the changes that a rule notices, in percent, without those that are excused. */
    public double percent() {
        return 100.0 * noticed.size() / Math.max(1, noticed.size() + escaped.size());
    }

    /** {@code 1,088 changes, 97.1 % noticed, 12 excused, 30 escaped}. */
    public String sentence() {
        return "%,d changes for the worse: %.1f %% noticed, %d excused with a reason, %d escaped"
                .formatted(size(), percent(), excused.size(), escaped.size());
    }
}
