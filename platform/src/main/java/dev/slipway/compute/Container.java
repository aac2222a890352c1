package dev.slipway.compute;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.component.NamedParts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One container of a task definition, in the form that ECS accepts as JSON ("ContainerDefinition" in the Amazon ECS API
 * reference). Parts that are null or empty are left out.
 *
 * @param user a numeric id, so that no passwd file is needed
 * @param stopTimeout seconds between SIGTERM and SIGKILL, at most 120 on Fargate
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@NamedParts
record Container(
        String name,
        String image,
        List<String> command,
        boolean essential,
        List<Variable> environment,
        List<Secret> secrets,
        List<PortMapping> portMappings,
        List<MountPoint> mountPoints,
        List<Dependency> dependsOn,
        LogConfiguration logConfiguration,
        FirelensConfiguration firelensConfiguration,
        LinuxParameters linuxParameters,
        boolean readonlyRootFilesystem,
        String user,
        int stopTimeout) {

    record Variable(String name, String value) {

        static List<Variable> of(Map<String, String> variables) {
            return variables.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> new Variable(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /** @param valueFrom the ARN of an SSM parameter, or of a Secrets Manager secret and a key of its JSON */
    record Secret(String name, String valueFrom) {

        static List<Secret> of(Map<String, String> variables) {
            return variables.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> new Secret(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    /** @param name the name by which Service Connect refers to the port; null for other ports */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PortMapping(int containerPort, int hostPort, String protocol, String name, String appProtocol) {

        static PortMapping of(int port) {
            return new PortMapping(port, port, "tcp", null, null);
        }

        /** A port that other services of the environment call. */
        static PortMapping http(String name, int port) {
            return new PortMapping(port, port, "tcp", name, "http");
        }
    }

    record MountPoint(String sourceVolume, String containerPath, boolean readOnly) {}

    /** @param condition START, COMPLETE, SUCCESS or HEALTHY */
    record Dependency(String containerName, String condition) {}

    /** The log router of a task ("Send Amazon ECS logs to an AWS service or AWS Partner"). */
    record FirelensConfiguration(String type) {

        static final FirelensConfiguration FLUENT_BIT = new FirelensConfiguration("fluentbit");
    }

    /** @param initProcessEnabled whether a process with id 1 ends the processes that ECS Exec leaves behind */
    record LinuxParameters(boolean initProcessEnabled) {}

    record LogConfiguration(String logDriver, Map<String, String> options) {

        /** To the log router of the task, which sends the lines on with these options of an output of Fluent Bit. */
        static LogConfiguration toRouter(Map<String, String> output) {
            return new LogConfiguration("awsfirelens", new TreeMap<>(output));
        }

        /** Non-blocking: if CloudWatch is unreachable, log lines are lost instead of blocking the service. */
        static LogConfiguration to(String group, String region, String prefix) {
            return new LogConfiguration(
                    "awslogs",
                    // Sorted, because the same task definition must always be the same text; otherwise each run would
                    // show a change.
                    new TreeMap<>(Map.of(
                            "awslogs-group", group,
                            "awslogs-region", region,
                            "awslogs-stream-prefix", prefix,
                            "max-buffer-size", "4m",
                            "mode", "non-blocking")));
        }
    }
}
