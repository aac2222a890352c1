package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.component.Outputs;

import java.util.List;
import java.util.Map;

/**
 * A metric above or below a bound for some time. The alarm notifies the topic when it triggers and when it is over.
 *
 * @param section the section of docs/runbook.md that says what to do, to which the notification links
 * @param description what is wrong when the alarm triggers, for the notification
 */
public record Alarm(String section, String description, Metric metric, Bound bound) {

    public MetricAlarm create(String name, Notifications notifications, CustomResourceOptions options) {
        var args = MetricAlarmArgs.builder()
                .alarmDescription(notifications.describe(section, description))
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(Outputs.map(metric.dimensions()))
                .period(metric.period())
                .comparisonOperator(bound.comparison())
                .threshold(bound.threshold())
                .evaluationPeriods(bound.periods())
                .datapointsToAlarm(bound.periods())
                .treatMissingData(bound.missing())
                .alarmActions(notifications.topicArn().applyValue(List::of))
                .okActions(notifications.topicArn().applyValue(List::of));
        if (metric.statistic().startsWith("p")) {
            args.extendedStatistic(metric.statistic());
        } else {
            args.statistic(metric.statistic());
        }
        return new MetricAlarm(name, args.build(), options);
    }

    /**
     * The metric.
     *
     * @param period the seconds of one value
     * @param statistic a CloudWatch statistic: Sum, Average, Minimum, Maximum, or a percentile such as p99
     */
    public record Metric(
            String namespace, String name, String statistic, int period, Map<String, Output<String>> dimensions) {

        /** The metric of each minute. */
        public Metric(String namespace, String name, String statistic, Map<String, Output<String>> dimensions) {
            this(namespace, name, statistic, 60, dimensions);
        }
    }

    /**
     * The condition that triggers an alarm.
     *
     * @param periods the number of consecutive values
     * @param missing how CloudWatch treats a period without data: breaching or notBreaching
     */
    public record Bound(String comparison, double threshold, int periods, String missing) {

        /** Above the threshold for this many consecutive periods. */
        public static Bound above(double threshold, int periods) {
            return new Bound("GreaterThanThreshold", threshold, periods, "notBreaching");
        }

        /** Below the threshold for this many consecutive periods. */
        public static Bound below(double threshold, int periods) {
            return new Bound("LessThanThreshold", threshold, periods, "notBreaching");
        }

        /** A copy that also triggers without data. */
        public Bound orSilence() {
            return new Bound(comparison, threshold, periods, "breaching");
        }
    }
}
