package dev.slipway;

import com.pulumi.Context;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
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
import dev.slipway.settings.ImageSettings.Source;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.rules.DomainInZone;
import dev.slipway.settings.rules.FargateZones;
import dev.slipway.settings.rules.Placeholders;
import dev.slipway.settings.rules.ProductionPreview;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The program of a stack: what its configuration asks for, as something that Pulumi, or a plan, can run. */
public final class Estate implements Consumer<Context> {

    private static final String REPOSITORY_WITH_IDS =
            "pulumi config set --path foundation.repository \"$(gh api repos/{owner}/{repo} --jq"
                    + " '\"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)\"')\"";

    private final StackConfig config;
    private final Settings settings;
    private final Path root;
    private final boolean real;

    private Estate(StackConfig config, Settings settings, Path root, boolean real) {
        this.config = config;
        this.settings = settings;
        this.root = root;
        this.real = real;
    }

    /**
     * The program of the stack that this configuration describes.
     *
     * @param root the repository's root, which the image is built from
     * @throws SettingsProblems with all that is wrong with the configuration
     */
    public static Estate of(StackConfig config, Path root) {
        return new Estate(config, SettingsReader.read(config), root, false);
    }

    /**
     * The same estate for a real account: it warns where the world cannot find its zone.
     *
     * @throws SettingsProblems with all that is still as the template came
     */
    Estate forAccount() {
        var problems = Placeholders.problems(config, settings);
        if (!problems.isEmpty()) {
            throw new SettingsProblems(config.file(), problems);
        }
        return new Estate(config, settings, root, true);
    }

    @Override
    public void accept(Context context) {
        SettingsReader.warnings(config).forEach(context.log()::warn);
        var outputs = switch (settings) {
            case FoundationSettings foundation -> foundation(context, foundation);
            case EnvironmentSettings environment -> environment(context, environment);
        };
        outputs.forEach(context::export);
    }

    private Map<String, Output<?>> foundation(Context context, FoundationSettings wanted) {
        var aws = provider(wanted.account());
        if (real) {
            var problems = new PresenceCheck(wanted.foundation(), tags(), with(aws)).problems();
            if (!problems.isEmpty()) {
                throw refusal(problems);
            }
            warnWhereRepositoryHasNoIds(context, wanted);
        }
        return new Foundation(name(), config.project(), config.stack(), wanted, aws).outputs();
    }

    private Map<String, Output<?>> environment(Context context, EnvironmentSettings wanted) {
        var foundation = FoundationOutputs.of(stack(context, wanted.foundationStack()), config.stack())
                .checked((zone, previews) -> fits(wanted, zone, previews));
        settled(foundation.registryUrl());
        settled(foundation.zone());
        if (real) {
            warnWhereNotDelegated(context, foundation);
        }
        var aws = provider(wanted.account());
        var zones = settled(Zones.usable(wanted.account().region(), with(aws))
                .thenApply(found ->
                        enough(found, wanted.network().zones(), wanted.account().region())));
        var running = running(context);
        warnOfChanges(context, running, wanted);
        return new Environment(EnvironmentArgsBuilder.builder()
                        .project(config.project())
                        .stack(config.stack())
                        .settings(unlessPushed(running, wanted, aws))
                        .foundation(foundation)
                        .zones(Output.of(zones))
                        .root(root)
                        .lastDigest(
                                () -> settled(lastDigest(context, wanted.image().promoteFrom(), aws)))
                        .aws(aws)
                        .build())
                .outputs();
    }

    /**
     * On an engine, an output that failed is told with a stack trace by whatever uses it first: so it is waited for here, and
     * its own words are told. A plan must not wait, because it may be made inside another one; it tells them anyway.
     */
    private <T> Output<T> settled(Output<T> output) {
        var _ = settled(Internal.of(output).getDataAsync());
        return output;
    }

    private <T> CompletableFuture<T> settled(CompletableFuture<T> answer) {
        if (real) {
            try {
                answer.join();
            } catch (CompletionException e) {
                throw new RunException(e.getCause().getMessage());
            }
        }
        return answer;
    }

    /** An engine prints any other exception with its stack trace. */
    private RuntimeException refusal(List<Problem> problems) {
        var refusal = new SettingsProblems(config.file(), problems);
        return real ? new RunException(refusal.getMessage()) : refusal;
    }

