package dev.slipway.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.Json;
import dev.slipway.component.Outputs;
import dev.slipway.settings.ObservabilitySettings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A dashboard that shows whether users are served and, if not, which part fails: the error budgets, the load balancer, each
 * service and the database.
 */
public final class Dashboard extends Component {

    private static final int COLUMNS = 24;
    private static final int HEIGHT = 6;

    private final String region;
    private final com.pulumi.aws.cloudwatch.Dashboard dashboard;

    /**
     * Creates the dashboard.
     *
     * @param environment the dashboard's name
     * @param shared the dimensions of the load balancer and of the database, if there is one, by their names
     * @param services the dimensions of each service, by the service's name
     */
    public Dashboard(
            String name,
            String environment,
            String region,
            ObservabilitySettings settings,
            Map<String, Output<String>> shared,
            Map<String, Map<String, Output<String>>> services,
            ComponentResourceOptions options) {
        super("slipway:observe:Dashboard", name, options);
        this.region = region;
        var each = services.entrySet().stream()
                .map(service -> Outputs.map(service.getValue()).applyValue(values -> service(service.getKey(), values)))
                .toList();
        dashboard = new com.pulumi.aws.cloudwatch.Dashboard(
                named("dashboard"),
                DashboardArgs.builder()
                        .dashboardName(environment)
                        .dashboardBody(Output.tuple(Outputs.map(shared), Output.all(each))
                                .applyValue(values -> body(region, rows(Objective.of(settings), values.t1, values.t2))))
                        .build(),
                owned());
        registerOutputs();
    }

    /** The dashboard's URL in the console. */
    public Output<String> url() {
        return dashboard
                .dashboardName()
                .applyValue(
                        page -> "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s"
                                .formatted(region, region, page));
    }

    private static List<Graph> rows(
            List<Objective> objectives, Map<String, String> shared, List<List<Graph>> services) {
        return Stream.of(
                        objectives.stream().map(objective -> budget(objective, shared)),
                        requests(shared).stream(),
                        services.stream().flatMap(List::stream),
                        Series.DATABASE_CPU.isOf(shared) ? database(shared).stream() : Stream.<Graph>empty())
                .flatMap(graphs -> graphs)
                .toList();
    }

    private static Graph budget(Objective objective, Map<String, String> values) {
        var left = List.<Object>of(
                new TreeMap<>(Map.of("expression", objective.left(), "label", objective.name(), "id", "left")));
        var samples = objective.samples().stream()
                .map(sample -> metric(
                        sample.series(),
                        values,
                        new TreeMap<>(Map.of("id", sample.id(), "stat", sample.statistic(), "visible", false))));
        return new Graph(
                "Error budget left of 30 days (%%): %s".formatted(objective.name()),
                "Sum",
                Span.DAYS,
                Stream.concat(Stream.of(left), samples).toList());
    }

    private static List<Graph> requests(Map<String, String> values) {
        return List.of(
                new Graph("Requests a minute", "Sum", List.of(metric(Series.REQUESTS, values))),
                new Graph(
                        "Response time, p50 and p99 (s)",
                        "p99",
                        List.of(
                                metric(Series.RESPONSE_TIME, values),
                                metric(Series.RESPONSE_TIME, values, Map.of("stat", "p50")))),
                new Graph(
                        "Errors a minute: services, balancer",
                        "Sum",
                        List.of(metric(Series.SERVICE_ERRORS, values), metric(Series.BALANCER_ERRORS, values))));
    }

    private static List<Graph> service(String name, Map<String, String> values) {
        var load = new Graph(
                name + ": CPU and memory of tasks (%)",
                "Average",
                List.of(metric(Series.CPU, values), metric(Series.MEMORY, values)));
        var tasks = new Graph(
                name + ": tasks running and wanted",
                "Maximum",
                List.of(metric(Series.RUNNING_TASKS, values), metric(Series.DESIRED_TASKS, values)));
        return values.containsKey("TargetGroup")
                ? List.of(
                        new Graph(
                                name + ": healthy and unhealthy tasks",
                                "Maximum",
                                List.of(metric(Series.HEALTHY_TASKS, values), metric(Series.UNHEALTHY_TASKS, values))),
                        load,
                        tasks)
                : List.of(load, tasks);
    }

    private static List<Graph> database(Map<String, String> values) {
        return List.of(
                new Graph("CPU of the database (%)", "Average", List.of(metric(Series.DATABASE_CPU, values))),
                new Graph(
                        "Connections of the database", "Maximum", List.of(metric(Series.DATABASE_CONNECTIONS, values))),
                Series.DATABASE_CAPACITY.isOf(values)
                        ? new Graph(
                                "Capacity of the database (% of the maximum)",
                                "Average", List.of(metric(Series.DATABASE_CAPACITY, values)))
                        : new Graph(
                                "Free storage of the database (bytes)",
                                "Minimum",
                                List.of(metric(Series.DATABASE_STORAGE, values))));
    }

    private static String body(String region, List<Graph> graphs) {
        var widgets = new ArrayList<Widget>();
        var x = 0;
        var y = 0;
        for (var graph : graphs) {
            if (x + graph.span().width > COLUMNS) {
                x = 0;
                y += HEIGHT;
            }
            widgets.add(graph.widget(region, x, y));
            x += graph.span().width;
        }
        return Json.text(Map.of("widgets", widgets));
    }

    private static List<Object> metric(Series series, Map<String, String> values, Object... options) {
        return Stream.of(
                        Stream.<Object>of(series.namespace(), series.metric()),
                        series.dimensions().stream()
                                .filter(values::containsKey)
                                .flatMap(name -> Stream.<Object>of(name, values.get(name))),
                        Stream.of(options))
                .flatMap(part -> part)
                .toList();
    }

    /** What a graph shows: the time range of the dashboard by the minute, or the days of the error budget by the hour. */
    private enum Span {
        DASHBOARD(8, 60, null, null),
        DAYS(12, 3600, "-P30D", "P0D");

        private final int width;
        private final int period;
        private final String start;
        private final String end;

        Span(int width, int period, String start, String end) {
            this.width = width;
            this.period = period;
            this.start = start;
            this.end = end;
        }
    }

    /** A graph of metrics, each a list of namespace, name, pairs of dimensions and optional rendering properties. */
    private record Graph(String title, String statistic, Span span, List<List<Object>> metrics) {

        Graph(String title, String statistic, List<List<Object>> metrics) {
            this(title, statistic, Span.DASHBOARD, metrics);
        }

        Widget widget(String region, int x, int y) {
            return new Widget(
                    "metric",
                    x,
                    y,
                    span.width,
                    HEIGHT,
                    new Properties(title, region, "timeSeries", span.period, span.start, span.end, statistic, metrics));
        }
    }

    /** The format is defined in "Dashboard body structure and syntax" in the CloudWatch API reference. */
    private record Widget(String type, int x, int y, int width, int height, Properties properties) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Properties(
            String title,
            String region,
            String view,
            int period,
            String start,
            String end,
            String stat,
            List<List<Object>> metrics) {}
}
