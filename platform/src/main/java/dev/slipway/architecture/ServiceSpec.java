package dev.slipway.architecture;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.ServiceSettings.Grant.Access;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One service of an environment: what it runs, who calls it and what it uses. Its size is in the settings under {@code
 * services.<name>}.
 *
 * @param name lower-case letters, digits and hyphens; part of the names of its resources
 * @param paths the path patterns that the load balancer sends to it, such as {@code /admin/*}; a web service with neither
 *     paths nor hosts gets all other requests
 * @param hosts what the load balancer sends to it by host name: the parts before {@code domain.name}, such as {@code admin}
 * @param port the port that it listens on
 * @param healthPath the path that answers 200 while the service can take requests
 * @param command the arguments of the image's entry point
 * @param database whether it uses the database
 * @param migrates whether its tasks bring the database to the current schema before they start
 * @param files whether it uses the shared files
 * @param buckets the environment's buckets that it uses
 * @param queues the environment's queues that it uses
 * @param consumes the queue by whose length a worker scales
 * @param calls the names of the internal services that it calls
 * @param image the image of its tasks
 * @param sidecars other containers of its tasks
 * @param schedule when a job runs, as EventBridge Scheduler writes it: {@code cron(0 3 * * ? *)} or {@code rate(1 hour)}, in
 *     UTC; a job without one runs only by hand
 */
@RecordBuilder
public record ServiceSpec(
        String name,
        ServiceKind kind,
        List<String> paths,
        List<String> hosts,
        int port,
        String healthPath,
        List<String> command,
        boolean database,
        boolean migrates,
        boolean files,
        Map<BucketSpec, Access> buckets,
        Map<QueueSpec, Access> queues,
        Optional<QueueSpec> consumes,
        List<String> calls,
        ImageSpec image,
        List<SidecarSpec> sidecars,
        Optional<String> schedule)
        implements ServiceSpecBuilder.With {

    /** The port for metrics. It is not in any target group, so no path leads to it from outside. */
    public static final int METRICS_PORT = 9090;

    public ServiceSpec {
        paths = List.copyOf(paths);
        hosts = List.copyOf(hosts);
        command = List.copyOf(command);
        calls = List.copyOf(calls);
        sidecars = List.copyOf(sidecars);
        buckets = Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
        queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
    }

    /** A service behind the load balancer: port 8080, health checks at {@code /readyz}, command {@code serve}. */
    public static ServiceSpec web(String name) {
        return of(name, ServiceKind.WEB, "serve");
    }

    /**
     * A service that only other services of the environment call, at {@code http://<name>:8080}: port 8080, command {@code
     * serve}.
     */
    public static ServiceSpec internal(String name) {
        return of(name, ServiceKind.INTERNAL, "serve");
    }

    /** A service without requests, which consumes a queue and scales by its length: command {@code work}. */
    public static ServiceSpec worker(String name, QueueSpec queue) {
        return of(name, ServiceKind.WORKER, "work")
                .withConsumes(Optional.of(queue))
                .withQueues(Map.of(queue, Access.READ));
    }

    /** A task that runs and ends, by hand or on a schedule: the command is the job's name. */
    public static ServiceSpec job(String name) {
        return of(name, ServiceKind.JOB, name);
    }

    private static ServiceSpec of(String name, ServiceKind kind, String command) {
        return ServiceSpecBuilder.builder()
                .name(name)
                .kind(kind)
                .paths(List.of())
                .hosts(List.of())
                .port(8080)
                .healthPath("/readyz")
                .command(List.of(command))
                .buckets(Map.of())
                .queues(Map.of())
                .consumes(Optional.empty())
                .calls(List.of())
                .image(ImageSpec.SHARED)
                .sidecars(List.of())
                .schedule(Optional.empty())
                .build();
    }

    /** A copy that gets only the requests to these paths. */
    public ServiceSpec paths(String... patterns) {
        return withPaths(List.of(patterns));
    }

    /** A copy that gets only the requests to names below {@code domain.name}: {@code hosts("admin")}. */
    public ServiceSpec hosts(String... labels) {
        return withHosts(List.of(labels));
    }

    /** A copy that runs its own image, or one that it shares with some services. */
    public ServiceSpec runs(ImageSpec image) {
        return withImage(image);
    }

    /** A copy with another container beside its own. */
    public ServiceSpec with(SidecarSpec sidecar) {
        return withSidecars(Stream.concat(sidecars.stream(), Stream.of(sidecar)).toList());
    }

    /** The host names that the load balancer sends to it in an environment: its own, and those of the settings. */
    public List<String> hostNames(EnvironmentSettings settings) {
        return Stream.concat(
                        hosts.stream()
                                .map(label -> label + "." + settings.domain().name()),
                        settings.service(name).hosts().stream())
                .toList();
    }

    /** A copy that listens on another port. */
    public ServiceSpec port(int other) {
        return withPort(other);
    }

    /** A copy with another path for health checks. */
    public ServiceSpec healthPath(String path) {
        return withHealthPath(path);
    }

    /** A copy that runs on a schedule, such as {@code cron(0 3 * * ? *)}: every day at three o'clock, UTC. */
    public ServiceSpec schedule(String expression) {
        return withSchedule(Optional.of(expression));
    }

    /** A copy with other arguments of the image's entry point. */
    public ServiceSpec command(String... arguments) {
        return withCommand(List.of(arguments));
    }

    /** A copy that calls internal services; it finds each one's URL in the variable {@code <NAME>_URL}. */
    public ServiceSpec calls(String... services) {
        return withCalls(List.of(services));
    }

    /** A copy that uses the database. */
    public ServiceSpec usesDatabase() {
        return withDatabase(true);
    }

    /** A copy that uses the database and owns its schema: its tasks migrate it before they start. */
    public ServiceSpec ownsSchema() {
        return withDatabase(true).withMigrates(true);
    }

    /** A copy that uses the shared files. */
    public ServiceSpec usesFiles() {
        return withFiles(true);
    }

    /** A copy that reads from a bucket. */
    public ServiceSpec readsFrom(BucketSpec bucket) {
        return withBuckets(with(buckets, bucket, Access.READ));
    }

    /** A copy that writes to a bucket. */
    public ServiceSpec writesTo(BucketSpec bucket) {
        return withBuckets(with(buckets, bucket, Access.WRITE));
    }

    /** A copy that sends messages to a queue. */
    public ServiceSpec sendsTo(QueueSpec queue) {
        return withQueues(with(queues, queue, Access.WRITE));
    }

    /** Adds an access; reading and writing together are both. */
    private static <T> Map<T, Access> with(Map<T, Access> uses, T used, Access access) {
        var more = new LinkedHashMap<>(uses);
        more.merge(used, access, (before, after) -> before == after ? before : Access.READ_WRITE);
        return more;
    }

    static String upperCase(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The variable in which a caller finds an internal service's URL, such as {@code PRICING_URL}. */
    public static String urlVariable(String service) {
        return upperCase(service) + "_URL";
    }

    /** The environment variables that its buckets and queues have for it. */
    public Set<String> variables() {
        var names = new TreeSet<String>();
        buckets.keySet().forEach(bucket -> names.add(bucket.variable()));
        queues.keySet().forEach(queue -> names.add(queue.variable()));
        calls.forEach(service -> names.add(urlVariable(service)));
        return names;
    }

    /** Whether a web service gets the requests that no other service gets. */
    public boolean isDefault() {
        return kind == ServiceKind.WEB && paths.isEmpty() && hosts.isEmpty();
    }

    /** Whether it answers requests. */
    public boolean serves() {
        return kind == ServiceKind.WEB || kind == ServiceKind.INTERNAL;
    }
}