    private List<String> enough(List<String> zones, int wanted, String region) {
        if (zones.size() < wanted) {
            throw refusal(List.of(FargateZones.problem(wanted, zones.size(), region)));
        }
        return zones;
    }

    private static void warnWhereNotDelegated(Context context, FoundationOutputs foundation) {
        Output.tuple(foundation.zone(), foundation.nameServers()).applyValue(zone -> {
            Delegation.warning(zone.t1, zone.t2).ifPresent(context.log()::warn);
            return zone;
        });
    }

    private static void warnWhereRepositoryHasNoIds(Context context, FoundationSettings wanted) {
        if (!wanted.foundation().repository().contains("@")) {
            context.log()
                    .warn(
                            "foundation.repository has no ids. A repository that was created, renamed or transferred after"
                                    + " 2026-07-15 cannot sign in without them, and a later one of the same name could: "
                                    + REPOSITORY_WITH_IDS);
        }
    }

    private void fits(EnvironmentSettings wanted, String zone, List<String> previews) {
        var problems = Stream.concat(
                        DomainInZone.problem(wanted.domain().name(), zone).stream(),
                        ProductionPreview.problem(config.stack(), wanted, previews).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
    }

    /** What the last update left; nothing in a plan, which knows no state. */
    private Running running(Context context) {
        return real ? Running.of(name(), LastState.of(stack(context, config.stack()))) : new Running(name(), List.of());
    }

    private void warnOfChanges(Context context, Running running, EnvironmentSettings wanted) {
        var changes = Changes.of(running, wanted);
        var refused =
                changes.stream().filter(Change::refused).map(Change::problem).toList();
        if (!refused.isEmpty()) {
            throw refusal(refused);
        }
        changes.forEach(change -> context.log().warn(change.sentence()));
    }

    /**
     * An image that was pushed before is run by its digest, and not built again: what the registry has under the content's tag is
     * that content, though another build of it may be other bytes. What this stack built itself stays in its state as it is.
     */
    private EnvironmentSettings unlessPushed(Running running, EnvironmentSettings wanted, Provider aws) {
        if (!real || wanted.image().source() != Source.BUILD) {
            return wanted;
        }
        var build = new ImageBuild(wanted, root);
        var tag = build.tag();
        if (!running.built(tag)) {
            var pushed = ImageBuild.pushed(tag, config.project(), with(aws));
            if (pushed.isPresent()) {
                return wanted.running(pushed.get());
            }
        }
        build.stage();
        return wanted;
    }

    /**
     * What ECS runs: a bare up keeps the image, after a roll-back too. Where there is no service, what this stack ran last;
     * the first time, what the other stack runs.
     */
    private Output<String> lastDigest(Context context, String promoteFrom, Provider aws) {
        return digest(stack(context, config.stack()))
                .apply(own -> own.isPresent()
                        ? Output.of(running(own.get(), aws))
                        : digest(stack(context, promoteFrom))
                                .applyValue(other -> other.orElseThrow(() -> new RunException(
                                        "There is no image to run yet: %s has put none out. Bring it up first, or name one: pulumi config set --path %s:image.digest sha256:…"
                                                .formatted(promoteFrom, config.project())))));
    }

    private String running(String last, Provider aws) {
        return real ? RunningImage.digest(name(), with(aws)).orElse(last) : last;
    }

    private static Output<Optional<String>> digest(String stack) {
        return new StackReference(
                        stack.substring(stack.lastIndexOf('/') + 1),
                        StackReferenceArgs.builder().name(stack).build())
                .output("imageDigest")
                .applyValue(digest -> Optional.ofNullable(digest).map(String.class::cast));
    }

    private String stack(Context context, String stack) {
        return "%s/%s/%s".formatted(context.organizationName(), config.project(), stack);
    }

    private String name() {
        return config.project() + "-" + config.stack();
    }

    private Map<String, String> tags() {
        return Map.of("project", config.project(), "environment", config.stack(), "managed-by", "pulumi");
    }

    private static InvokeOptions with(Provider aws) {
        return InvokeOptions.builder().provider(aws).build();
    }

    /** The provider refuses any account but the one of the settings, and tags all that it makes. */
    private Provider provider(AccountSettings account) {
        var args = ProviderArgs.builder()
                .region(account.region())
                .allowedAccountIds(account.allowedAccountIds())
                .defaultTags(ProviderDefaultTagsArgs.builder().tags(tags()).build());
        account.profile().ifPresent(args::profile);
        return new Provider("aws", args.build());
    }
}
