package dev.slipway;

import dev.slipway.guardrails.Verdict;
import dev.slipway.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class GuardrailsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", "foundation"})
    void the_template_keeps_all_guardrails(String stack) {
        assertThat(violations(TestEstate.stack(stack).whole())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoints", "nat", "nat-per-zone"})
    void each_way_out_of_the_network_keeps_all_guardrails(String egress) {
        assertThat(violations(TestEstate.stack("prod")
                        .with("network", "egress", "\"" + egress + "\"")
                        .whole()))
                .isEmpty();
    }

    @Test
    void what_the_recipes_show_keeps_all_guardrails(@TempDir Path folder) throws Exception {
        assertThat(violations(RecipesTest.plan(folder, Recipe.all()))).isEmpty();
    }

    @Test
    void each_option_keeps_all_guardrails() {
        assertThat(violations(TestEstate.stack("prod")
                        .with("services.app", "exec", "true")
                        .with("database", "readReplica", "true")
                        .with("balancer", "trustedProxies", "1")
                        .with("firewall", "mode", "\"count\"")
                        .with("network", "egressPorts", "[587]")
                        .withValue("unprotected", "[\"slipway-prod-files\", \"slipway-prod-backups\"]")
                        .whole()))
                .isEmpty();
    }

    private static String violations(Plan plan) {
        return Verdict.of(plan, List.of(), TODAY).text(plan.stack());
    }
}
