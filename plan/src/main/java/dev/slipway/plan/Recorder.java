package dev.slipway.plan;

import com.pulumi.Log;
import com.pulumi.core.internal.ContextAwareCompletableFuture;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentInternal;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.test.EmptyMocks;
import com.pulumi.test.internal.MockMonitor;
import pulumirpc.Provider.CallResponse;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceCallRequest;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Replaces the engine: records the program's resources and returns the providers' answers. */
final class Recorder extends MockMonitor {

    private static final String STACK_REFERENCE = "pulumi:pulumi:StackReference";

    /** Sorts after all resources of the program's own statements. */
    private static final int LAST = Integer.MAX_VALUE;

    private final Stack stack;
    private final Answers answers;
    private final Urns urns;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Resource, Integer> registered = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> outputs = new ConcurrentHashMap<>();

    private record Recorded(int order, PlannedResource resource) {}

    Recorder(Stack stack, Answers answers) {
        super(new EmptyMocks(), Log.ignore());
        this.stack = stack;
        this.answers = answers;
        this.urns = new Urns(stack.project(), stack.name());
    }

    /**
     * A deployment that records the order of the program's own statements, because registrations arrive in the order of
     * threads.
     */
    DeploymentInternal deployment(DeploymentImpl.DeploymentState state) {
        state.runner = new ProgramRunner();
        return new DeploymentImpl(state) {
            @Override
            public void readOrRegisterResource(
                    Resource resource,
                    boolean remote,
                    Function<String, Resource> newDependency,
                    ResourceArgs args,
                    ResourceOptions options,
                    Resource.LazyFields lazy,
                    CompletableFuture<String> packageRef) {
                registered.put(resource, Statements.running() ? count.getAndIncrement() : LAST);
                super.readOrRegisterResource(resource, remote, newDependency, args, options, lazy, packageRef);
            }
        };
    }

    Plan plan() {
        var resources = recorded.values().stream()
                .sorted(Comparator.comparingInt(Recorded::order)
                        .thenComparing(entry -> entry.resource().urn()))
                .map(Recorded::resource)
                .map(resource -> resource.kind() == Kind.COMPONENT ? withOutputs(resource) : resource)
                .toList();
        return new Plan(stack.project(), stack.name(), resources, outputs.getOrDefault(urns.root(), Map.of()));
    }

