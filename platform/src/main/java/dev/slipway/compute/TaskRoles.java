package dev.slipway.compute;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.component.Component;
import dev.slipway.component.ServiceRole;
import dev.slipway.data.Parameters;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.ServiceSettings.Grant;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two roles of a task: the execution role, with which ECS starts it (image, secrets, logs), and the task role of the
 * service itself (database, files, grants of the settings). CKV_AWS_249.
 */
final class TaskRoles extends Component {

    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private final ServiceRole execution;
    private final ServiceRole task;

    TaskRoles(String name, ServiceSpec spec, Shared shared, Parameters parameters, ComponentResourceOptions options) {
        super("slipway:compute:TaskRoles", name, options);
        var label = shared.environment() + "-" + spec.name();
        var database = shared.database().filter(_ -> spec.database());
        execution = new ServiceRole(named("execution"), label + "-execution", TASKS, part())
                .allow("pull", shared.registryArn().applyValue(TaskRoles::pull))
                .allow("log", shared.logs().service(spec.name()).arn().applyValue(TaskRoles::log));
        if (!parameters.variables().isEmpty()) {
            execution.allow(
                    "secrets",
                    Output.all(List.copyOf(parameters.variables().values())).applyValue(TaskRoles::read));
        }
        var settings = shared.settings().service(spec.name());
        if (!settings.existingSecrets().isEmpty()) {
            execution.allow(
                    "existing-secrets",
                    Output.of(readExisting(settings.existingSecrets().values())));
        }
        task = new ServiceRole(named("task"), label + "-task", TASKS, part());
        if (settings.exec()) {
            task.allow(
                    "exec",
                    Output.tuple(
                                    shared.logs().sessions().orElseThrow().arn(),
                                    shared.key().arn())
                            .applyValue(arns -> exec(arns.t1, arns.t2)));
        }
        database.ifPresent(store -> task.allow("database", store.signInArns().applyValue(TaskRoles::signIn)));
        database.filter(_ -> spec.migrates())
                .ifPresent(store -> execution.allow(
                        "administrator",
                        store.administratorSecret()
                                .applyValue(
                                        store.managesPassword()
                                                ? TaskRoles::administrator
                                                : arn -> read(List.of(arn)))));
        shared.files()
                .filter(_ -> spec.files())
                .ifPresent(store -> task.allow(
                        "files",
                        Output.tuple(store.arn(), store.accessPointArn()).applyValue(arns -> mount(arns.t1, arns.t2))));
        shared.prometheus(spec)
                .ifPresent(metrics -> task.allow("metrics", metrics.arn().applyValue(TaskRoles::write)));
        uses(spec, shared).ifPresent(policy -> task.allow("uses", policy));
        var grants = settings.grants();
        if (!grants.isEmpty()) {
            task.allow("grants", Output.of(granted(grants, shared.settings().account())));
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

    /** The environment's buckets and queues that the service uses. */
    private static Optional<Output<String>> uses(ServiceSpec spec, Shared shared) {
        var statements = Stream.concat(
                        spec.buckets().entrySet().stream()
                                .map(use -> shared.buckets()
                                        .get(use.getKey())
                                        .arn()
                                        .applyValue(arn -> Grants.bucket(arn, use.getValue())
                                                .toList())),
                        spec.queues().entrySet().stream()
                                .map(use -> shared.queues()
                                        .get(use.getKey())
                                        .arn()
                                        .applyValue(arn -> List.of(Grants.queue(arn, use.getValue())))))
                .toList();
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(Output.all(statements)
                        .applyValue(all -> ServiceRole.policy(
                                all.stream().flatMap(List::stream).toList())));
    }

    private static String read(List<String> parameters) {
        return ServiceRole.policy(read -> {
            read.addAction("ssm:GetParameters");
            parameters.forEach(read::addResource);
        });
    }

    /** Secrets and parameters that exist, which a key of the account may encrypt. */
    private static String readExisting(Collection<String> arns) {
        return ServiceRole.policy(Stream.concat(
                        arns.stream()
                                .map(arn -> arn.contains(":secretsmanager:")
                                        // A suffix names a key of the secret's JSON, a stage and a version.
                                        ? Grants.statement(
                                                arn.replaceFirst("^((?:[^:]*:){6}[^:]*).*", "$1"),
                                                List.of("secretsmanager:GetSecretValue"))
                                        : Grants.statement(arn, List.of("ssm:GetParameters"))),
                        arns.stream()
                                .map(TaskRoles::keysOf)
                                .distinct()
                                .map(keys -> IamStatement.builder()
                                        .effect(IamEffect.ALLOW)
                                        .addAction("kms:Decrypt")
                                        .addResource(keys.arn())
                                        .addCondition(only -> only.operator(IamConditionOperator.STRING_EQUALS)
                                                .key("kms:ViaService")
                                                .value(keys.service()))
                                        .build()))
                .toList());
    }

    /** The keys with which a service may have encrypted a secret or parameter. */
    private record Keys(String arn, String service) {}

    private static Keys keysOf(String arn) {
        var parts = arn.split(":", 6);
        return new Keys(
                "arn:aws:kms:%s:%s:key/*".formatted(parts[3], parts[4]),
                "%s.%s.amazonaws.com".formatted(parts[2], parts[3]));
    }

    /** "IAM permissions required for ECS Exec" and "Logging using ECS Exec": the channel's actions have no resources. */
    private static String exec(String sessions, String key) {
        return ServiceRole.policy(
                channel -> channel.addAction("logs:DescribeLogGroups")
                        .addAction("ssmmessages:CreateControlChannel")
                        .addAction("ssmmessages:CreateDataChannel")
                        .addAction("ssmmessages:OpenControlChannel")
                        .addAction("ssmmessages:OpenDataChannel")
                        .addResource("*"),
                log -> log.addAction("logs:CreateLogStream")
                        .addAction("logs:DescribeLogStreams")
                        .addAction("logs:PutLogEvents")
                        .addResource(sessions + ":*"),
                decrypt -> decrypt.addAction("kms:Decrypt").addResource(key));
    }

    private static String write(String prometheus) {
        return ServiceRole.policy(write -> write.addAction("aps:RemoteWrite").addResource(prometheus));
    }

    private static String administrator(String secret) {
        return ServiceRole.policy(
                read -> read.addAction("secretsmanager:GetSecretValue").addResource(secret));
    }

    private static String signIn(List<String> users) {
        return ServiceRole.policy(connect -> {
            connect.addAction("rds-db:connect");
            users.forEach(connect::addResource);
        });
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
