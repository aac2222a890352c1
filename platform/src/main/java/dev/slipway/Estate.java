package dev.slipway;

import com.pulumi.Context;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderAssumeRoleArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ImageSpec;
import dev.slipway.changes.Change;
import dev.slipway.changes.Changes;
import dev.slipway.changes.Running;
import dev.slipway.compute.RunningImage;
import dev.slipway.delivery.ImageBuild;
import dev.slipway.edge.Delegation;
import dev.slipway.network.Zones;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.ImageSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.rules.DomainInZone;
import dev.slipway.settings.rules.FargateZones;
import dev.slipway.settings.rules.Placeholders;
import dev.slipway.settings.rules.ProductionPreview;
import dev.slipway.settings.rules.SharedResources;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The Pulumi program of a stack, built from its configuration. Both Pulumi and plans can run it. */
public final class Estate implements Consumer<Context> {

    private static final String REPOSITORY_WITH_IDS =
            "pulumi config set --path foundation.repository \"$(gh api repos/{owner}/{repo} --jq"
                    + " '\"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)\"')\"";

    private final StackConfig config;
    private final Settings settings;
    private final Architecture architecture;
    private final Path root;
    private final boolean real;

    private Estate(StackConfig config, Settings settings, Architecture architecture, Path root, boolean real) {
        this.config = config;
        this.settings = settings;
        this.architecture = architecture;
        this.root = root;
        this.real = real;
    }

    /**
     * The program of the stack that this configuration describes.
     *
     * @param root the repository's root, which the image is built from
     * @throws SettingsProblems with all problems of the configuration
     */
    public static Estate of(StackConfig config, Path root) {
        return of(config, Environment.architecture(), root);
    }

    /** The same with other services in its environments. */
    static Estate of(StackConfig config, Architecture architecture, Path root) {
        return new Estate(config, SettingsReader.read(config, architecture.kinds()), architecture, root, false);
    }

    /**
     * The same program for a real account: it also checks the account and warns if the zone is not delegated.
     *
     * @throws SettingsProblems if settings still have the template's placeholder values
     */
    Estate forAccount() {
        var problems = Placeholders.problems(config, settings);
        if (!problems.isEmpty()) {
            throw new SettingsProblems(config.file(), problems);
        }
        return new Estate(config, settings, architecture, root, true);
    }

    /**
     * What has to be fixed before an update, as text; empty if the plan of the stack keeps all guardrails and its budget.
     *
     * @throws SettingsProblems if the settings do not fit the foundation's
     */
    String violations() {
        return GuardrailCheck.beforeUpdate(config, settings, architecture, root);
    }

    @Override
    public void accept(Context context) {
        SettingsReader.warnings(config, architecture.names()).forEach(context.log()::warn);
        var outputs = switch (settings) {
            case FoundationSettings foundation -> foundation(context, foundation);
            case EnvironmentSettings environment -> environment(context, environment);
        };
        outputs.forEach(context::export);
    }

    private Map<String, Output<?>> foundation(Context context, FoundationSettings requested) {
        var aws = provider(requested.account());
        if (real) {
            var problems = new PresenceCheck(requested.foundation(), tags(), options(aws)).problems();
            if (!problems.isEmpty()) {
                throw refusal(problems);
            }
            warnWhereRepositoryHasNoIds(context, requested);
        }
        return new Foundation(name(), config.project(), config.stack(), requested, aws).outputs();
    }

    private Map<String, Output<?>> environment(Context context, EnvironmentSettings requested) {
        var foundation = FoundationOutputs.of(stack(context, requested.foundationStack()), config.stack())
                .checked(allowed -> checkFit(context, requested, allowed));
        awaited(foundation.registryUrl());
        awaited(foundation.zone());
        if (real) {
            warnWhereNotDelegated(context, foundation);
        }
        var aws = provider(requested.account());
        var zones = awaited(Zones.usable(requested.account().region(), options(aws))
                .thenApply(found -> requireZones(
                        found, requested.network().zones(), requested.account().region())));
        var running = running(context);
        warnOfChanges(context, running, requested);
        // The engine refuses a second reference of the same name.
        var references = new HashMap<String, StackReference>();
        Function<String, StackReference> stacks = stack -> references.computeIfAbsent(
                stack,
                name -> new StackReference(
                        name,
                        StackReferenceArgs.builder().name(stack(context, name)).build()));
        return new Environment(EnvironmentArgsBuilder.builder()
                        .project(config.project())
                        .stack(config.stack())
                        .architecture(architecture)
                        .settings(requested)
                        .foundation(foundation)
                        .zones(Output.of(zones))
                        .root(root)
                        .digest(image -> digest(image, stacks, running, requested, aws))
                        .aws(aws)
                        .build())
                .outputs();
    }

