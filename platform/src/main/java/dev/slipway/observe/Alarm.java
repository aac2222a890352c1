package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.component.Outputs;

import java.util.List;
import java.util.Map;

/**
 * One metric over or under a bound for some minutes: the topic is told, and told again when it is over.
 *
 * @param description what is wrong when it trips, as the message says it
 */
public record Alarm(String description, Metric metric, Bound bound) {

    public MetricAlarm raise(String name, Notifications notifications, CustomResourceOptions options) {
        var args = MetricAlarmArgs.builder()
                .alarmDescription(description)
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(Outputs.map(metric.dimensions()))
                .period(60)
                .comparisonOperator(bound.comparison())
                .threshold(bound.threshold())
                .evaluationPeriods(bound.minutes())
                .datapointsToAlarm(bound.minutes())
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
     * What is watched, minute by minute.
     *
     * @param statistic CloudWatch's: Sum, Average, Minimum, Maximum, or a percentile such as p99
     */
    public record Metric(String namespace, String name, String statistic, Map<String, Output<String>> dimensions) {}

    /**
     * When an alarm trips.
     *
     * @param missing how a minute without data counts: breaching or notBreaching
     */
    public record Bound(String comparison, double threshold, int minutes, String missing) {

        /** More than this for so many minutes on end. */
        public static Bound above(double threshold, int minutes) {
            return new Bound("GreaterThanThreshold", threshold, minutes, "notBreaching");
        }

        /** Less than this for so many minutes on end. */
        public static Bound below(double threshold, int minutes) {
            return new Bound("LessThanThreshold", threshold, minutes, "notBreaching");
        }

        /** The same, and silence trips it too. */
        public Bound orSilence() {
            return new Bound(comparison, threshold, minutes, "breaching");
        }
    }
}
