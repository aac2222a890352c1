package dev.slipway.observe;

import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.EnvironmentKey;
import dev.slipway.component.TlsOnly;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

import java.util.List;

/** The SNS topic for alarms and for events of the database, with its e-mail subscribers, who each confirm their subscription once. */
public final class Notifications extends Component {

    private final Topic topic;
    private final Output<String> runbook;

    /**
     * Creates the topic and its subscriptions.
     *
     * @param runbook the page to whose sections the alarms link
     * @param key the key that encrypts the messages (SNS.1)
     */
    public Notifications(
            String name,
            String accountId,
            List<String> emails,
            Output<String> runbook,
            EnvironmentKey key,
            ComponentResourceOptions options) {
        super("slipway:observe:Notifications", name, options);
        this.runbook = runbook;
        topic = new Topic(
                named("alarms"), TopicArgs.builder().kmsMasterKeyId(key.arn()).build(), owned());
        new TopicPolicy(
                named("alarms"),
                TopicPolicyArgs.builder()
                        .arn(topic.arn())
                        .policy(topic.arn().applyValue(arn -> onlyOwn(arn, accountId)))
                        .build(),
                owned());
        for (var email : emails) {
            new TopicSubscription(
                    named(email),
                    TopicSubscriptionArgs.builder()
                            .topic(topic.arn())
                            .protocol("email")
                            .endpoint(email)
                            .build(),
                    owned());
        }
        registerOutputs();
    }

    public Output<String> topicArn() {
        return topic.arn();
    }

    /** The description of an alarm: what is wrong, and the section of the runbook that says what to do. */
    Output<String> describe(String section, String description) {
        return Output.format("%s: %s#%s", description, runbook, section);
    }

    private static String onlyOwn(String arn, String accountId) {
        return IamPolicy.builder()
                .addStatement(own -> own.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com"))
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, "events.rds.amazonaws.com"))
                        .addAction("sns:Publish")
                        .addResource(arn)
                        .addCondition(account -> account.operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:SourceAccount")
                                .value(accountId)))
                .addStatement(TlsOnly.deny("sns:Publish", arn))
                .build()
                .toJson();
    }
}
