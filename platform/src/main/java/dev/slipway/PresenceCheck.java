package dev.slipway;

import com.pulumi.aws.iam.IamFunctions;
import com.pulumi.aws.iam.inputs.GetOpenIdConnectProviderPlainArgs;
import com.pulumi.aws.route53.Route53Functions;
import com.pulumi.aws.route53.inputs.GetZonePlainArgs;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.FoundationSettings.Presence;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that resources to create are not in the account yet, unless this foundation created them, and that resources to
 * look up are. AWS would report this halfway through an update, or not at all: it allows a second hosted zone that never
 * gets a query.
 */
final class PresenceCheck {

    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final String AUDIENCE = "sts.amazonaws.com";

    /** The provider's messages if there is no such resource. */
    private static final Pattern NONE =
            Pattern.compile("(?i)no matching Route 53 Hosted Zone|OIDC Provider.*not found|NoSuchEntity");

    private static final Pattern SEVERAL = Pattern.compile("(?i)multiple");

    private final FoundationSettings.Shared shared;
    private final Map<String, String> tags;
    private final InvokeOptions options;

    /** @param tags the tags of all resources of the stack */
    PresenceCheck(FoundationSettings.Shared shared, Map<String, String> tags, InvokeOptions options) {
        this.shared = shared;
        this.tags = tags;
        this.options = options;
    }

    /** Queries the account and waits for the answers. */
    List<Problem> problems() {
        return Stream.of(zone(), trust()).flatMap(Optional::stream).toList();
    }

    private Optional<Problem> zone() {
        var answer = Result.of(Route53Functions.getZonePlain(
                GetZonePlainArgs.builder()
                        .name(shared.zone())
                        .privateZone(false)
                        .build(),
                options));
        return switch (shared.hostedZone()) {
            case LOOKUP ->
                answer.missing()
                        .map(none -> problem(
                                "hostedZone",
                                Presence.LOOKUP,
                                none
                                        ? "finds no public hosted zone %s in the account".formatted(shared.zone())
                                        : "finds several public hosted zones %s in the account"
                                                .formatted(shared.zone()),
                                none
                                        ? "write create, or set foundation.zone to a zone that is there"
                                        : "delete those that the domain is not delegated to"));
            case CREATE ->
                answer.found()
                        .filter(zone -> !isOwn(zone.tags()))
                        .map(zone -> problem(
                                "hostedZone",
                                Presence.CREATE,
                                "would make a second hosted zone %s beside %s, which is in the account"
                                        .formatted(shared.zone(), zone.zoneId()),
                                "write lookup"));
        };
    }

    private Optional<Problem> trust() {
        var answer = Result.of(IamFunctions.getOpenIdConnectProviderPlain(
                GetOpenIdConnectProviderPlainArgs.builder().url(GITHUB).build(), options));
        return switch (shared.oidcProvider()) {
            case LOOKUP ->
                answer.found()
                        .filter(provider -> !provider.clientIdLists().contains(AUDIENCE))
                        .map(provider -> problem(
                                "oidcProvider",
                                Presence.LOOKUP,
                                "finds GitHub's OIDC provider, but not for the audience " + AUDIENCE,
                                "`aws iam add-client-id-to-open-id-connect-provider --client-id %s --open-id-connect-provider-arn %s`"
                                        .formatted(AUDIENCE, provider.arn())))
                        .or(() -> answer.missing()
                                .map(none -> problem(
                                        "oidcProvider",
                                        Presence.LOOKUP,
                                        "finds no OIDC provider of GitHub's in the account",
                                        "write create")));
            case CREATE ->
                answer.found()
                        .filter(provider -> !isOwn(provider.tags()))
                        .map(provider -> problem(
                                "oidcProvider",
                                Presence.CREATE,
                                "would make a second OIDC provider of GitHub's, and the account has its one",
                                "write lookup"));
        };
    }

    private boolean isOwn(Map<String, String> found) {
        return found.entrySet().containsAll(tags.entrySet());
    }

    private static Problem problem(String setting, Presence value, String what, String fix) {
        return new Problem("foundation." + setting, Keyword.of(value), what, fix);
    }

    /**
     * The result of a lookup.
     *
     * @param missing true if there is none, false if there are several
     */
    private record Result<T>(Optional<T> found, Optional<Boolean> missing) {

        /** Other errors, such as missing permissions, leave both empty: the resource that needs the lookup reports them. */
        static <T> Result<T> of(CompletableFuture<T> answer) {
            try {
                return new Result<>(Optional.of(answer.join()), Optional.empty());
            } catch (CompletionException e) {
                var message = String.valueOf(e.getCause().getMessage());
                return new Result<>(
                        Optional.empty(),
                        SEVERAL.matcher(message).find()
                                ? Optional.of(false)
                                : NONE.matcher(message).find() ? Optional.of(true) : Optional.empty());
            }
        }
    }
}
