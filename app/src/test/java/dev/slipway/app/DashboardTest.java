package dev.slipway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What the dashboard of {@code ./slipway grafana} reads, the service exports. */
class DashboardTest {

    private static final Path DASHBOARD =
            Path.of("../toolbox/src/main/resources/dev/slipway/toolbox/cloud/dashboard.json");

    /** A label that a query chooses or groups by. */
    private static final Pattern CHOSEN = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"");

    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");

    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|" + GROUPED);

    private static final Pattern RANGE_OR_VARIABLE = Pattern.compile("\\[[^]]*]|\\$\\w+");

    /** A name that is not a function's. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_]*+(?! *\\()");

    /** The collector adds them. */
    private static final Set<String> COLLECTED = Set.of("up", "job", "aws_ecs_task_arn");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

    private static List<String> queries;
    private static String scrape;

    @BeforeAll
    static void scrape() throws IOException {
        queries = new ObjectMapper()
                .readTree(DASHBOARD.toFile()).findValues("expr").stream()
                        .map(JsonNode::asText)
                        .toList();
        try (var service = Running.start()) {
            service.get("/healthz");
            Running.await(
                    "the request to be counted",
                    () -> service.metrics().body().contains("http_server_requests_seconds_bucket"));
            scrape = service.metrics().body();
        }
    }

    @Test
    void each_metric_of_a_query_is_exported() {
        var exported = all(Pattern.compile("(?m)^(\\w+)[{ ]"), scrape);

        assertThat(queries).hasSizeGreaterThan(10).allSatisfy(query -> {
            var names = METRIC.matcher(RANGE_OR_VARIABLE
                            .matcher(LABELS.matcher(query).replaceAll(""))
                            .replaceAll(""))
                    .results()
                    .map(found -> found.group())
                    .filter(name -> !OPERATORS.contains(name) && !COLLECTED.contains(name))
                    .toList();
            assertThat(exported).as(query).containsAll(names);
        });
    }

    @Test
    void each_label_of_a_query_is_exported() {
        var exported = all(CHOSEN, scrape);
        exported.addAll(COLLECTED);

        assertThat(queries).allSatisfy(query -> {
            assertThat(exported).as(query).containsAll(all(CHOSEN, query));
            all(GROUPED, query).forEach(labels -> assertThat(exported).as(query).contains(labels.split(", *")));
        });
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
