package dev.slipway.compute;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.ServiceRole;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.ServiceSettings.Grant;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;

import java.util.List;
import java.util.stream.Stream;

/**
 * The two roles of a task: the execution role, with which ECS starts it (image, secrets, logs), and the task role of the
 * service itself (database, files, grants of the settings). CKV_AWS_249.
 */
final class TaskRoles extends Component {

    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private final ServiceRole execution;
    private final ServiceRole task;

    TaskRoles(
            String name,
            String environment,
            Workload workload,
            List<Grant> grants,
            AccountSettings account,
            ComponentResourceOptions options) {
        super("slipway:compute:TaskRoles", name, options);
        execution = new ServiceRole(named("execution"), environment + "-execution", TASKS, part())
                .allow("pull", workload.registryArn().applyValue(TaskRoles::pull))
                .allow("log", workload.logs().app().arn().applyValue(TaskRoles::log))
                .allow("secrets", secrets(workload));
        task = new ServiceRole(named("task"), environment + "-task", TASKS, part())
                .allow("database", workload.database().signInArn().applyValue(TaskRoles::signIn))
                .allow(
                        "files",
                        Output.tuple(workload.files().arn(), workload.files().accessPointArn())
                                .applyValue(arns -> mount(arns.t1, arns.t2)));
        if (!grants.isEmpty()) {
            task.allow("grants", Output.of(granted(grants, account)));
        }
        registerOutputs();
    }

    Output<String> executionArn() {
        return execution.arn();
    }

    Output<String> taskArn() {
        return task.arn();
    }

    /** The policies that a task needs before it can start. */
    List<Resource> rights() {
        return Stream.concat(execution.rights().stream(), task.rights().stream())
                .toList();
    }

    private static String pull(String registryArn) {
        return ServiceRole.policy(
                // "Actions defined by Amazon ECR": this action does not support resource-level permissions.
                token -> token.addAction("ecr:GetAuthorizationToken").addResource("*"),
                pull -> pull.addAction("ecr:BatchCheckLayerAvailability")
                        .addAction("ecr:BatchGetImage")
                        .addAction("ecr:GetDownloadUrlForLayer")
                        .addResource(registryArn));
    }

    private static String log(String group) {
        return ServiceRole.policy(log -> log.addAction("logs:CreateLogStream")
                .addAction("logs:PutLogEvents")
                .addResource(group + ":*"));
    }

    private static Output<String> secrets(Workload workload) {
        return Output.tuple(
                        Output.all(List.copyOf(workload.parameters().variables().values())),
                        workload.database().administratorSecret())
                .applyValue(arns -> ServiceRole.policy(
                        parameters -> {
                            parameters.addAction("ssm:GetParameters");
                            arns.t1.forEach(parameters::addResource);
                        },
                        administrator -> administrator
                                .addAction("secretsmanager:GetSecretValue")
                                .addResource(arns.t2)));
    }

    private static String signIn(String user) {
        return ServiceRole.policy(connect -> connect.addAction("rds-db:connect").addResource(user));
    }

    private static String mount(String fileSystem, String accessPoint) {
        return ServiceRole.policy(mount -> mount.addAction("elasticfilesystem:ClientMount")
                .addAction("elasticfilesystem:ClientWrite")
                .addResource(fileSystem)
                .addCondition(only -> only.operator(IamConditionOperator.STRING_EQUALS)
                        .key("elasticfilesystem:AccessPointArn")
                        .value(accessPoint)));
    }

    private static String granted(List<Grant> grants, AccountSettings account) {
        return ServiceRole.policy(grants.stream()
                .flatMap(grant -> Grants.statements(grant, account))
                .toList());
    }
}
