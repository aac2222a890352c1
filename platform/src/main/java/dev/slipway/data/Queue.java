package dev.slipway.data;

import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.aws.sqs.RedrivePolicy;
import com.pulumi.aws.sqs.RedrivePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.component.Component;
import dev.slipway.component.Json;
import dev.slipway.component.TlsOnly;
import dev.slipway.observe.Alarm;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;
import dev.slipway.observe.Notifications;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A queue of the environment: encrypted by SQS (SQS.1), reachable over TLS only. A message that fails too often moves to a
 * dead-letter queue, whose alarm triggers at the first one.
 */
public final class Queue extends Component {

    /** SQS's longest retention, so that a weekend does not lose a failed message. */
    private static final int FOURTEEN_DAYS = 14 * 24 * 3600;

    private static final int QUARTER_HOUR = 900;

    private final com.pulumi.aws.sqs.Queue queue;

    public Queue(String name, QueueSpec spec, Notifications notifications, ComponentResourceOptions options) {
        super("slipway:data:Queue", name, options);
        var failed = new com.pulumi.aws.sqs.Queue(
                named("failed"),
                QueueArgs.builder()
                        .messageRetentionSeconds(FOURTEEN_DAYS)
                        .sqsManagedSseEnabled(true)
                        .build(),
                owned());
        queue = new com.pulumi.aws.sqs.Queue(
                named("queue"),
                QueueArgs.builder()
                        .visibilityTimeoutSeconds(spec.visibilityTimeout())
                        .receiveWaitTimeSeconds(20)
                        .sqsManagedSseEnabled(true)
                        .build(),
                owned());
        // As a property of the queue, the policy would show as a change whenever AWS formats it differently.
        var redrive = new RedrivePolicy(
                named("queue"),
                RedrivePolicyArgs.builder()
                        .queueUrl(queue.url())
                        .redrivePolicy(failed.arn()
                                .applyValue(arn -> Json.text(new TreeMap<>(
                                        Map.of("deadLetterTargetArn", arn, "maxReceiveCount", spec.attempts())))))
                        .build(),
                owned());
        onlyByTls("queue", queue, List.of(redrive));
        onlyByTls("failed", failed, List.of());
        new Alarm(
                        "queue-failed",
                        "A message of %s has failed %d times: it is in the dead-letter queue"
                                .formatted(spec.name(), spec.attempts()),
                        metric("ApproximateNumberOfMessagesVisible", failed),
                        Bound.above(0, 1))
                .create(named("failed"), notifications, owned());
        new Alarm(
                        "queue-age",
                        "The oldest message of %s has waited for a quarter of an hour".formatted(spec.name()),
                        metric("ApproximateAgeOfOldestMessage", queue),
                        Bound.above(QUARTER_HOUR, 5))
                .create(named("age"), notifications, owned());
        registerOutputs();
    }

    public Output<String> url() {
        return queue.url();
    }

    public Output<String> arn() {
        return queue.arn();
    }

    /** The queue's name, which CloudWatch uses as a dimension. */
    public Output<String> queueName() {
        return queue.name();
    }

    /** @param before attributes of the queue that are set before: SQS sets one at a time */
    private void onlyByTls(String child, com.pulumi.aws.sqs.Queue each, List<Resource> before) {
        new QueuePolicy(
                named(child),
                QueuePolicyArgs.builder()
                        .queueUrl(each.url())
                        .policy(each.arn()
                                .applyValue(arn -> IamPolicy.builder()
                                        .addStatement(TlsOnly.deny("sqs:*", arn))
                                        .build()
                                        .toJson()))
                        .build(),
                owned(more -> more.dependsOn(before)));
    }

    private static Metric metric(String metric, com.pulumi.aws.sqs.Queue each) {
        return new Metric("AWS/SQS", metric, "Maximum", Map.of("QueueName", each.name()));
    }
}
