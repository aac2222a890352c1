package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.balancer.Listener;
import dev.slipway.toolbox.rehearsal.tasks.Container;
import dev.slipway.toolbox.rehearsal.tasks.ServiceDefinition;
import dev.slipway.toolbox.rehearsal.tasks.TaskDefinition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a plan that a rehearsal starts.
 *
 * @param task the containers that run the service's image; others are not started
 * @param secrets the resolved secrets, by container and variable
 * @param standIns variables whose values are set by hand in the cloud, and that are missing in rehearsal.env
 * @param domains the names in the load balancer's certificate
 */
record Blueprint(
        Plan plan,
        ServiceDefinition service,
        TaskDefinition task,
        List<Container> foreign,
        List<Listener> listeners,
        DatabaseAccess database,
        Map<String, Map<String, String>> secrets,
        List<String> standIns,
        List<String> domains) {

    private static final String KEY = "API_KEY_";

    /**
     * Reads a plan.
     *
     * @param given values of secrets that are set by hand in the cloud, by variable
     * @throws CannotRehearse with all parts that are missing
     */
    static Blueprint of(Plan plan, DatabaseAccess.Passwords passwords, Map<String, String> given) {
        if (plan.all("aws:ecs/service:Service").findAny().isEmpty()) {
            throw new CannotRehearse(
                    "%s has no service to rehearse: use an environment, such as staging".formatted(plan.stack()));
        }
        var problems = new ArrayList<String>();
        try {
            var service = ServiceDefinition.in(plan);
            var whole = TaskDefinition.of(plan.one("aws:ecs/taskDefinition:TaskDefinition"));
            var task = whole.ofImage(whole.container(service.container()));
            var secrets = new SecretsOfTask(plan, passwords.administrator(), given);
            var resolved = new LinkedHashMap<String, Map<String, String>>();
            for (var container : task.containers()) {
                resolved.put(container.name(), secrets.of(container, problems));
            }
            var blueprint = new Blueprint(
                    plan,
                    service,
                    task,
                    whole.containers().stream()
                            .filter(container -> !task.containers().contains(container))
                            .toList(),
                    Listener.in(plan),
                    DatabaseAccess.of(plan, passwords),
                    resolved,
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

    PlannedResource targetGroup() {
        return plan.all("aws:lb/targetGroup:TargetGroup")
                .filter(group -> group.text("arn").equals(service.targetGroup()))
                .findFirst()
                .orElseThrow(() -> new CannotRehearse("the service's target group is not in the plan"));
    }

    /** An API key of the service, if it needs one. */
    Optional<String> apiKey() {
        return secrets.getOrDefault(service.container(), Map.of()).entrySet().stream()
                .filter(secret -> secret.getKey().startsWith(KEY))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The host name that clients use for this machine: the stack's domain if a rule requires it. */
    String host() {
        return listeners.stream().anyMatch(Listener::asksForHost) ? domains.getFirst() : "localhost";
    }
}
