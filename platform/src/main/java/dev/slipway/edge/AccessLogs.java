package dev.slipway.edge;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.PrivateBucket;
import dev.slipway.component.TlsOnly;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/** The bucket for a load balancer's access logs. */
final class AccessLogs extends Component {

    private final BucketV2 bucket;
    private final BucketPolicy policy;

    AccessLogs(String name, String accountId, int days, boolean production, ComponentResourceOptions options) {
        super("slipway:edge:AccessLogs", name, options);
        bucket = new BucketV2(
                named("bucket"),
                BucketV2Args.builder().forceDestroy(!production).build(),
                owned(more -> more.protect(production)));
        var block = PrivateBucket.close(named("bucket"), bucket, owned());
        var versioning = PrivateBucket.version(named("bucket"), bucket, owned());
        new BucketLifecycleConfigurationV2(
                named("bucket"),
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucket.bucket())
                        .rules(BucketLifecycleConfigurationV2RuleArgs.builder()
                                .id("expire")
                                .status("Enabled")
                                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                                        .prefix("")
                                        .build())
                                .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                                        .days(days)
                                        .build())
                                .noncurrentVersionExpiration(
                                        BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                                                .noncurrentDays(PrivateBucket.RESTORE_DAYS)
                                                .build())
                                .abortIncompleteMultipartUpload(
                                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                                .daysAfterInitiation(1)
                                                .build())
                                .build())
                        .build(),
                owned(more -> more.dependsOn(versioning)));
        policy = new BucketPolicy(
                named("bucket"),
                BucketPolicyArgs.builder()
                        .bucket(bucket.bucket())
                        .policy(bucket.arn().applyValue(arn -> onlyTheBalancer(arn, accountId)))
                        .build(),
                owned(more -> more.dependsOn(block)));
        registerOutputs();
    }

    Output<String> bucket() {
        return bucket.bucket();
    }

    /** The policy that a load balancer needs before it can use the bucket: AWS checks at once that it can write to it. */
    Resource permission() {
        return policy;
    }

    /** "Enable access logs for your Application Load Balancer", and S3.5: only over TLS. */
    private static String onlyTheBalancer(String arn, String accountId) {
        return IamPolicy.builder()
                .addStatement(write -> write.effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(
                                IamPrincipalType.SERVICE, "logdelivery.elasticloadbalancing.amazonaws.com"))
                        .addAction("s3:PutObject")
                        .addResource("%s/AWSLogs/%s/*".formatted(arn, accountId)))
                .addStatement(TlsOnly.deny("s3:*", arn, arn + "/*"))
                .build()
                .toJson();
    }
}
