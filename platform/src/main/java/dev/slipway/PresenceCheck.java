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
 * What a foundation is to make must not be in the account yet, unless it made it itself, and what it is to find must be. AWS
 * would say so halfway through, or not at all: it makes a second hosted zone that nobody asks.
 */
final class PresenceCheck {

    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final String AUDIENCE = "sts.amazonaws.com";

    /** How the provider says that there is nothing, or no one of a kind. */
    private static final Pattern NONE =
            Pattern.compile("(?i)no matching Route 53 Hosted Zone|OIDC Provider.*not found|NoSuchEntity");

    private static final Pattern SEVERAL = Pattern.compile("(?i)multiple");

    private final FoundationSettings.Shared wanted;
    private final Map<String, String> tags;
    private final InvokeOptions options;

    /** @param tags of all that the stack makes */
    PresenceCheck(FoundationSettings.Shared wanted, Map<String, String> tags, InvokeOptions options) {
        this.wanted = wanted;
        this.tags = tags;
        this.options = options;
    }

    /** Asks the account, and waits for its answers. */
    List<Problem> problems() {
        return Stream.of(zone(), trust()).flatMap(Optional::stream).toList();
    }

    private Optional<Problem> zone() {
        var answer = Answer.of(Route53Functions.getZonePlain(
                GetZonePlainArgs.builder()
                        .name(wanted.zone())
                        .privateZone(false)
                        .build(),
                options));
        return switch (wanted.hostedZone()) {
            case LOOKUP ->
                answer.missing()
                        .map(none -> problem(
                                "hostedZone",
                                Presence.LOOKUP,
                                none
                                        ? "finds no public hosted zone %s in the account".formatted(wanted.zone())
                                        : "finds several public hosted zones %s in the account"
                                                .formatted(wanted.zone()),
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
                                        .formatted(wanted.zone(), zone.zoneId()),
                                "write lookup"));
        };
    }

    private Optional<Problem> trust() {
        var answer = Answer.of(IamFunctions.getOpenIdConnectProviderPlain(
                GetOpenIdConnectProviderPlainArgs.builder().url(GITHUB).build(), options));
        return switch (wanted.oidcProvider()) {
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
     * What a look-up found.
     *
     * @param missing true where there is none, false where there are several
     */
    private record Answer<T>(Optional<T> found, Optional<Boolean> missing) {

        /** What else goes wrong, such as a missing right, is no answer: whatever needs the thing will say it. */
        static <T> Answer<T> of(CompletableFuture<T> answer) {
            try {
                return new Answer<>(Optional.of(answer.join()), Optional.empty());
            } catch (CompletionException e) {
                var said = String.valueOf(e.getCause().getMessage());
                return new Answer<>(
                        Optional.empty(),
                        SEVERAL.matcher(said).find()
                                ? Optional.of(false)
                                : NONE.matcher(said).find() ? Optional.of(true) : Optional.empty());
            }
        }
    }
}
