package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.CompositeAlarm;
import com.pulumi.aws.cloudwatch.CompositeAlarmArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryArgs;
import com.pulumi.aws.cloudwatch.inputs.MetricAlarmMetricQueryMetricArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.Outputs;
import dev.slipway.settings.ObservabilitySettings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The alarms of the service levels. An objective has an error budget: the bad requests that it allows in 30 days. A composite
 * alarm notifies while a budget burns so fast that it would be used up within days, and one alarm for each objective if it burns
 * more slowly. Rates and windows are those of "Alerting on SLOs" in The Site Reliability Workbook.
 */
public final class ServiceLevels extends Component {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    /** A fiftieth of the budget in an hour, or a twentieth in six. */
    private static final List<Burn> FAST = List.of(
            new Burn("14.4", new Window("1h", HOUR), new Window("5m", 5 * MINUTE)),
            new Burn("6", new Window("6h", 6 * HOUR), new Window("30m", 30 * MINUTE)));

    /** A tenth of the budget in a day, which is an alarm's longest period ("PutMetricAlarm"). */
    private static final BigDecimal SLOW = new BigDecimal("3");

    private static final Window DAY = new Window("1d", 24 * HOUR);

    private final Map<String, Output<String>> dimensions;

    /**
     * A rate at which a budget burns; at 1, it lasts 30 days.
     *
     * @param recent a window that ends the alarm soon after the errors end
     */
    private record Burn(BigDecimal rate, Window window, Window recent) {

        Burn(String rate, Window window, Window recent) {
            this(new BigDecimal(rate), window, recent);
        }
    }

    private record Window(String name, int seconds) {}

    /**
     * Creates the alarms.
     *
     * @param environment the environment's name, with which the name of the composite alarm begins
     * @param dimensions the values of CloudWatch's dimensions, by their names
     */
    public ServiceLevels(
            String name,
            String environment,
            ObservabilitySettings settings,
            Map<String, Output<String>> dimensions,
            Notifications notifications,
            ComponentResourceOptions options) {
        super("slipway:observe:ServiceLevels", name, options);
        this.dimensions = dimensions;
        var topic = notifications.topicArn().applyValue(List::of);
        var burning = new ArrayList<Output<String>>();
        for (var objective : Objective.of(settings)) {
            for (var burn : FAST) {
                var limit = objective.budget().multiply(burn.rate());
                var window = alarm(objective, burn.window(), objective.burning(), limit, silent());
                var recent = alarm(objective, burn.recent(), objective.share(), limit, silent());
                burning.add(Output.format("(ALARM(\"%s\") AND ALARM(\"%s\"))", window.name(), recent.name()));
            }
            alarm(
                    objective,
                    DAY,
                    objective.burning(),
                    objective.budget().multiply(SLOW),
                    MetricAlarmArgs.builder()
                            .alarmDescription(notifications.describe(
                                    objective.name(),
                                    "The requests of a day used a tenth of the error budget of 30 days"))
                            .alarmActions(topic)
                            .okActions(topic));
        }
        new CompositeAlarm(
                named("error-budget"),
                CompositeAlarmArgs.builder()
                        .alarmName(environment + "-error-budget")
                        .alarmDescription(
                                notifications.describe(
                                        "error-budget",
                                        "So many requests fail or are slow that the error budget of 30 days is used up within days"))
                        .alarmRule(Output.all(burning).applyValue(pairs -> String.join(" OR ", pairs)))
                        .alarmActions(topic)
                        .okActions(topic)
                        .build(),
                owned());
        registerOutputs();
    }

    /** An alarm that only the composite alarm reads. */
    private static MetricAlarmArgs.Builder silent() {
        return MetricAlarmArgs.builder().alarmDescription("One window of the composite alarm error-budget");
    }

    /** @param limit the percentage above which it triggers */
    private MetricAlarm alarm(
            Objective objective, Window window, String expression, BigDecimal limit, MetricAlarmArgs.Builder args) {
        var share = MetricAlarmMetricQueryArgs.builder()
                .id("share")
                .label("Bad requests (%)")
                .expression(expression)
                .returnData(true)
                .build();
        var samples = objective.samples().stream().map(sample -> query(sample, window.seconds()));
        return new MetricAlarm(
                named(objective.name() + "-" + window.name()),
                args.metricQueries(Stream.concat(Stream.of(share), samples).toList())
                        .comparisonOperator("GreaterThanThreshold")
                        .threshold(limit.doubleValue())
                        .evaluationPeriods(1)
                        // A window without requests has no share.
                        .treatMissingData("notBreaching")
                        .build(),
                owned());
    }

    private MetricAlarmMetricQueryArgs query(Objective.Sample sample, int seconds) {
        var metric = sample.series().of(sample.statistic(), dimensions);
        return MetricAlarmMetricQueryArgs.builder()
                .id(sample.id())
                .metric(MetricAlarmMetricQueryMetricArgs.builder()
                        .namespace(metric.namespace())
                        .metricName(metric.name())
                        .dimensions(Outputs.map(metric.dimensions()))
                        .stat(metric.statistic())
                        .period(seconds)
                        .build())
                .build();
    }
}
