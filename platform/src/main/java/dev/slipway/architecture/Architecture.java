package dev.slipway.architecture;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.Patterns;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services of an environment. It is data, so that the settings, the program and the tools know it before anything is
 * created.
 *
 * @param services in the order of their listener rules; the first one is what a command means that names none
 */
public record Architecture(List<ServiceSpec> services) {

    /** "Names" of a target group and an ECS service begin with the environment's name, which has 20 characters at most. */
    private static final int LONGEST_NAME = 20;

    /** "Quotas for your Application Load Balancers": condition values of a rule. */
    private static final int MOST_VALUES = 5;

    /** "Quotas" of ACM: the number of domain names of a certificate, unless AWS raised it for the account. */
    private static final int MOST_NAMES = 10;

    /** "Path conditions": letters, digits and these characters, 128 at most. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_.$/~\"'@:+&*?-]{0,127}");

    /** The names of another log group of the environment, and of another container of a task. */
    private static final Set<String> TAKEN = Set.of("flow", "migrate");

    /** "Schedule types in EventBridge Scheduler". */
    private static final Pattern SCHEDULE = Pattern.compile(
            "cron\\((\\S+ ){5}\\S+\\)|rate\\((1 (minute|hour|day)|([2-9]|[1-9]\\d+) (minutes|hours|days))\\)");

    private static final Pattern LABELS =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** An image with a tag or a digest: without one, two tasks of a service could run different images. */
    private static final Pattern IMAGE =
            Pattern.compile("[a-z0-9][a-z0-9._/:-]*(:[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})");

    private static final Pattern HEALTH_PATH = Pattern.compile("/[!-~]{0,1023}");

    /**
     * An environment's services.
     *
     * @throws SettingsProblems with everything that AWS would refuse
     */
    public Architecture {
        services = List.copyOf(services);
        var problems = new ArrayList<Problem>();
        var names = new HashSet<String>();
        for (var service : services) {
            check(service, names, problems);
        }
        var defaults = services.stream()
                .filter(ServiceSpec::isDefault)
                .map(ServiceSpec::name)
                .toList();
        if (defaults.size() > 1) {
            problems.add(new Problem(
                    String.join(", ", defaults),
                    "",
                    "have neither paths nor hosts, so each would get all requests",
                    "give all but one of them paths(...) or hosts(...)"));
        }
        var owners = services.stream()
                .filter(ServiceSpec::migrates)
                .map(ServiceSpec::name)
                .toList();
        if (owners.size() > 1) {
            problems.add(new Problem(
                    String.join(", ", owners),
                    "",
                    "all own the database's schema, and would migrate it at the same time",
                    "keep ownsSchema() on one of them, and write usesDatabase() on the others"));
        }
        calls(services, problems);
        images(services, problems);
        stores("bucket", used(services, service -> service.buckets().keySet()), BucketSpec::name, problems);
        stores("queue", used(services, service -> service.queues().keySet()), QueueSpec::name, problems);
        stores("image", ownImages(services), ImageSpec::name, problems);
        if (services.isEmpty()) {
            problems.add(new Problem("services", "", "are missing", "declare one, such as web(\"app\")"));
        }
        if (!problems.isEmpty()) {
            throw new SettingsProblems("Environment.java", problems);
        }
    }

    /** An architecture of these services. */
    public static Architecture of(ServiceSpec... services) {
        return new Architecture(List.of(services));
    }

    /** The kinds of the services, by name, in their order. */
    public SequencedMap<String, ServiceKind> kinds() {
        var kinds = new LinkedHashMap<String, ServiceKind>();
        services.forEach(service -> kinds.put(service.name(), service.kind()));
        return kinds;
    }

    public List<String> names() {
        return services.stream().map(ServiceSpec::name).toList();
    }

    /** The service that is meant where none is named. */
    public ServiceSpec first() {
        return services.getFirst();
    }

    /** The service whose tasks migrate the database, if there is one. */
    public Optional<ServiceSpec> schemaOwner() {
        return services.stream().filter(ServiceSpec::migrates).findFirst();
    }

    /** The order in which the services start: the schema's owner, and each service after the ones that it calls. */
    public List<ServiceSpec> inOrderOfStart() {
        return inOrderOfStart(services);
    }

    /** The services of a circle do not start. */
    private static List<ServiceSpec> inOrderOfStart(List<ServiceSpec> services) {
        var started = new LinkedHashMap<String, ServiceSpec>();
        for (var next = startable(services, started.keySet());
                next.isPresent();
                next = startable(services, started.keySet())) {
            started.put(next.get().name(), next.get());
        }
        return List.copyOf(started.values());
    }