    private PlannedResource withOutputs(PlannedResource component) {
        return new PlannedResource(
                component.urn(),
                component.type(),
                component.name(),
                component.parent(),
                component.kind(),
                component.inputs(),
                outputs.getOrDefault(component.urn(), Map.of()),
                component.dependencies(),
                component.propertyDependencies(),
                component.options());
    }

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
            Resource resource, RegisterResourceRequest request) {
        var urn = urns.of(urns.parent(request.getParent()), request.getType(), request.getName());
        if (request.getType().equals(Urns.STACK_TYPE)) {
            return CompletableFuture.completedFuture(
                    RegisterResourceResponse.newBuilder().setUrn(urn).build());
        }
        var kind = request.getRemote() ? Kind.REMOTE : request.getCustom() ? Kind.CUSTOM : Kind.COMPONENT;
        return answer(() -> {
            var inputs = Wire.read(request.getObject());
            var answer = kind == Kind.COMPONENT
                    ? Map.<String, Object>of()
                    : answers.created(request.getType(), request.getName(), inputs);
            var state = state(inputs, answer);
            record(
                    resource,
                    new PlannedResource(
                            urn,
                            request.getType(),
                            request.getName(),
                            urns.parent(request.getParent()),
                            kind,
                            inputs,
                            state,
                            sorted(request.getDependenciesList()),
                            propertyDependencies(request),
                            WireOptions.read(request, urns)));
            return RegisterResourceResponse.newBuilder()
                    .setUrn(urn)
                    .setId(kind == Kind.CUSTOM ? id(state, request.getName()) : "")
                    .setObject(Wire.write(state))
                    .build();
        });
    }

    @Override
    public CompletableFuture<ReadResourceResponse> readResourceAsync(Resource resource, ReadResourceRequest request) {
        var urn = urns.of(urns.parent(request.getParent()), request.getType(), request.getName());
        Supplier<ReadResourceResponse> answer = () -> {
            var inputs = new LinkedHashMap<String, Object>(Wire.read(request.getProperties()));
            inputs.put("id", request.getId());
            var state = state(
                    inputs,
                    request.getType().equals(STACK_REFERENCE)
                            ? reference(request.getId())
                            : answers.created(request.getType(), request.getName(), inputs));
            record(
                    resource,
                    new PlannedResource(
                            urn,
                            request.getType(),
                            request.getName(),
                            urns.parent(request.getParent()),
                            Kind.READ,
                            inputs,
                            state,
                            sorted(request.getDependenciesList()),
                            Map.of(),
                            Options.NONE));
            return ReadResourceResponse.newBuilder()
                    .setUrn(urn)
                    .setProperties(Wire.write(state))
                    .build();
        };
        return request.getType().equals(STACK_REFERENCE) ? answerElsewhere(answer) : answer(answer);
    }

    @Override
    public CompletableFuture<ResourceInvokeResponse> invokeAsync(ResourceInvokeRequest request) {
        return answer(() -> ResourceInvokeResponse.newBuilder()
                .setReturn(Wire.write(answers.invoked(request.getTok(), Wire.read(request.getArgs()))))
                .build());
    }

    @Override
    public CompletableFuture<CallResponse> callAsync(ResourceCallRequest request) {
        return answer(() -> CallResponse.newBuilder()
                .setReturn(Wire.write(answers.invoked(request.getTok(), Wire.read(request.getArgs()))))
                .build());
    }

    @Override
    public CompletableFuture<Void> registerResourceOutputsAsync(RegisterResourceOutputsRequest request) {
        outputs.put(request.getUrn(), Wire.read(request.getOutputs()));
        return CompletableFuture.completedFuture(null);
    }

    private static <T> CompletableFuture<T> answer(Supplier<T> answer) {
        try {
            return CompletableFuture.completedFuture(answer.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * An answer that may evaluate another stack. It runs on its own thread, because the SDK keeps the running program in a
     * thread-local.
     */
    private static <T> CompletableFuture<T> answerElsewhere(Supplier<T> answer) {
        return ContextAwareCompletableFuture.wrap(CompletableFuture.supplyAsync(
                answer, task -> Thread.ofPlatform().daemon().start(task)));
    }

    private void record(Resource resource, PlannedResource planned) {
        var before = recorded.putIfAbsent(planned.urn(), new Recorded(registered.get(resource), planned));
        if (before != null) {
            throw new IllegalStateException(
                    "two resources have the URN %s: give one of them another name".formatted(planned.urn()));
        }
    }

    private Map<String, Object> reference(String name) {
        var found = answers.stackOutputs(name);
        var secret = new HashSet<>(found.keySet());
        secret.removeIf(key -> !(found.get(key) instanceof Secret));
        return Map.of(
                "name",
                name,
                "outputs",
                found,
                "secretOutputNames",
                secret.stream().sorted().toList());
    }

    /** Normalizes computed properties to the order and types of inputs. */
    private static Map<String, Object> state(Map<String, Object> inputs, Map<String, Object> answer) {
        var state = new LinkedHashMap<>(inputs);
        state.putAll(Wire.read(Wire.write(answer)));
        return Collections.unmodifiableMap(state);
    }

    private static String id(Map<String, Object> state, String name) {
        return state.get("id") instanceof String id ? id : name;
    }

    /** Sorted, because the SDK passes them in hash order. */
    private static Set<String> sorted(List<String> urns) {
        return Collections.unmodifiableSet(new TreeSet<>(urns));
    }

    private static Map<String, Set<String>> propertyDependencies(RegisterResourceRequest request) {
        var dependencies = new TreeMap<String, Set<String>>();
        request.getPropertyDependenciesMap().forEach((property, urns) -> {
            if (urns.getUrnsCount() > 0) {
                dependencies.put(property, sorted(urns.getUrnsList()));
            }
        });
        return Collections.unmodifiableMap(dependencies);
    }
}