    /**
     * Waits for an output on an engine, so that a failure is reported by its message alone; otherwise its first use would
     * print a stack trace. A plan must not wait, because it may run inside another plan; it reports the message anyway.
     */
    private <T> Output<T> awaited(Output<T> output) {
        var _ = awaited(Internal.of(output).getDataAsync());
        return output;
    }

    private <T> CompletableFuture<T> awaited(CompletableFuture<T> answer) {
        if (real) {
            try {
                answer.join();
            } catch (CompletionException e) {
                throw new RunException(e.getCause().getMessage());
            }
        }
        return answer;
    }

    /** The engine prints exceptions other than {@code RunException} with their stack traces. */
    private RuntimeException refusal(List<Problem> problems) {
        var refusal = new SettingsProblems(config.file(), problems);
        return real ? new RunException(refusal.getMessage()) : refusal;
    }

    private List<String> requireZones(List<String> zones, int requested, String region) {
        if (zones.size() < requested) {
            throw refusal(List.of(FargateZones.problem(requested, zones.size(), region)));
        }
        return zones;
    }

    private static void warnWhereNotDelegated(Context context, FoundationOutputs foundation) {
        Output.tuple(foundation.zone(), foundation.nameServers()).applyValue(zone -> {
            Delegation.warning(zone.t1, zone.t2).ifPresent(context.log()::warn);
            return zone;
        });
    }

    private static void warnWhereRepositoryHasNoIds(Context context, FoundationSettings requested) {
        if (!requested.foundation().repository().contains("@")) {
            context.log()
                    .warn(
                            "foundation.repository has no ids. A repository that was created, renamed or transferred after"
                                    + " 2026-07-15 cannot sign in without them, and a later one of the same name could: "
                                    + REPOSITORY_WITH_IDS);
        }
    }

    private void checkFit(Context context, EnvironmentSettings requested, FoundationOutputs.Allowed allowed) {
        var unshared = SharedResources.problems(requested, allowed.sharedSecrets(), allowed.sharedVpcs())
                .toList();
        var problems = Stream.of(
                        DomainInZone.problems(requested.domain(), allowed.zone()),
                        ProductionPreview.problem(config.stack(), requested, allowed.pullRequestPreviews()).stream(),
                        architecture.problems(requested),
                        builds(requested).flatMap(build -> build.problems().stream()),
                        real ? unshared.stream() : Stream.<Problem>empty())
                .flatMap(problem -> problem)
                .toList();
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
        // A plan may be made before the foundation's file lists them.
        unshared.forEach(problem -> context.log()
                .warn("%s: %s %s. An update refuses this: %s."
                        .formatted(problem.path(), problem.value(), problem.what(), problem.fix())));
    }

    private Stream<ImageBuild> builds(EnvironmentSettings requested) {
        return requested.image().source() == ImageSettings.Source.BUILD
                ? architecture.images().stream().map(image -> new ImageBuild(image, architecture, requested, root))
                : Stream.empty();
    }

    /** The resources of the last update; empty in a plan, which has no state. */
    private Running running(Context context) {
        return real ? Running.of(name(), LastState.of(stack(context, config.stack()))) : new Running(name(), List.of());
    }

    private void warnOfChanges(Context context, Running running, EnvironmentSettings requested) {
        var changes = Changes.of(running, requested, architecture);
        var refused =
                changes.stream().filter(Change::refused).map(Change::problem).toList();
        if (!refused.isEmpty()) {
            throw refusal(refused);
        }
        changes.forEach(change -> context.log().warn(change.sentence()));
    }

