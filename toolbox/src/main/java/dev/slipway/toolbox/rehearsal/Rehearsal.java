package dev.slipway.toolbox.rehearsal;

import dev.slipway.EstatePlans;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.toolbox.rehearsal.Teardown.Turn;
import dev.slipway.toolbox.rehearsal.balancer.Certificate;
import dev.slipway.toolbox.rehearsal.balancer.FrontDoor;
import dev.slipway.toolbox.rehearsal.balancer.Listener;
import dev.slipway.toolbox.rehearsal.balancer.LoadBalancer;
import dev.slipway.toolbox.rehearsal.balancer.TargetGroup;
import dev.slipway.toolbox.rehearsal.tasks.DeploymentFailed;
import dev.slipway.toolbox.rehearsal.tasks.Ports;
import dev.slipway.toolbox.rehearsal.tasks.Service;
import dev.slipway.toolbox.rehearsal.tasks.ServiceDefinition;
import dev.slipway.toolbox.rehearsal.tasks.Task;
import dev.slipway.toolbox.rehearsal.tasks.TaskHost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A stack on this machine: its database, its tasks and its load balancer, started from the plan alone. */
public final class Rehearsal implements AutoCloseable {

    private final RehearsalOptions options;
    private final EstatePlans plans;
    private final Progress progress;
    private final Teardown teardown = new Teardown();
    private final RunFolder folder = teardown.add(Turn.FOLDER, RunFolder.make());
    private final int databasePort = Ports.free();
    private final LocalAws local;

    private volatile Future<Database> starting;
    private Database database;
    private Blueprint blueprint;
    private final Map<String, Service> services = new ConcurrentHashMap<>();
    /** The local URLs of services that other services call, by the planned ones. */
    private final Map<String, String> internal = new LinkedHashMap<>();

    private final EgressWatch egress;
    private Path jar;
    private Entrance entrance;

    /** A rehearsal of one of a project's stacks; {@link #start} starts it. */
    public Rehearsal(RehearsalOptions options, EstatePlans plans, Progress progress) {
        this.options = options;
        this.local = new LocalAws(options.project());
        this.plans = plans.answering(aws -> new RehearsalAnswers(aws, databasePort, local));
        this.progress = progress;
        this.egress = teardown.add(Turn.TASKS, new EgressWatch(progress::say));
    }

    /**
     * Starts everything and returns when all tasks are healthy.
     *
     * @throws SettingsProblems if the settings are wrong
     * @throws CannotRehearse if the plan or this machine does not allow it
     * @throws DeploymentFailed if the tasks do not become healthy
     */
    public void start() throws Exception {
        if (!Files.exists(options.jar())) {
            throw new CannotRehearse("The service is not built: ./mvnw -pl app -am package -Dmaven.test.skip=true");
        }
        var given = SecretsOfTask.read(options.values());
        // The database takes longest and does not depend on the plan: its port is chosen here, and the plan uses it.
        starting = inBackground(() -> progress.step(
                "database",
                started -> "PostgreSQL %s on 127.0.0.1:%d".formatted(started.version(), started.port()),
                () -> teardown.add(
                        Turn.DATABASE, Database.start(folder.path(), options.binaries(), databasePort, logs()))));
        var plan = progress.step(
                "plan",
                planned -> "%d resources of %s".formatted(planned.resources().size(), planned.stack()),
                () -> plans.plan(options.stack()));
        blueprint = Blueprint.of(plan, DatabaseAccess.Passwords.make(), given);
        options.job().ifPresent(blueprint::job);
        var localServers = inBackground(this::startLocalServers);
        var ports = FrontPorts.choose(blueprint.listeners(), options);
        var groups = new LinkedHashMap<String, TargetGroup>();
        for (var service : blueprint.services()) {
            service.targets()
                    .ifPresent(group -> groups.put(service.definition().name(), teardown.add(Turn.BALANCER, group)));
        }
        var opening = inBackground(() ->
                progress.step("front door", Entrance::summary, () -> open(List.copyOf(groups.values()), ports)));
        for (var service : blueprint.services()) {
            if (service.definition().alias().isPresent()) {
                openInternally(
                        service.definition(), groups.get(service.definition().name()));
            }
        }

        var copying =
                inBackground(() -> JavaProgram.copy(options.jar(), folder.path().resolve("app")));

        database = await(starting);
        if (blueprint.database().isPresent()) {
            database.create(blueprint.database().get());
            database.keep(progress::say);
        } else {
            database.close();
        }
        jar = await(copying);
        await(localServers);
        startInOrder(planned -> service(
                planned, Optional.ofNullable(groups.get(planned.definition().name()))));
        entrance = await(opening);
    }

    private Void startLocalServers() throws Exception {
        var queues = blueprint.queues();
        if (!queues.isEmpty()) {
            teardown.add(
                    Turn.DATABASE,
                    progress.step(
                            "queues",
                            _ -> queues.size() + " on 127.0.0.1:" + local.queuePort(),
                            () -> local.startQueues(blueprint, folder.path(), logs())));
        }
        var buckets = blueprint.buckets();
        if (!buckets.isEmpty()) {
            teardown.add(
                    Turn.DATABASE,
                    progress.step(
                            "buckets",
                            _ -> String.join(", ", buckets) + " on 127.0.0.1:" + local.bucketPort(),
                            () -> local.startBuckets(buckets, folder.path(), logs())));
        }
        return null;
    }

    /** Opens the entrance of a service that other services call, as the proxies of Service Connect would. */
    private void openInternally(ServiceDefinition service, TargetGroup group) throws Exception {
        var port = Ports.free();
        teardown.add(
                Turn.BALANCER,
                new FrontDoor(
                        LoadBalancer.INTERNAL,
                        List.of(Listener.internal(group.arn(), port)),
                        List.of(group),
                        Certificate.make(List.of("localhost")),
                        Map.of(port, port)));
        internal.put(service.alias().orElseThrow().url(), "http://127.0.0.1:" + port);
    }

