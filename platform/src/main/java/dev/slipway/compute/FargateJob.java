package dev.slipway.compute;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.ScheduleGroup;
import com.pulumi.aws.scheduler.ScheduleGroupArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersNetworkConfigurationArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetRetryPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.component.Component;
import dev.slipway.component.Json;
import dev.slipway.component.ServiceRole;
import dev.slipway.observe.Alarm;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A task that runs and ends: on a schedule of EventBridge Scheduler, or by hand. A run that fails notifies the alarms' topic,
 * and so does a schedule that could not start its task or did not try.
 */
public final class FargateJob extends Component {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;

    private final ServiceTasks tasks;

    public FargateJob(String name, ServiceSpec spec, Shared shared, ComponentResourceOptions options) {
        super("slipway:compute:FargateJob", name, options);
        tasks = ServiceTasks.of(name, spec, shared, part());
        var family = shared.environment() + "-" + spec.name();
        failures(family, shared);
        spec.schedule().ifPresent(expression -> {
            var role = new ServiceRole(named("schedule"), family + "-schedule", "scheduler.amazonaws.com", part())
                    .allow("run", tasks.definition().applyValue(arn -> run(arn, shared)));
            // CloudWatch has metrics for a group of schedules, not for one.
            var group = new ScheduleGroup(
                    named("schedule"), ScheduleGroupArgs.builder().name(family).build(), owned());
            new Schedule(
                    named("schedule"),
                    ScheduleArgs.builder()
                            .name(family)
                            .groupName(group.name())
                            .scheduleExpression(expression)
                            .flexibleTimeWindow(ScheduleFlexibleTimeWindowArgs.builder()
                                    .mode("OFF")
                                    .build())
                            .target(ScheduleTargetArgs.builder()
                                    .arn(shared.cluster().arn())
                                    .roleArn(role.arn())
                                    .ecsParameters(ScheduleTargetEcsParametersArgs.builder()
                                            .taskDefinitionArn(tasks.definition())
                                            .launchType("FARGATE")
                                            .taskCount(1)
                                            .propagateTags("TASK_DEFINITION")
                                            .networkConfiguration(
                                                    ScheduleTargetEcsParametersNetworkConfigurationArgs.builder()
                                                            .subnets(shared.network()
                                                                    .privates())
                                                            .securityGroups(Output.all(tasks.group()
                                                                    .id()))
                                                            .assignPublicIp(false)
                                                            .build())
                                            .build())
                                    // A second start of a job that began would be a second run.
                                    .retryPolicy(ScheduleTargetRetryPolicyArgs.builder()
                                            .maximumRetryAttempts(2)
                                            .maximumEventAgeInSeconds(900)
                                            .build())
                                    .build())
                            .build(),
                    owned(more -> more.dependsOn(Stream.concat(tasks.needs().stream(), role.rights().stream())
                            .toArray(Resource[]::new))));
            new Alarm(
                            "job-not-started",
                            "The schedule of %s could not start its task".formatted(spec.name()),
                            metric("TargetErrorCount", MINUTE, group),
                            Bound.above(0, 1))
                    .create(named("not-started"), shared.notifications(), owned());
            hoursBetweenRuns(expression)
                    .ifPresent(hours -> new Alarm(
                                    "job-overdue",
                                    "%s has not run for %d hours".formatted(spec.name(), hours),
                                    metric("InvocationAttemptCount", HOUR, group),
                                    Bound.below(1, hours).orSilence())
                            .create(named("overdue"), shared.notifications(), owned()));
        });
        registerOutputs();
    }

    /**
     * After how many hours without a run something is wrong; empty for schedules that are rarer than the week that CloudWatch
     * looks back ("PutMetricAlarm").
     */
    static Optional<Integer> hoursBetweenRuns(String expression) {
        var rate = RATE.matcher(expression);
        if (rate.matches()) {
            var number = Integer.parseInt(rate.group(1));
            var hours = switch (rate.group(2).charAt(0)) {
                case 'm' -> (number + 59) / 60;
                case 'h' -> number;
                default -> number * DAY;
            };
            return Optional.of(hours + 1).filter(all -> all <= WEEK);
        }
        var fields = expression.replaceAll("cron\\(|\\)", "").split(" ", -1);
        var everyDay = Stream.of(fields[2], fields[3], fields[4]).allMatch(field -> field.matches("[*?]"));
        var everyWeek =
                Stream.of(fields[2], fields[3]).allMatch(field -> field.matches("[*?]")) && !fields[4].contains("#");
        return everyDay ? Optional.of(DAY + 1) : everyWeek ? Optional.of(WEEK) : Optional.empty();
    }

    private static Metric metric(String name, int period, ScheduleGroup group) {
        return new Metric("AWS/Scheduler", name, "Sum", period, Map.of("ScheduleGroup", group.name()));
    }

    /** An alarm for each run that ends with an exit code other than 0, or whose task does not start. */
    private void failures(String family, Shared shared) {
        var rule = new EventRule(
                named("failed"),
                EventRuleArgs.builder()
                        .description("Runs of %s that failed".formatted(family))
                        .eventPattern(tasks.definition().applyValue(arn -> pattern(arn.replaceFirst(":\\d+$", ":"))))
                        .build(),
                owned());
        new Alarm(
                        "job-failed",
                        "A run of %s failed: its reason is in the stopped task, its last lines in its log group"
                                .formatted(family),
                        new Metric("AWS/Events", "TriggeredRules", "Sum", Map.of("RuleName", rule.name())),
                        Bound.above(0, 1))
                .create(named("failed"), shared.notifications(), owned());
    }

    /** "Amazon ECS task state change events". */
    private static String pattern(String family) {
        var stopped = new TreeMap<String, Object>(Map.of(
                "lastStatus",
                List.of("STOPPED"),
                "taskDefinitionArn",
                List.of(Map.of("prefix", family)),
                "$or",
                List.of(
                        Map.of("containers", Map.of("exitCode", List.of(Map.of("anything-but", List.of(0))))),
                        Map.of("stopCode", List.of("TaskFailedToStart")))));
        return Json.text(new TreeMap<>(Map.of(
                "source", List.of("aws.ecs"), "detail-type", List.of("ECS Task State Change"), "detail", stopped)));
    }

    private static String run(String definition, Shared shared) {
        var account = shared.settings().account().id();
        return ServiceRole.policy(
                run -> run.addAction("ecs:RunTask").addResource(definition.replaceFirst(":\\d+$", ":*")),
                pass -> pass.addAction("iam:PassRole")
                        .addResource("arn:aws:iam::%s:role/%s-*".formatted(account, shared.environment()))
                        .addCondition(only -> only.operator(IamConditionOperator.STRING_EQUALS)
                                .key("iam:PassedToService")
                                .value("ecs-tasks.amazonaws.com")));
    }
}
