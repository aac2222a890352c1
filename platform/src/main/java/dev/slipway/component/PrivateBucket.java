package dev.slipway.component;

import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.resources.CustomResourceOptions;

/** The settings of every bucket: no public access (S3.8), no ACLs (S3.12). */
public final class PrivateBucket {

    /** For how many days a deleted or overwritten object can be restored. */
    public static final int RESTORE_DAYS = 30;

    private PrivateBucket() {}

    /**
     * Closes a bucket to the public.
     *
     * @param name the name of the resources
     * @return the block of public access, which must exist before the bucket gets a policy
     */
    public static BucketPublicAccessBlock close(String name, BucketV2 bucket, CustomResourceOptions options) {
        new BucketOwnershipControls(
                name,
                BucketOwnershipControlsArgs.builder()
                        .bucket(bucket.bucket())
                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build())
                        .build(),
                options);
        return new BucketPublicAccessBlock(
                name,
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucket.bucket())
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                options);
    }

    /**
     * Keeps the former versions of a bucket's objects (S3.14, CKV_AWS_21).
     *
     * @return the versioning, which must exist before the bucket gets a lifecycle for former versions
     */
    public static BucketVersioningV2 version(String name, BucketV2 bucket, CustomResourceOptions options) {
        return new BucketVersioningV2(
                name,
                BucketVersioningV2Args.builder()
                        .bucket(bucket.bucket())
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                options);
    }
}
