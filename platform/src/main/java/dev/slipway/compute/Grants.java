package dev.slipway.compute;

import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.ServiceSettings.Grant;
import dev.slipway.settings.ServiceSettings.Grant.Access;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.List;
import java.util.stream.Stream;

/** Converts grants of the settings to policy statements. */
final class Grants {

    private Grants() {}

    static Stream<IamStatement> statements(Grant grant, AccountSettings account) {
        return Stream.concat(
                grant.bucket().stream().flatMap(bucket -> bucket("arn:aws:s3:::" + bucket, grant.access())),
                grant.queue().stream()
                        .map(queue -> queue(
                                "arn:aws:sqs:%s:%s:%s".formatted(account.region(), account.id(), queue),
                                grant.access())));
    }

    static Stream<IamStatement> bucket(String arn, Access access) {
        return Stream.of(
                statement(arn, List.of("s3:ListBucket")),
                statement(
                        arn + "/*",
                        switch (access) {
                            case READ -> List.of("s3:GetObject");
                            case WRITE -> List.of("s3:DeleteObject", "s3:PutObject");
                            case READ_WRITE -> List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject");
                        }));
    }

    static IamStatement queue(String arn, Access access) {
        var receive = List.of("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage");
        var send = List.of("sqs:SendMessage");
        var actions = Stream.of(
                        List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl"),
                        access == Access.WRITE ? List.<String>of() : receive,
                        access == Access.READ ? List.<String>of() : send)
                .flatMap(List::stream)
                .toList();
        return statement(arn, actions);
    }

    static IamStatement statement(String resource, List<String> actions) {
        var statement = IamStatement.builder().effect(IamEffect.ALLOW).addResource(resource);
        actions.forEach(statement::addAction);
        return statement.build();
    }
}
