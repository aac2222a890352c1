package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.settings.Setting;
import dev.slipway.settings.stack.OriginalText;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class FormerNamesTest {

    record Stack(
            @Setting(value = "A section.", formerly = "tasks", defaultValue = "{}")
            Service service) {}

    record Service(
            @Setting(value = "A share.", formerly = "spot", defaultValue = "0", max = 100)
            int spotPercent,

            @Setting(value = "Rights.", defaultValue = "[]") List<Grant> grants,

            @Setting(value = "Texts.", formerly = "variables", defaultValue = "{}", pattern = "[A-Z]+", form = "a name")
            Map<String, String> environment) {}

    record Grant(
            @Setting(value = "A name.", formerly = "name") Optional<String> bucket) {}

    private static final Shape.Section SHAPE = Shape.of(Stack.class, List.of());

    private static ObjectNode tree(Map<String, String> values) {
        return new ConfigTree(new StackConfig("shop", "staging", values, Set.of())).root();
    }

    @Test
    void settings_keep_working_under_their_former_names() {
        var tree = tree(
                Map.of("shop:service", "{}", "shop:tasks", "{\"spot\": 20, \"grants\": [{\"name\": \"reports\"}]}"));
        var former = new FormerNames(tree, SHAPE);
        var walk =
                new Walk(new StackConfig("shop", "staging", Map.of(), Set.of()), SHAPE, Set.of(), OriginalText.NOWHERE);
        assertThat(walk.section(SHAPE, tree, ""))
                .isEqualTo(new Stack(new Service(20, List.of(new Grant(Optional.of("reports"))), Map.of())));
        assertThat(walk.problems()).isEmpty();
        assertThat(former.problems()).isEmpty();
        assertThat(former.renamed())
                .containsExactly(
                        entry("tasks", "service"),
                        entry("service.spot", "service.spotPercent"),
                        entry("service.grants[0].name", "service.grants[0].bucket"));
    }

    @Test
    void a_setting_under_both_names_is_a_problem() {
        var tree = tree(Map.of("shop:service", "{\"spot\": 20, \"spotPercent\": 30}"));
        var former = new FormerNames(tree, SHAPE);
        assertThat(former.renamed()).isEmpty();
        assertThat(former.problems())
                .containsExactly(new Problem(
                        "service.spot",
                        "",
                        "is the former name of service.spotPercent, which is also set",
                        "delete service.spot"));
    }

    @Test
    void unquoted_text_is_reported_under_its_former_name() {
        var original =
                new OriginalText(Optional.empty(), Map.of("service.variables.ZIP", "01234", "service.spot", "20"));
        assertThat(original.renamed(Map.of("service.variables", "service.environment"))
                        .at("service.environment.ZIP"))
                .contains("01234");
        assertThat(original.renamed(Map.of()).at("service.spot")).contains("20");
    }
}
