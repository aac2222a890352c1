package dev.slipway.delivery;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

/**
 * The key that encrypts the secrets in one environment's Pulumi state: its alias is the stack's secrets provider. The key
 * rotates every year (KMS.4, CKV_AWS_7). It is protected, because losing it means losing the secrets.
 */
final class StateKey extends Component {

    private static final int MOST_DAYS = 30;

    private final Key key;

    StateKey(String name, EnvironmentArns arns, ComponentResourceOptions options) {
        super("slipway:delivery:StateKey", name, options);
        key = new Key(
                named("key"),
                KeyArgs.builder()
                        .description("Secrets in the Pulumi state of " + arns.name())
                        .enableKeyRotation(true)
                        .deletionWindowInDays(MOST_DAYS)
                        .build(),
                owned(more -> more.protect(true)));
        new Alias(
                named("key"),
                AliasArgs.builder()
                        .name("alias/%s-state".formatted(arns.name()))
                        .targetKeyId(key.keyId())
                        .build(),
                owned());
        registerOutputs();
    }

    Output<String> arn() {
        return key.arn();
    }
}
