package dev.slipway;

import dev.slipway.guardrails.mutation.Mutant;
import dev.slipway.guardrails.mutation.MutationScore;
import dev.slipway.plan.Plan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes each input of the template's plans for the worse, and counts what the guardrails notice. */
class GuardrailMutationTest {

    private static final List<MutationScore> SCORES = new ArrayList<>();

    @BeforeAll
    static void judge(@TempDir Path folder) throws Exception {
        var plans = new ArrayList<Plan>();
        for (var stack : List.of("staging", "prod", "foundation")) {
            plans.add(TestEstate.stack(stack).whole());
        }
        plans.add(TestEstate.aurora("prod").whole());
        plans.add(RecipesTest.plan(folder, Recipe.all()));
        plans.forEach(plan -> SCORES.add(MutationScore.of(plan)));
    }

    @Test
    void nearly_all_changes_for_the_worse_are_noticed() {
        var noticed = SCORES.stream().mapToInt(score -> score.noticed().size()).sum();
        var excused = SCORES.stream().mapToInt(score -> score.excused().size()).sum();
        var all = SCORES.stream().mapToInt(MutationScore::size).sum();
        var percent = 100.0 * noticed / (all - excused);
        System.out.printf(
                "Mutation of the estate: %,d changes for the worse, %.1f %% noticed, %d excused with a reason, %d escaped%n",
                all, percent, excused, all - excused - noticed);
        assertThat(all).isGreaterThanOrEqualTo(1_000);
        assertThat(percent).isGreaterThanOrEqualTo(95);
    }

    @Test
    void no_change_escapes_without_a_reason() {
        assertThat(escaped()).isEmpty();
    }

    private static List<String> escaped() {
        return SCORES.stream()
                .flatMap(score -> score.escaped().stream())
                .map(Mutant::toString)
                .distinct()
                .sorted()
                .toList();
    }
}
