package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.balancer.Listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a plan that a rehearsal starts.
 *
 * @param services the services that run the shared image, of which at least one is behind the load balancer
 * @param foreign the services of other images, which are not started
 * @param jobs the task definitions that no service runs
 * @param database how tasks sign in to the database, if the plan has one
 * @param standIns variables whose values are set by hand in the cloud, and that are missing in rehearsal.env
 * @param domains the names in the load balancer's certificate
 */
record Blueprint(
        Plan plan,
        List<RehearsedService> services,
        List<RehearsedService> foreign,
        List<RehearsedTask> jobs,
        List<Listener> listeners,
        Optional<DatabaseAccess> database,
        List<String> standIns,
        List<String> domains) {

    /**
     * Reads a plan.
     *
     * @param given values of secrets that are set by hand in the cloud, by variable
     * @throws CannotRehearse with all parts that are missing
     */
    static Blueprint of(Plan plan, DatabaseAccess.Passwords passwords, Map<String, String> given) {
        if (plan.all("aws:ecs/service:Service").noneMatch(service -> service.has("loadBalancers"))) {
            throw new CannotRehearse(
                    "%s has no service to rehearse: use an environment, such as staging".formatted(plan.stack()));
        }
        var problems = new ArrayList<String>();
        try {
            var secrets = new SecretsOfTask(plan, passwords.administrator(), given);
            var all = plan.all("aws:ecs/service:Service")
                    .map(service -> RehearsedService.of(service, plan, secrets, problems))
                    .toList();
            var ofServices =
                    all.stream().map(service -> service.task().resource().urn()).collect(Collectors.toSet());
            var services = all.stream()
                    .filter(service -> service.task().runsImage(plan))
                    .toList();
            var jobs = plan.all("aws:ecs/taskDefinition:TaskDefinition")
                    .filter(definition -> !ofServices.contains(definition.urn()))
                    .map(definition -> RehearsedTask.of(definition, secrets, problems))
                    .filter(job -> job.runsImage(plan))
                    .toList();
            var blueprint = new Blueprint(
                    plan,
                    services,
                    all.stream().filter(service -> !services.contains(service)).toList(),
                    jobs,
                    Listener.in(plan),
                    DatabaseAccess.of(plan, passwords),
                    secrets.standIns(),
                    domains(plan));
            if (blueprint.listeners.stream().noneMatch(Listener::https)) {
                problems.add("the plan's balancer has no HTTPS listener");
            }
            if (!problems.isEmpty()) {
                throw new CannotRehearse(problems);
            }
            return blueprint;
        } catch (NoSuchElementException e) {
            throw new CannotRehearse(e.getMessage());
        }
    }

    private static List<String> domains(Plan plan) {
        var names = plan.all("aws:acm/certificate:Certificate")
                .flatMap(certificate -> Stream.concat(
                        Stream.of(certificate.text("domainName")),
                        certificate.list("subjectAlternativeNames").stream().map(String::valueOf)))
                .distinct()
                .toList();
        return names.isEmpty() ? List.of("localhost") : names;
    }

    /** An API key of the first service that needs one. */
    Optional<String> apiKey() {
        return services.stream().flatMap(service -> service.apiKey().stream()).findFirst();
    }

    /**
     * The job of a name.
     *
     * @throws CannotRehearse if the plan has no such job
     */
    RehearsedTask job(String name) {
        return jobs.stream()
                .filter(job -> job.name(plan).equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotRehearse(
                        jobs.isEmpty()
                                ? "%s has no jobs: declare one in Environment.architecture()".formatted(plan.stack())
                                : "%s has no job %s: its jobs are %s"
                                        .formatted(
                                                plan.stack(),
                                                name,
                                                jobs.stream()
                                                        .map(job -> job.name(plan))
                                                        .collect(Collectors.joining(", ")))));
    }

    /** The queues of the environment, for which a local server is started. */
    List<PlannedResource> queues() {
        return plan.all("aws:sqs/queue:Queue").toList();
    }

    /** When messages of a queue move to a dead-letter queue. */
    Optional<PlannedResource> redrive(PlannedResource queue) {
        return plan.all("aws:sqs/redrivePolicy:RedrivePolicy")
                .filter(policy -> policy.text("queueUrl").equals(queue.text("url")))
                .findFirst();
    }

    /** The buckets whose names tasks have in their environment. */
    List<String> buckets() {
        var values = Stream.concat(services.stream().map(RehearsedService::task), jobs.stream())
                .flatMap(task -> task.containers().containers().stream())
                .flatMap(container -> container.environment().values().stream())
                .collect(Collectors.toSet());
        return plan.all("aws:s3/bucketV2:BucketV2")
                .map(bucket -> bucket.text("bucket"))
                .filter(values::contains)
                .toList();
    }

    /** The host name that clients use for this machine: the stack's domain if a rule requires it. */
    String host() {
        return listeners.stream().anyMatch(Listener::asksForHost) ? domains.getFirst() : "localhost";
    }
}