    private static Optional<ServiceSpec> startable(List<ServiceSpec> services, Set<String> started) {
        return services.stream()
                .filter(service -> !started.contains(service.name()))
                .filter(service -> started.containsAll(before(service, services)))
                .findFirst();
    }

    /** The services that must have started before a service does. */
    private static Set<String> before(ServiceSpec service, List<ServiceSpec> services) {
        var names = new HashSet<>(service.calls());
        services.stream()
                .filter(owner -> owner.migrates() && service.database() && !service.migrates())
                .forEach(owner -> names.add(owner.name()));
        return names;
    }

    /** The service of a name. */
    public ServiceSpec service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A service's place among the services, from 1. */
    public int place(ServiceSpec service) {
        return services.indexOf(service) + 1;
    }

    /** The buckets that services use. */
    public Set<BucketSpec> buckets() {
        return used(services, service -> service.buckets().keySet());
    }

    /** The queues that services use. */
    public Set<QueueSpec> queues() {
        return used(services, service -> service.queues().keySet());
    }

    /** The images that services run. */
    public Set<ImageSpec> images() {
        return used(services, service -> Set.of(service.image()));
    }

    /** The services that run an image. */
    public List<ServiceSpec> running(ImageSpec image) {
        return services.stream()
                .filter(service -> service.image().equals(image))
                .toList();
    }

    private static Set<ImageSpec> ownImages(List<ServiceSpec> services) {
        return used(services, service -> service.image().isShared() ? Set.of() : Set.of(service.image()));
    }

    private static <T> Set<T> used(List<ServiceSpec> services, Function<ServiceSpec, Set<T>> part) {
        var all = new LinkedHashSet<T>();
        services.forEach(service -> all.addAll(part.apply(service)));
        return all;
    }

    /** Whether any service has a property. */
    public boolean any(Predicate<ServiceSpec> property) {
        return services.stream().anyMatch(property);
    }

    /** Calls go to internal services, and not in a circle: a service starts after those that it calls. */
    private static void calls(List<ServiceSpec> services, List<Problem> problems) {
        var internal = services.stream()
                .filter(service -> service.kind() == ServiceKind.INTERNAL)
                .map(ServiceSpec::name)
                .toList();
        for (var service : services) {
            service.calls().stream()
                    .filter(called -> !internal.contains(called))
                    .map(called -> new Problem(
                            service.name(),
                            "calls " + called,
                            "is not a call of an internal service",
                            internal.isEmpty()
                                    ? "declare internal(\"%s\")".formatted(called)
                                    : "the internal services are " + String.join(", ", internal)))
                    .forEach(problems::add);
        }
        var circle = new ArrayList<>(services);
        circle.removeAll(inOrderOfStart(services));
        if (problems.isEmpty() && !circle.isEmpty()) {
            problems.add(new Problem(
                    circle.stream().map(ServiceSpec::name).collect(Collectors.joining(", ")),
                    "",
                    "wait for each other: each calls another one, or needs the schema that another one owns",
                    "let one of them answer by a queue"));
        }
    }

    /** The settings {@code image} and the output {@code imageDigest} are those of the shared image. */
    private static void images(List<ServiceSpec> services, List<Problem> problems) {
        if (!services.isEmpty()
                && services.stream().noneMatch(service -> service.image().isShared())) {
            problems.add(new Problem(
                    services.getFirst().name(),
                    "runs image " + services.getFirst().image().name(),
                    "leaves no service that runs the image of the settings",
                    "delete runs(...) from one service, and set image.dockerfile to its Dockerfile"));
        }
    }

    /** Buckets, queues and images: valid names, and one declaration for each name. */
    private static <T> void stores(String kind, Set<T> stores, Function<T, String> name, List<Problem> problems) {
        var names = new HashSet<String>();
        for (var store : stores) {
            var each = name.apply(store);
            if (!each.matches(Patterns.STACK_NAME) || each.length() > LONGEST_NAME) {
                problems.add(new Problem(
                        kind + " " + each,
                        "",
                        "is not a name",
                        "write lower-case letters, digits and single hyphens, starting with a letter, at most "
                                + LONGEST_NAME));
            }
            if (!names.add(each)) {
                problems.add(new Problem(
                        kind + " " + each,
                        "",
                        "is declared in two ways",
                        "declare it once, as a variable, and use that everywhere"));
            }
        }
    }

