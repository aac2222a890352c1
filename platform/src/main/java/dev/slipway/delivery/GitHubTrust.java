package dev.slipway.delivery;

import com.pulumi.aws.iam.OpenIdConnectProvider;
import com.pulumi.aws.iam.OpenIdConnectProviderArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.FoundationSettings.Presence;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.List;

/**
 * The account's trust in GitHub's OIDC tokens: jobs sign in with short-lived tokens, so no keys are stored. An account has
 * only one such provider, which another product may already have created.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect reference</a>, for the claims
 */
public final class GitHubTrust extends Component {

    private static final String HOST = "token.actions.githubusercontent.com";
    private static final String AUDIENCE = "sts.amazonaws.com";
    private static final String MAIN = "refs/heads/main";

    private final GitHubRepository repository;
    private final Output<String> providerArn;

    /** @param repository {@code owner@id/name@id}, or {@code owner/name} */
    public GitHubTrust(
            String name,
            Presence presence,
            String repository,
            AccountSettings account,
            ComponentResourceOptions options) {
        super("slipway:delivery:GitHubTrust", name, options);
        this.repository = GitHubRepository.of(repository);
        providerArn = switch (presence) {
            case CREATE ->
                new OpenIdConnectProvider(
                                named("github"),
                                OpenIdConnectProviderArgs.builder()
                                        .url("https://" + HOST)
                                        .clientIdLists(AUDIENCE)
                                        .build(),
                                owned())
                        .arn();
            // Its ARN follows from the account, so no lookup is needed.
            case LOOKUP -> Output.of("arn:aws:iam::%s:oidc-provider/%s".formatted(account.id(), HOST));
        };
        registerOutputs();
    }

    /** The repository as owner/name. */
    public String repository() {
        return repository.name();
    }

    /** A role's trust in the jobs of main that name a GitHub environment. */
    Output<String> inEnvironment(String environment) {
        return in("environment:" + environment, MAIN);
    }

    /** A role's trust in the jobs of main that name no environment. */
    Output<String> inMain() {
        return in("ref:" + MAIN, MAIN);
    }

    /** A role's trust in the jobs of pull requests, from branches of the repository itself: a fork's job gets no token. */
    Output<String> inPullRequests() {
        return in("pull_request", null);
    }

    /** Compares exact values, without patterns (CKV_AWS_358). */
    private Output<String> in(String context, String ref) {
        return providerArn.applyValue(arn -> {
            var trust = IamStatement.builder()
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipal.create(IamPrincipalType.FEDERATED, arn))
                    .addAction("sts:AssumeRoleWithWebIdentity");
            only(trust, "aud", List.of(AUDIENCE));
            only(trust, "sub", repository.subjects(context));
            if (ref != null) {
                only(trust, "ref", List.of(ref));
            }
            repository.ids().ifPresent(ids -> {
                only(trust, "repository_id", List.of(ids.repository()));
                only(trust, "repository_owner_id", List.of(ids.owner()));
            });
            return IamPolicy.builder().addStatement(trust.build()).build().toJson();
        });
    }

    private static void only(IamStatement.Builder trust, String claim, List<String> values) {
        trust.addConditions(IamConditionOperator.STRING_EQUALS, HOST + ":" + claim, values);
    }
}
