package dev.slipway.component;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.settings.AccountSettings;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/**
 * The key that encrypts an environment's logs, notifications and backups; it rotates every year (KMS.4). AWS's own keys encrypt
 * the stores: those of RDS and EFS cannot get another key once they exist.
 */
public final class EnvironmentKey extends Component {

    /** The longest time for which KMS can restore a deleted key. */
    private static final int MOST_DAYS = 30;

    private final Key key;

    /**
     * @param environment the environment's name, which is the key's alias
     * @param isProtected whether it is protected from deletion: what it encrypted cannot be read without it
     */
    public EnvironmentKey(
            String name,
            String environment,
            AccountSettings account,
            boolean isProtected,
            ComponentResourceOptions options) {
        super("slipway:access:EnvironmentKey", name, options);
        key = new Key(
                named("key"),
                KeyArgs.builder()
                        .description("Logs, notifications and backups of " + environment)
                        .enableKeyRotation(true)
                        .deletionWindowInDays(MOST_DAYS)
                        .policy(policy(account))
                        .build(),
                owned(more -> more.protect(isProtected)));
        new Alias(
                named("key"),
                AliasArgs.builder()
                        .name("alias/" + environment)
                        .targetKeyId(key.keyId())
                        .build(),
                owned());
        registerOutputs();
    }

    public Output<String> arn() {
        return key.arn();
    }

    /**
     * "Encrypt log data in CloudWatch Logs using AWS KMS", and "Key management" of Amazon SNS: the services use the key for this
     * account. The first statement leaves the rest to IAM policies ("Default key policy").
     */
    private static String policy(AccountSettings account) {
        var logs = "arn:aws:logs:%s:%s:log-group:*".formatted(account.region(), account.id());
        return IamPolicy.builder()
                .addStatement(owner -> owner.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(
                                IamPrincipalType.AWS, "arn:aws:iam::%s:root".formatted(account.id())))
                        .addAction("kms:*")
                        .addResource("*"))
                .addStatement(writing -> writing.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(
                                IamPrincipalType.SERVICE, "logs.%s.amazonaws.com".formatted(account.region())))
                        .addAction("kms:Decrypt")
                        .addAction("kms:DescribeKey")
                        .addAction("kms:Encrypt")
                        .addAction("kms:GenerateDataKey*")
                        .addAction("kms:ReEncrypt*")
                        .addResource("*")
                        .addCondition(own -> own.operator(IamConditionOperator.ARN_LIKE)
                                .key("kms:EncryptionContext:aws:logs:arn")
                                .value(logs)))
                .addStatement(notifying -> notifying
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com"))
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, "events.rds.amazonaws.com"))
                        .addAction("kms:Decrypt")
                        .addAction("kms:GenerateDataKey*")
                        .addResource("*")
                        .addCondition(own -> own.operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:SourceAccount")
                                .value(account.id())))
                .build()
                .toJson();
    }
}
