package dev.slipway.compute;

import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeEfsVolumeConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.architecture.SidecarSpec;
import dev.slipway.component.Component;
import dev.slipway.component.Json;
import dev.slipway.component.Outputs;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.observe.Prometheus;
import dev.slipway.settings.ServiceSettings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The task definition of a service. If it owns the database's schema, ECS first runs {@code migrate}, which brings the
 * database to the current schema, then the service's own container.
 */
final class TaskDefinition extends Component {

    /** Seconds from SIGTERM to SIGKILL; the service drains in less. */
    private static final int STOP_TIMEOUT = 30;

    /** Seconds for which a task keeps an idle connection after the balancer gave it up. */
    private static final int LONGER_THAN_THE_BALANCER = 15;

    private static final String FILES = "/files";
    private static final String SCRATCH = "/tmp";

    private static final String COLLECTOR = "metrics-collector";
    private static final String MIGRATE = "migrate";
    private static final String ROUTER = "log-router";

    /** AWS's build of Fluent Bit. AWS moves the tag "stable" to each version that it has tested for weeks. */
    private static final String ROUTER_IMAGE = "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable";

    private final ServiceSpec spec;
    private final Shared shared;
    private final ServiceSettings settings;
    private final Optional<Database> database;
    private final Optional<FileStore> files;
    private final TaskRoles roles;
    private final com.pulumi.aws.ecs.TaskDefinition definition;

