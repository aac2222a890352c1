package dev.slipway.delivery;

import com.pulumi.aws.iam.OpenIdConnectProvider;
import com.pulumi.aws.iam.OpenIdConnectProviderArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.Component;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.FoundationSettings.Presence;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/**
 * The account's trust in GitHub's tokens: jobs sign in as themselves, and no key is stored anywhere. An account has one
 * such provider, which another product may have made already.
 */
public final class GitHubTrust extends Component {

    private static final String HOST = "token.actions.githubusercontent.com";
    private static final String AUDIENCE = "sts.amazonaws.com";

    private final Output<String> providerArn;

    public GitHubTrust(String name, Presence presence, AccountSettings account, ComponentResourceOptions options) {
        super("slipway:delivery:GitHubTrust", name, options);
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
            // Its ARN follows from the account, so there is nothing to ask for.
            case LOOKUP -> Output.of("arn:aws:iam::%s:oidc-provider/%s".formatted(account.id(), HOST));
        };
        registerOutputs();
    }

    /**
     * A role's trust in the jobs whose token carries just this subject.
     *
     * @param subject such as {@code repo:acme/orders:environment:staging}; no pattern (CKV_AWS_358)
     */
    Output<String> in(String subject) {
        return providerArn.applyValue(arn -> IamPolicy.builder()
                .addStatement(trust -> trust.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.FEDERATED, arn))
                        .addAction("sts:AssumeRoleWithWebIdentity")
                        .addCondition(audience -> audience.operator(IamConditionOperator.STRING_EQUALS)
                                .key(HOST + ":aud")
                                .value(AUDIENCE))
                        .addCondition(only -> only.operator(IamConditionOperator.STRING_EQUALS)
                                .key(HOST + ":sub")
                                .value(subject)))
                .build()
                .toJson());
    }
}
