package dev.slipway.data;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.PrivateBucket;
import dev.slipway.component.TlsOnly;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** A private bucket of the environment: encrypted by S3, reachable over TLS only (S3.5), versioned (S3.14). */
public final class Bucket extends Component {

    private final BucketV2 bucket;

    /** @param isProtected whether the bucket is protected from deletion, and kept while it has objects */
    public Bucket(String name, boolean isProtected, ComponentResourceOptions options) {
        super("slipway:data:Bucket", name, options);
        bucket = new BucketV2(
                named("bucket"),
                BucketV2Args.builder().forceDestroy(!isProtected).build(),
                owned(more -> more.protect(isProtected)));
        var block = PrivateBucket.close(named("bucket"), bucket, owned());
        var versioning = PrivateBucket.version(named("bucket"), bucket, owned());
        new BucketLifecycleConfigurationV2(
                named("bucket"),
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucket.bucket())
                        .rules(BucketLifecycleConfigurationV2RuleArgs.builder()
                                .id("expire-former-versions")
                                .status("Enabled")
                                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                                        .prefix("")
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
        new BucketPolicy(
                named("bucket"),
                BucketPolicyArgs.builder()
                        .bucket(bucket.bucket())
                        .policy(bucket.arn().applyValue(Bucket::onlyByTls))
                        .build(),
                owned(more -> more.dependsOn(block)));
        registerOutputs();
    }

    /** The bucket's name. */
    public Output<String> bucketName() {
        return bucket.bucket();
    }

    public Output<String> arn() {
        return bucket.arn();
    }

    private static String onlyByTls(String arn) {
        return IamPolicy.builder()
                .addStatement(TlsOnly.deny("s3:*", arn, arn + "/*"))
                .build()
                .toJson();
    }
}