    /** The digest to run instead of building an image; empty if it must be built. */
    private Optional<Output<String>> digest(
            ImageSpec image,
            Function<String, StackReference> stacks,
            Running running,
            EnvironmentSettings requested,
            Provider aws) {
        return switch (requested.image().source()) {
            case BUILD -> real ? pushed(image, running, requested, aws).map(Output::of) : Optional.empty();
            case DIGEST ->
                image.digest(requested.image())
                        .map(Output::of)
                        .or(() -> Optional.of(awaited(
                                lastDigest(image, stacks, requested.image().promoteFrom(), aws))));
        };
    }

    /**
     * An image that was already pushed runs by its digest instead of being built again: the tag identifies the content, but
     * another build of the same content may have different bytes. An image that this stack built itself stays in its state.
     */
    private Optional<String> pushed(ImageSpec image, Running running, EnvironmentSettings requested, Provider aws) {
        var build = new ImageBuild(image, architecture, requested, root);
        var tag = build.tag();
        if (!running.built(tag)) {
            var pushed = ImageBuild.pushed(tag, config.project(), options(aws));
            if (pushed.isPresent()) {
                return pushed;
            }
        }
        build.stage();
        return Optional.empty();
    }

    /**
     * The digest that ECS runs, so that an update keeps the image, also after a rollback. Without a service, the digest that
     * this stack ran last; on the first deployment, the digest of the other stack.
     */
    private Output<String> lastDigest(
            ImageSpec image, Function<String, StackReference> stacks, String promoteFrom, Provider aws) {
        return deployed(image, stacks.apply(config.stack()))
                .apply(own -> own.isPresent()
                        ? Output.of(running(image, own.get(), aws))
                        : deployed(image, stacks.apply(promoteFrom))
                                .applyValue(other -> other.orElseThrow(() -> new RunException(
                                        "There is no image to run yet: the stack %s has no output %s. Deploy it first, or set a digest: pulumi config set --path %s:%s sha256:…"
                                                .formatted(
                                                        promoteFrom,
                                                        image.output(),
                                                        config.project(),
                                                        image.setting())))));
    }

    private String running(ImageSpec image, String last, Provider aws) {
        return architecture.running(image).stream()
                .filter(service -> real && service.kind() != ServiceKind.JOB)
                .findFirst()
                .flatMap(service -> RunningImage.digest(name(), service.name(), options(aws)))
                .orElse(last);
    }

    private static Output<Optional<String>> deployed(ImageSpec image, StackReference stack) {
        return image.isShared()
                ? stack.output("imageDigest").applyValue(Estate::text)
                : stack.output("imageDigests")
                        .applyValue(digests ->
                                digests instanceof Map<?, ?> all ? text(all.get(image.name())) : Optional.empty());
    }

    private static Optional<String> text(Object digest) {
        return Optional.ofNullable(digest).map(String.class::cast);
    }

    private String stack(Context context, String stack) {
        return "%s/%s/%s".formatted(context.organizationName(), config.project(), stack);
    }

    private String name() {
        return config.project() + "-" + config.stack();
    }

    private Map<String, String> tags(AccountSettings account) {
        var tags = new TreeMap<>(account.defaultTags().tags());
        tags.putAll(tags());
        return tags;
    }

    private Map<String, String> tags() {
        return Map.of("project", config.project(), "environment", config.stack(), "managed-by", "pulumi");
    }

    private static InvokeOptions options(Provider aws) {
        return InvokeOptions.builder().provider(aws).build();
    }

    /** The provider refuses any account except the one in the settings, and tags all resources. */
    private Provider provider(AccountSettings account) {
        var args = ProviderArgs.builder()
                .region(account.region())
                .allowedAccountIds(account.allowedAccountIds())
                .defaultTags(
                        ProviderDefaultTagsArgs.builder().tags(tags(account)).build());
        account.profile().ifPresent(args::profile);
        account.assumeRole().roleArn().ifPresent(role -> {
            var assumed = ProviderAssumeRoleArgs.builder().roleArn(role);
            account.assumeRole().externalId().ifPresent(assumed::externalId);
            account.assumeRole().sessionName().ifPresent(assumed::sessionName);
            args.assumeRole(assumed.build());
        });
        return new Provider("aws", args.build());
    }
}
