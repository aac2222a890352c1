package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.Component;
import dev.slipway.Json;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One page that shows whether users are served, and if not, where it is stuck: balancer, tasks, database. */
public final class Dashboard extends Component {

    private static final int WIDTH = 8;
    private static final int HEIGHT = 6;
    private static final int COLUMNS = 24 / WIDTH;

    private final String region;
    private final com.pulumi.aws.cloudwatch.Dashboard dashboard;

    /** @param environment the dashboard's name */
    public Dashboard(
            String name, String environment, String region, Alarms.Watched watched, ComponentResourceOptions options) {
        super("slipway:observe:Dashboard", name, options);
        this.region = region;
        dashboard = new com.pulumi.aws.cloudwatch.Dashboard(
                named("dashboard"),
                DashboardArgs.builder()
                        .dashboardName(environment)
                        .dashboardBody(Output.tuple(
                                        watched.balancer(),
                                        watched.targets(),
                                        watched.cluster(),
                                        watched.service(),
                                        watched.database())
                                .applyValue(ids -> body(region, ids.t1, ids.t2, ids.t3, ids.t4, ids.t5)))
                        .build(),
                owned());
        registerOutputs();
    }

    /** Where to look at it. */
    public Output<String> url() {
        return dashboard
                .dashboardName()
                .applyValue(
                        page -> "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s"
                                .formatted(region, region, page));
    }

    private static String body(
            String region, String balancer, String targets, String cluster, String service, String database) {
        var graphs = List.of(
                new Graph(
                        "Requests a minute",
                        "Sum",
                        List.of(metric("AWS/ApplicationELB", "RequestCount", "LoadBalancer", balancer))),
                new Graph(
                        "Response time, p50 and p99 (s)",
                        "p99",
                        List.of(
                                metric("AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", balancer),
                                metric(
                                        "AWS/ApplicationELB",
                                        "TargetResponseTime",
                                        "LoadBalancer",
                                        balancer,
                                        Map.of("stat", "p50")))),
                new Graph(
                        "Errors a minute: service, balancer",
                        "Sum",
                        List.of(
                                metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", balancer),
                                metric("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer", balancer))),
                new Graph(
                        "Healthy and unhealthy tasks",
                        "Maximum",
                        List.of(
                                metric(
                                        "AWS/ApplicationELB",
                                        "HealthyHostCount",
                                        "LoadBalancer",
                                        balancer,
                                        "TargetGroup",
                                        targets),
                                metric(
                                        "AWS/ApplicationELB",
                                        "UnHealthyHostCount",
                                        "LoadBalancer",
                                        balancer,
                                        "TargetGroup",
                                        targets))),
                new Graph(
                        "CPU and memory of tasks (%)",
                        "Average",
                        List.of(
                                metric("AWS/ECS", "CPUUtilization", "ClusterName", cluster, "ServiceName", service),
                                metric(
                                        "AWS/ECS",
                                        "MemoryUtilization",
                                        "ClusterName",
                                        cluster,
                                        "ServiceName",
                                        service))),
                new Graph(
                        "Tasks running and wanted",
                        "Maximum",
                        List.of(
                                metric(
                                        "ECS/ContainerInsights",
                                        "RunningTaskCount",
                                        "ClusterName",
                                        cluster,
                                        "ServiceName",
                                        service),
                                metric(
                                        "ECS/ContainerInsights",
                                        "DesiredTaskCount",
                                        "ClusterName",
                                        cluster,
                                        "ServiceName",
                                        service))),
                new Graph(
                        "CPU of the database (%)",
                        "Average", List.of(metric("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", database))),
                new Graph(
                        "Connections of the database",
                        "Maximum",
                        List.of(metric("AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", database))),
                new Graph(
                        "Free storage of the database (bytes)",
                        "Minimum",
                        List.of(metric("AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier", database))));
        var widgets = IntStream.range(0, graphs.size())
                .mapToObj(place -> graphs.get(place).widget(region, place))
                .toList();
        return Json.text(Map.of("widgets", widgets));
    }

    private static List<Object> metric(Object... parts) {
        return List.of(parts);
    }

    /** A graph of some metrics, each a namespace, a name, pairs of dimensions and perhaps how to show it. */
    private record Graph(String title, String statistic, List<List<Object>> metrics) {

        Widget widget(String region, int place) {
            return new Widget(
                    "metric",
                    place % COLUMNS * WIDTH,
                    place / COLUMNS * HEIGHT,
                    WIDTH,
                    HEIGHT,
                    new Properties(title, region, "timeSeries", 60, statistic, metrics));
        }
    }

    /** In the shape of "Dashboard body structure and syntax" in the CloudWatch API reference. */
    private record Widget(String type, int x, int y, int width, int height, Properties properties) {}

    private record Properties(
            String title, String region, String view, int period, String stat, List<List<Object>> metrics) {}
}
