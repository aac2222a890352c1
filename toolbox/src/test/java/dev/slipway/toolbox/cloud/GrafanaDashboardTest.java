package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class GrafanaDashboardTest {

    private static final int COLUMNS = 24;

    private final JsonNode dashboard = new GrafanaDashboard("slipway-prod", new BigDecimal("99.95")).json();

    private List<JsonNode> panels() {
        return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .toList();
    }

    @Test
    void it_is_named_after_the_environment_and_has_its_objective() {
        assertThat(dashboard.path("uid").asText()).isEqualTo("slipway-prod").hasSizeLessThanOrEqualTo(40);
        assertThat(dashboard.path("title").asText()).isEqualTo("Services of slipway-prod");
        assertThat(dashboard.at("/templating/list").findValuesAsText("query")).contains("slipway-prod", "0.9995");
    }

    @Test
    void panels_have_ids_of_their_own_and_do_not_overlap() {
        assertThat(panels()).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        var taken = new HashSet<List<Integer>>();
        for (var panel : panels()) {
            var place = panel.path("gridPos");
            for (var x = 0; x < place.path("w").asInt(); x++) {
                for (var y = 0; y < place.path("h").asInt(); y++) {
                    var cell =
                            List.of(place.path("x").asInt() + x, place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as("%s at %s", panel.path("title"), cell)
                            .isTrue();
                    assertThat(cell.getFirst()).isLessThan(COLUMNS);
                }
            }
        }
    }

    @Test
    void panels_are_explained_and_read_the_data_sources_that_exist() {
        assertThat(panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.findValuesAsText("uid")).isSubsetOf("prometheus", "cloudwatch");
            assertThat(panel.path("targets")).allMatch(target -> target.has("datasource"));
        });
    }
}