    private static void check(ServiceSpec service, HashSet<String> names, List<Problem> problems) {
        var name = service.name();
        if (!name.matches(Patterns.STACK_NAME) || name.length() > LONGEST_NAME || TAKEN.contains(name)) {
            problems.add(new Problem(
                    name,
                    "",
                    "is not a service's name",
                    "write lower-case letters, digits and single hyphens, starting with a letter, at most "
                            + LONGEST_NAME + ", but not flow or migrate"));
        }
        if (!names.add(name)) {
            problems.add(new Problem(name, "", "is the name of two services", "rename one of them"));
        }
        if (service.port() < 1 || service.port() > 65_535 || service.port() == ServiceSpec.METRICS_PORT) {
            problems.add(new Problem(
                    name,
                    "port " + service.port(),
                    service.port() == ServiceSpec.METRICS_PORT ? "is the port for metrics" : "is not a port",
                    "write another one, from 1 to 65535"));
        }
        if (service.paths().size() + service.hosts().size() > MOST_VALUES) {
            problems.add(new Problem(
                    name,
                    "",
                    "has more than %d paths and hosts, which AWS does not allow in a listener rule"
                            .formatted(MOST_VALUES),
                    "combine some with *"));
        }
        service.paths().stream()
                .filter(path -> !PATH.matcher(path).matches())
                .map(path -> new Problem(
                        name,
                        "path " + path,
                        "is not a path pattern of a listener rule",
                        "begin with /, and write at most 128 letters, digits and _-.$/~\"'@:+&*?"))
                .forEach(problems::add);
        service.hosts().stream()
                .filter(host -> !LABELS.matcher(host).matches())
                .map(host -> new Problem(
                        name,
                        "host " + host,
                        "is not a part of a host name",
                        "write what is before domain.name, such as admin; full names are settings: services." + name
                                + ".hosts"))
                .forEach(problems::add);
        service.schedule()
                .filter(expression -> !SCHEDULE.matcher(expression).matches())
                .map(expression -> new Problem(
                        name,
                        "schedule " + expression,
                        "is not a schedule",
                        "write six fields in cron(...), such as cron(0 3 * * ? *), or rate(1 hour)"))
                .ifPresent(problems::add);
        sidecars(service, problems);
        if (!HEALTH_PATH.matcher(service.healthPath()).matches()) {
            problems.add(new Problem(
                    name, "health path " + service.healthPath(), "is not a path", "write one such as /readyz"));
        }
    }

    private static void sidecars(ServiceSpec service, List<Problem> problems) {
        var names = new HashSet<>(Set.of(service.name(), "migrate", "log-router"));
        for (var sidecar : service.sidecars()) {
            if (!sidecar.name().matches(Patterns.STACK_NAME) || !names.add(sidecar.name())) {
                problems.add(new Problem(
                        service.name(),
                        "sidecar " + sidecar.name(),
                        "is not a name, or is that of another container of the task",
                        "write lower-case letters, digits and single hyphens, and another name than " + names));
            }
            if (!IMAGE.matcher(sidecar.image()).matches()) {
                problems.add(new Problem(
                        service.name(),
                        "image " + sidecar.image(),
                        "is not an image with a tag or digest",
                        "write one such as public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1"));
            }
        }
    }

    /** All host names of an environment with these services: the first is the environment's own. */
    public List<String> hostNames(EnvironmentSettings settings) {
        return Stream.concat(
                        settings.domain().names(),
                        services.stream()
                                .filter(service -> service.kind() == ServiceKind.WEB)
                                .flatMap(service -> service.hostNames(settings).stream()))
                .distinct()
                .toList();
    }

    /** What these services make impossible in an environment's settings. */
    public Stream<Problem> problems(EnvironmentSettings settings) {
        return Stream.concat(nameProblems(settings), digestProblems(settings));
    }

    private Stream<Problem> digestProblems(EnvironmentSettings settings) {
        var images = ownImages(services).stream().map(ImageSpec::name).toList();
        return settings.image().digests().keySet().stream()
                .filter(image -> !images.contains(image))
                .map(image -> new Problem(
                        "image.digests." + image,
                        "",
                        "is not an image that a service runs",
                        images.isEmpty()
                                ? "delete it: all services run the image of image.digest"
                                : "the images are " + String.join(", ", images)));
    }

    private Stream<Problem> nameProblems(EnvironmentSettings settings) {
        var names = hostNames(settings);
        return Stream.concat(
                names.size() <= MOST_NAMES
                        ? Stream.empty()
                        : Stream.of(new Problem(
                                "domain.aliases",
                                "",
                                "make %d names with those of redirects and services, and a certificate has at most %d"
                                        .formatted(names.size(), MOST_NAMES),
                                "combine some with *.")),
                services.stream()
                        .filter(service -> service.kind() == ServiceKind.WEB)
                        .filter(service -> service.paths().size()
                                        + service.hostNames(settings).size()
                                > MOST_VALUES)
                        .map(service -> new Problem(
                                "services." + service.name() + ".hosts",
                                "",
                                "has more than %d names and paths together, which AWS does not allow in a listener rule"
                                        .formatted(MOST_VALUES),
                                "combine some with *")));
    }
}