    /** @param parameters the service's API keys and secrets */
    TaskDefinition(
            String name, ServiceSpec spec, Shared shared, Parameters parameters, ComponentResourceOptions options) {
        super("slipway:compute:TaskDefinition", name, options);
        this.spec = spec;
        this.shared = shared;
        settings = shared.settings().service(spec.name());
        database = shared.database().filter(_ -> spec.database());
        files = shared.files().filter(_ -> spec.files());
        roles = new TaskRoles(named("roles"), spec, shared, parameters, part());
        definition = new com.pulumi.aws.ecs.TaskDefinition(
                named("task"),
                TaskDefinitionArgs.builder()
                        .family(shared.environment() + "-" + spec.name())
                        .requiresCompatibilities("FARGATE")
                        .networkMode("awsvpc")
                        .cpu(Integer.toString(settings.cpu()))
                        .memory(Integer.toString(settings.memory()))
                        .runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                                .operatingSystemFamily("LINUX")
                                .cpuArchitecture(settings.architecture().name())
                                .build())
                        .executionRoleArn(roles.executionArn())
                        .taskRoleArn(roles.taskArn())
                        .volumes(volumes())
                        .containerDefinitions(containers(parameters))
                        // After a rollback ECS may run a former revision again, and it cannot start tasks of a
                        // deregistered one.
                        .skipDestroy(true)
                        .build(),
                owned());
        registerOutputs();
    }

    Output<String> arn() {
        return definition.arn();
    }

    /** The policies that a task needs before it can start. */
    List<Resource> rights() {
        return roles.rights();
    }

    private boolean migrates() {
        return spec.migrates() && database.isPresent();
    }

    private List<TaskDefinitionVolumeArgs> volumes() {
        return Stream.of(
                        files.map(TaskDefinition::volume).stream(),
                        Stream.of(scratch(spec.name())),
                        migrates() ? Stream.of(scratch(MIGRATE)) : Stream.<TaskDefinitionVolumeArgs>empty(),
                        spec.sidecars().stream().map(sidecar -> scratch(sidecar.name())),
                        shared.prometheus(spec).map(_ -> scratch(COLLECTOR)).stream())
                .flatMap(volumes -> volumes)
                .toList();
    }

    private static TaskDefinitionVolumeArgs volume(FileStore files) {
        return TaskDefinitionVolumeArgs.builder()
                .name("files")
                .efsVolumeConfiguration(TaskDefinitionVolumeEfsVolumeConfigurationArgs.builder()
                        .fileSystemId(files.id())
                        .transitEncryption("ENABLED")
                        .authorizationConfig(TaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfigArgs.builder()
                                .accessPointId(files.accessPointId())
                                .iam("ENABLED")
                                .build())
                        .build())
                .build();
    }

    /** Fargate has no tmpfs, so with a read-only root file system a task can only write to a volume. */
    private static TaskDefinitionVolumeArgs scratch(String container) {
        return TaskDefinitionVolumeArgs.builder().name(container + "-scratch").build();
    }

    private Output<String> containers(Parameters parameters) {
        return Output.tuple(
                        shared.images().get(spec.image()),
                        shared.logs().service(spec.name()).name(),
                        Outputs.map(stores()),
                        Outputs.map(database.filter(_ -> spec.migrates())
                                .map(TaskDefinition::administrator)
                                .orElse(Map.of())),
                        Outputs.map(parameters.variables()),
                        shared.prometheus(spec).map(Prometheus::endpoint).orElse(Output.of("")))
                .applyValue(values -> {
                    var common = new TreeMap<>(values.t3);
                    common.put("SERVICE_NAME", shared.project() + "-" + spec.name());
                    common.put("ENVIRONMENT", shared.stack());
                    common.put("AWS_REGION", shared.settings().account().region());
                    var own = new TreeMap<>(common);
                    own.putAll(own());
                    var secrets = new TreeMap<>(values.t5);
                    secrets.putAll(settings.existingSecrets());
                    var all = new ArrayList<Container>();
                    if (migrates()) {
                        all.add(migrate(values.t1, migrating(common), values.t4, logs(values.t2, MIGRATE)));
                    }
                    all.add(main(
                            values.t1,
                            own,
                            secrets,
                            routesLogs()
                                    ? Container.LogConfiguration.toRouter(settings.logRouter())
                                    : logs(values.t2, spec.name())));
                    if (routesLogs()) {
                        all.add(router(logs(values.t2, ROUTER)));
                    }
                    spec.sidecars().forEach(sidecar -> all.add(sidecar(sidecar, logs(values.t2, sidecar.name()))));
                    if (shared.prometheus(spec).isPresent()) {
                        all.add(sidecar(collector(values.t6), logs(values.t2, COLLECTOR)));
                    }
                    return Json.text(all);
                });
    }

    private SidecarSpec collector(String endpoint) {
        return SidecarSpec.sidecar(COLLECTOR, Prometheus.COLLECTOR)
                .variable(
                        "AOT_CONFIG_CONTENT",
                        Prometheus.collector(
                                spec.name(),
                                ServiceSpec.METRICS_PORT,
                                shared.settings().account().region(),
                                endpoint));
    }

    private boolean routesLogs() {
        return !settings.logRouter().isEmpty();
    }

    /** The variables of the container that migrates. */
    private Map<String, String> migrating(Map<String, String> common) {
        var variables = new TreeMap<>(common);
        variables.put("DATABASE_ADMIN_USER", Database.ADMINISTRATOR);
        var extensions = shared.settings().database().extensions();
        if (!extensions.isEmpty()) {
            variables.put("DATABASE_EXTENSIONS", String.join(",", extensions));
        }
        return variables;
    }

    /** The variables of what the service uses. */
    private Map<String, Output<String>> stores() {
        var variables = new HashMap<String, Output<String>>();
        database.ifPresent(store -> variables.putAll(access(store)));
        spec.buckets()
                .keySet()
                .forEach(bucket -> variables.put(
                        bucket.variable(), shared.buckets().get(bucket).bucketName()));
        spec.queues()
                .keySet()
                .forEach(queue -> variables.put(
                        queue.variable(), shared.queues().get(queue).url()));
        return variables;
    }

    private static Map<String, Output<String>> access(Database database) {
        var variables = new HashMap<>(Map.of(
                "DATABASE_HOST", database.address(),
                "DATABASE_PORT", Output.of(Integer.toString(Database.PORT)),
                "DATABASE_NAME", Output.of(Database.NAME),
                "DATABASE_USER", Output.of(database.user()),
                "DATABASE_SIGN_IN", Output.of("iam"),
                "DATABASE_TLS", Output.of("verify-full")));
        database.readerAddress().ifPresent(reader -> variables.put("DATABASE_READER_HOST", reader));
        return variables;
    }

    private static Map<String, Output<String>> administrator(Database database) {
        var secret = database.administratorSecret();
        return Map.of(
                "DATABASE_ADMIN_PASSWORD",
                database.managesPassword() ? secret.applyValue(arn -> arn + ":password::") : secret);
    }

    /** The variables of the service's own container alone. */
    private Map<String, String> own() {
        var variables = new TreeMap<>(settings.environment());
        variables.put("METRICS_PORT", Integer.toString(ServiceSpec.METRICS_PORT));
        files.ifPresent(_ -> variables.put("FILES_DIRECTORY", FILES));
        variables.put("STOP_TIMEOUT", Integer.toString(STOP_TIMEOUT));
        spec.calls()
                .forEach(called -> variables.put(
                        ServiceSpec.urlVariable(called), "http://%s:%d".formatted(called, shared.port(called))));
        if (!spec.serves()) {
            return variables;
        }
        variables.put("PORT", Integer.toString(spec.port()));
        var balancer = shared.settings().balancer();
        // Longer than the balancer's: otherwise it reuses a connection that is just being closed, and answers 502.
        variables.put("IDLE_TIMEOUT", Integer.toString(balancer.idleTimeout() + LONGER_THAN_THE_BALANCER));
        if (balancer.trustedProxies() > 0) {
            variables.put("TRUSTED_PROXIES", Integer.toString(balancer.trustedProxies()));
        }
        variables.put(
                "RATE_LIMIT_PER_SECOND", Integer.toString(settings.rateLimit().perSecond()));
        variables.put("RATE_LIMIT_BURST", Integer.toString(settings.rateLimit().burst()));
        if (!settings.corsOrigins().isEmpty()) {
            variables.put("CORS_ORIGINS", String.join(",", settings.corsOrigins()));
        }
        return variables;
    }

    private static Container migrate(
            String image,
            Map<String, String> environment,
            Map<String, String> secrets,
            Container.LogConfiguration logs) {
        return ContainerBuilder.builder()
                .name(MIGRATE)
                .image(image)
                .command(List.of("migrate"))
                // ECS refuses to wait for the success of an essential container.
                .essential(false)
                .environment(Container.Variable.of(environment))
                .secrets(Container.Secret.of(secrets))
                .portMappings(List.of())
                .mountPoints(List.of(writable(MIGRATE)))
                .dependsOn(List.of())
                .logConfiguration(logs)
                .firelensConfiguration(null)
                .linuxParameters(null)
                .readonlyRootFilesystem(true)
                .user(AppUser.WITH_GROUP)
                .stopTimeout(STOP_TIMEOUT)
                .build();
    }

    private Container main(
            String image,
            Map<String, String> environment,
            Map<String, String> secrets,
            Container.LogConfiguration logs) {
        return ContainerBuilder.builder()
                .name(spec.name())
                .image(image)
                .command(spec.command())
                .essential(true)
                .environment(Container.Variable.of(environment))
                .secrets(Container.Secret.of(secrets))
                .portMappings(ports())
                .mountPoints(mounts())
                .dependsOn(migrates() ? List.of(new Container.Dependency(MIGRATE, "SUCCESS")) : List.of())
                .logConfiguration(logs)
                .firelensConfiguration(null)
                .linuxParameters(settings.exec() ? new Container.LinuxParameters(true) : null)
                // The agent of ECS Exec writes to the root file system ("Considerations" of ECS Exec).
                .readonlyRootFilesystem(!settings.exec())
                .user(AppUser.WITH_GROUP)
                .stopTimeout(STOP_TIMEOUT)
                .build();
    }

    /** Fluent Bit, which gets the log lines of the service's container and sends them on. */
    private static Container router(Container.LogConfiguration logs) {
        return ContainerBuilder.builder()
                .name(ROUTER)
                .image(ROUTER_IMAGE)
                .command(List.of())
                // Without it, the lines of the service would be lost without a trace.
                .essential(true)
                .environment(List.of())
                .secrets(List.of())
                .portMappings(List.of())
                .mountPoints(List.of())
                .dependsOn(List.of())
                .logConfiguration(logs)
                .firelensConfiguration(Container.FirelensConfiguration.FLUENT_BIT)
                .linuxParameters(null)
                // FireLens writes the configuration of Fluent Bit, as root, when the container starts.
                .readonlyRootFilesystem(false)
                .user("0")
                .stopTimeout(STOP_TIMEOUT)
                .build();
    }

    private static Container sidecar(SidecarSpec sidecar, Container.LogConfiguration logs) {
        return ContainerBuilder.builder()
                .name(sidecar.name())
                .image(sidecar.image())
                .command(sidecar.command())
                .essential(sidecar.essential())
                .environment(Container.Variable.of(sidecar.environment()))
                .secrets(List.of())
                .portMappings(List.of())
                .mountPoints(List.of(writable(sidecar.name())))
                .dependsOn(List.of())
                .logConfiguration(logs)
                .firelensConfiguration(null)
                .linuxParameters(null)
                .readonlyRootFilesystem(!sidecar.writable())
                .user(null)
                .stopTimeout(STOP_TIMEOUT)
                .build();
    }

    private List<Container.MountPoint> mounts() {
        var mounts = new ArrayList<Container.MountPoint>();
        mounts.add(writable(spec.name()));
        files.ifPresent(_ -> mounts.add(new Container.MountPoint("files", FILES, false)));
        return mounts;
    }

    private List<Container.PortMapping> ports() {
        var metrics = Container.PortMapping.of(ServiceSpec.METRICS_PORT);
        return switch (spec.kind()) {
            case WEB -> List.of(Container.PortMapping.of(spec.port()), metrics);
            case INTERNAL -> List.of(Container.PortMapping.http(spec.name(), spec.port()), metrics);
            case WORKER, JOB -> List.of(metrics);
        };
    }

    private static Container.MountPoint writable(String container) {
        return new Container.MountPoint(container + "-scratch", SCRATCH, false);
    }

    private Container.LogConfiguration logs(String group, String prefix) {
        return Container.LogConfiguration.to(group, shared.settings().account().region(), prefix);
    }
}
