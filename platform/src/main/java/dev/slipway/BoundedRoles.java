package dev.slipway;

import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ResourceTransformation;

import java.util.Optional;

/**
 * Gives every role below a component a permissions boundary, also one that a team adds: a deploy role may create no other.
 *
 * @param boundary the policy's ARN; an output of nothing leaves the roles without
 */
record BoundedRoles(Output<String> boundary) implements ResourceTransformation {

    @Override
    public Optional<Result> apply(Args resource) {
        return resource.args() instanceof RoleArgs role
                ? Optional.of(new Result(
                        RoleArgs.builder(role).permissionsBoundary(boundary).build(), resource.options()))
                : Optional.empty();
    }
}
