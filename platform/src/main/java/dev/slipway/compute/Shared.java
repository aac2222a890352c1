package dev.slipway.compute;

import com.pulumi.core.Output;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.BucketSpec;
import dev.slipway.architecture.ImageSpec;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.component.EnvironmentKey;
import dev.slipway.component.NamedParts;
import dev.slipway.data.Bucket;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Queue;
import dev.slipway.edge.LoadBalancer;
import dev.slipway.network.Network;
import dev.slipway.observe.Logs;
import dev.slipway.observe.Notifications;
import dev.slipway.observe.Prometheus;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceKind;

import java.util.Map;
import java.util.Optional;

/**
 * What the services of an environment share.
 *
 * @param project the project's name
 * @param stack the stack's name
 * @param images the images that services run, by digest
 * @param registryArn the repository that it is pulled from
 */
@NamedParts
public record Shared(
        String project,
        String stack,
        Architecture architecture,
        EnvironmentSettings settings,
        Network network,
        LoadBalancer balancer,
        Cluster cluster,
        Optional<Database> database,
        Optional<FileStore> files,
        Map<BucketSpec, Bucket> buckets,
        Map<QueueSpec, Queue> queues,
        Map<ImageSpec, Output<String>> images,
        Output<String> registryArn,
        EnvironmentKey key,
        Logs logs,
        Optional<Prometheus> prometheus,
        Notifications notifications) {

    /** Where the metrics of a service's tasks are stored; empty for a job, which may end before it is scraped. */
    Optional<Prometheus> prometheus(ServiceSpec spec) {
        return prometheus.filter(_ -> spec.kind() != ServiceKind.JOB);
    }

    /** The environment's name. */
    String environment() {
        return project + "-" + stack;
    }

    /** The port of a service. */
    int port(String service) {
        return architecture.service(service).port();
    }

    /** The prefix of the environment's parameters and log groups. */
    String path() {
        return "/" + project + "/" + stack;
    }
}