    /**
     * Runs a job once.
     *
     * @return its exit code
     * @throws CannotRehearse if the plan has no such job
     */
    public int run(String name) throws InterruptedException {
        var job = blueprint.job(name);
        var id = Service.newId();
        progress.say("Job %s starts as task %s.".formatted(name, id));
        var task = new Task(
                id,
                job.containers(),
                ServiceDefinition.once(name, job.containers()),
                host(job),
                Optional.empty(),
                _ -> {});
        teardown.add(Turn.TASKS, () -> task.stop("the rehearsal ends"));
        egress.add(name, Egress.of(job, blueprint.plan()), () -> List.of(task));
        var stopped = task.run();
        progress.say(
                "Job %s ended after %.1f s: %s. Its last lines:"
                        .formatted(name, task.age().toMillis() / 1000.0, stopped.reason()),
                stopped.lines());
        return stopped.exitCode().orElse(1);
    }

    /** Starts all services, each after those that it follows are healthy. */
    private void startInOrder(Function<RehearsedService, Service> creation) throws Exception {
        var left = new ArrayList<>(blueprint.services());
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(service -> left.stream().noneMatch(service::follows))
                    .toList();
            var steady = new ArrayList<Future<Void>>();
            for (var planned : next) {
                var service = teardown.add(Turn.TASKS, creation.apply(planned));
                services.put(planned.definition().name(), service);
                egress.add(planned.name(blueprint.plan()), Egress.of(planned.task(), blueprint.plan()), service::tasks);
                steady.add(service.start());
            }
            for (var healthy : steady) {
                await(healthy);
            }
            left.removeAll(next);
        }
    }

    private Entrance open(List<TargetGroup> groups, Map<Integer, Integer> ports) throws Exception {
        var certificate = Certificate.make(blueprint.domains());
        var authority = Files.writeString(folder.path().resolve("ca.pem"), certificate.authorityPem());
        teardown.add(
                Turn.BALANCER,
                new FrontDoor(
                        LoadBalancer.of(blueprint.plan().one("aws:lb/loadBalancer:LoadBalancer")),
                        blueprint.listeners(),
                        groups,
                        certificate,
                        ports));
        return new Entrance(
                blueprint.host(),
                local(ports, true).getAsInt(),
                local(ports, false),
                blueprint.apiKey(),
                certificate.authority(),
                authority);
    }

    private OptionalInt local(Map<Integer, Integer> ports, boolean https) {
        return blueprint.listeners().stream()
                .filter(listener -> listener.https() == https)
                .mapToInt(listener -> ports.get(listener.port()))
                .findFirst();
    }

    private TaskHost host(RehearsedTask task) {
        return new TaskHost(JavaProgram.command(jar), task.secrets(), changed(), internal, folder.path(), logs());
    }

    /** The variables that differ from the plan, with the same value for all tasks. */
    private Map<String, String> changed() {
        var variables = new LinkedHashMap<>(blueprint
                .database()
                .map(access -> access.variables(databasePort))
                .orElse(Map.of()));
        variables.putAll(local.variables(blueprint));
        return variables;
    }

    private Service service(RehearsedService planned, Optional<TargetGroup> group) {
        return new Service(
                planned.task().containers(),
                planned.definition(),
                options.tasks().orElse(planned.definition().tasks()),
                host(planned.task()),
                group,
                new Service.Events() {
                    @Override
                    public void healthy(Task task) {
                        progress.line(
                                "task " + task.id(),
                                task.age(),
                                "%s: %sstarted, %s"
                                        .formatted(
                                                planned.name(blueprint.plan()),
                                                planned.task()
                                                                        .containers()
                                                                        .containers()
                                                                        .size()
                                                                > 1
                                                        ? "migrated, "
                                                        : "",
                                                task.serves() ? "healthy" : "running"));
                    }

                    @Override
                    public void stopped(Task task, Task.Stopped why, boolean replaced) {
                        progress.say(
                                "Task %s stopped: %s.%s"
                                        .formatted(task.id(), why.reason(), replaced ? " A new one replaces it." : ""),
                                why.lines());
                    }
                });
    }

    Path logs() {
        return options.logs().orElse(folder.path().resolve("logs"));
    }

    /** The blueprint that it was started from. */
    Blueprint blueprint() {
        return blueprint;
    }

    public Entrance entrance() {
        return entrance;
    }

    LocalAws local() {
        return local;
    }

    Database database() {
        return database;
    }

    /** The tasks of a service that are running or starting. */
    List<Task> tasks(RehearsedService service) {
        return services.get(service.definition().name()).tasks();
    }

    /** The connections of tasks so far that the plan would block. */
    List<String> blocked() {
        return egress.blocked();
    }

    /** The parts of the plan that this rehearsal does not cover. */
    List<NotRehearsed> notRehearsed() {
        return NotRehearsed.of(blueprint, changed());
    }

    Path folder() {
        return folder.path();
    }

    /** Whether the teardown has begun. */
    public boolean isEnding() {
        return teardown.hasBegun();
    }

    /** Stops everything in order: requests in flight are answered, tasks get SIGTERM and time to stop. */
    @Override
    public void close() {
        teardown.begin();
        var pending = starting;
        if (pending != null) {
            try {
                pending.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                // It started too late or not at all; in both cases it is gone.
            }
        }
        teardown.close();
    }

    /** Ends everything immediately. */
    public void abandon() {
        folder.abandon();
    }

    private static <T> Future<T> inBackground(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("rehearsal").start(task);
        return task;
    }

    private static <T> T await(Future<T> work) throws Exception {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
