package dev.slipway.plan;

import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of README.md. */
class ReadmeTest {

    @Test
    void the_example_works() {
        var stack = Stack.of("shop", "test", Map.of("aws:region", "eu-central-1"));
        var plan = Evaluation.of(stack, AwsAnswers.of(stack)).plan(context -> {
            var bucket = new BucketV2(
                    "reports", BucketV2Args.builder().forceDestroy(true).build());
            context.export("name", bucket.bucket());
        });

        var bucket = plan.one("aws:s3/bucketV2:BucketV2");
        assertThat(bucket.flag("forceDestroy")).isTrue();
        assertThat(bucket.options().protect()).isFalse();
        assertThat(plan.outputs()).containsKey("name");
    }
}
