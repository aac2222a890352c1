package dev.slipway.component;

import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.List;

/** The statement of a resource's policy that refuses every request without TLS (S3.5, EFS.3, CKV_AWS_97). */
public final class TlsOnly {

    private TlsOnly() {}

    /** Denies an action on resources to all requests without TLS. */
    public static IamStatement deny(String action, String... resources) {
        var statement = IamStatement.builder()
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .addAction(action)
                .addCondition(tls -> tls.operator(IamConditionOperator.BOOL)
                        .key("aws:SecureTransport")
                        .value("false"));
        List.of(resources).forEach(statement::addResource);
        return statement.build();
    }
}
