package dev.slipway.compute;

import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeEfsVolumeConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.Json;
import dev.slipway.component.Outputs;
import dev.slipway.data.Database;
import dev.slipway.settings.EnvironmentSettings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The task definition: ECS first runs {@code migrate}, which brings the database to the current schema, then {@code app}.
 */
public final class TaskDefinition extends Component {

    /** Seconds from SIGTERM to SIGKILL; the service drains in less. */
    private static final int STOP_TIMEOUT = 30;

    private static final String FILES = "/files";
    private static final String SCRATCH = "/tmp";

    private final TaskRoles roles;
    private final com.pulumi.aws.ecs.TaskDefinition definition;

    public TaskDefinition(
            String name,
            String environment,
            EnvironmentSettings settings,
            Workload workload,
            ComponentResourceOptions options) {
        super("slipway:compute:TaskDefinition", name, options);
        var service = settings.service();
        roles = new TaskRoles(named("roles"), environment, workload, service.grants(), settings.account(), part());
        definition = new com.pulumi.aws.ecs.TaskDefinition(
                named("task"),
                TaskDefinitionArgs.builder()
                        .family(environment)
                        .requiresCompatibilities("FARGATE")
                        .networkMode("awsvpc")
                        .cpu(Integer.toString(service.cpu()))
                        .memory(Integer.toString(service.memory()))
                        .runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                                .operatingSystemFamily("LINUX")
                                .cpuArchitecture(service.architecture().name())
                                .build())
                        .executionRoleArn(roles.executionArn())
                        .taskRoleArn(roles.taskArn())
                        .volumes(files(workload), scratch("app-scratch"), scratch("migrate-scratch"))
                        .containerDefinitions(containers(settings, workload))
                        // After a rollback ECS may run a former revision again, and it cannot start tasks of a
                        // deregistered one.
                        .skipDestroy(true)
                        .build(),
                owned());
        registerOutputs();
    }

    public Output<String> arn() {
        return definition.arn();
    }

    /** The policies that a task needs before it can start. */
    List<Resource> rights() {
        return roles.rights();
    }

    private static TaskDefinitionVolumeArgs files(Workload workload) {
        return TaskDefinitionVolumeArgs.builder()
                .name("files")
                .efsVolumeConfiguration(TaskDefinitionVolumeEfsVolumeConfigurationArgs.builder()
                        .fileSystemId(workload.files().id())
                        .transitEncryption("ENABLED")
                        .authorizationConfig(TaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfigArgs.builder()
                                .accessPointId(workload.files().accessPointId())
                                .iam("ENABLED")
                                .build())
                        .build())
                .build();
    }

    /** Fargate has no tmpfs, so with a read-only root file system a task can only write to a volume. */
    private static TaskDefinitionVolumeArgs scratch(String name) {
        return TaskDefinitionVolumeArgs.builder().name(name).build();
    }

    private static Output<String> containers(EnvironmentSettings settings, Workload workload) {
        var administrator = workload.database().administratorSecret();
        return Output.tuple(
                        workload.imageUri(),
                        workload.logs().app().name(),
                        Outputs.map(database(workload.database())),
                        Outputs.map(Map.of(
                                "DATABASE_ADMIN_USER", administrator.applyValue(arn -> arn + ":username::"),
                                "DATABASE_ADMIN_PASSWORD", administrator.applyValue(arn -> arn + ":password::"))),
                        Outputs.map(workload.parameters().variables()))
                .applyValue(values -> {
                    var common = new TreeMap<>(values.t3);
                    common.put("SERVICE_NAME", workload.service());
                    common.put("ENVIRONMENT", workload.environment());
                    common.put("AWS_REGION", settings.account().region());
                    var serving = new TreeMap<>(common);
                    serving.putAll(serving(settings));
                    return Json.text(List.of(
                            migrate(values.t1, common, values.t4, logs(values.t2, settings, "migrate")),
                            app(values.t1, serving, values.t5, logs(values.t2, settings, "app"))));
                });
    }

    private static Map<String, Output<String>> database(Database database) {
        return Map.of(
                "DATABASE_HOST", database.address(),
                "DATABASE_PORT", Output.of(Integer.toString(Database.PORT)),
                "DATABASE_NAME", Output.of(Database.NAME),
                "DATABASE_USER", Output.of(database.user()),
                "DATABASE_SIGN_IN", Output.of("iam"),
                "DATABASE_TLS", Output.of("verify-full"));
    }

    private static Map<String, String> serving(EnvironmentSettings settings) {
        var service = settings.service();
        var variables = new TreeMap<>(service.environment());
        variables.put("PORT", Integer.toString(Ports.SERVING));
        variables.put("METRICS_PORT", Integer.toString(Ports.METRICS));
        variables.put("FILES_DIRECTORY", FILES);
        variables.put("STOP_TIMEOUT", Integer.toString(STOP_TIMEOUT));
        variables.put(
                "RATE_LIMIT_PER_SECOND", Integer.toString(service.rateLimit().perSecond()));
        variables.put("RATE_LIMIT_BURST", Integer.toString(service.rateLimit().burst()));
        if (!service.corsOrigins().isEmpty()) {
            variables.put("CORS_ORIGINS", String.join(",", service.corsOrigins()));
        }
        return variables;
    }

    private static Container migrate(
            String image,
            Map<String, String> environment,
            Map<String, String> secrets,
            Container.LogConfiguration logs) {
        return ContainerBuilder.builder()
                .name("migrate")
                .image(image)
                .command(List.of("migrate"))
                // ECS refuses to wait for the success of an essential container.
                .essential(false)
                .environment(Container.Variable.of(environment))
                .secrets(Container.Secret.of(secrets))
                .portMappings(List.of())
                .mountPoints(List.of(new Container.MountPoint("migrate-scratch", SCRATCH, false)))
                .dependsOn(List.of())
                .logConfiguration(logs)
                .readonlyRootFilesystem(true)
                .user(AppUser.WITH_GROUP)
                .stopTimeout(STOP_TIMEOUT)
                .build();
    }

    private static Container app(
            String image,
            Map<String, String> environment,
            Map<String, String> secrets,
            Container.LogConfiguration logs) {
        return ContainerBuilder.builder()
                .name("app")
                .image(image)
                .command(List.of("serve"))
                .essential(true)
                .environment(Container.Variable.of(environment))
                .secrets(Container.Secret.of(secrets))
                .portMappings(List.of(Container.PortMapping.of(Ports.SERVING), Container.PortMapping.of(Ports.METRICS)))
                .mountPoints(List.of(
                        new Container.MountPoint("app-scratch", SCRATCH, false),
                        new Container.MountPoint("files", FILES, false)))
                .dependsOn(List.of(new Container.Dependency("migrate", "SUCCESS")))
                .logConfiguration(logs)
                .readonlyRootFilesystem(true)
                .user(AppUser.WITH_GROUP)
                .stopTimeout(STOP_TIMEOUT)
                .build();
    }

    private static Container.LogConfiguration logs(String group, EnvironmentSettings settings, String prefix) {
        return Container.LogConfiguration.to(group, settings.account().region(), prefix);
    }
}
