package dev.slipway;

import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ResourceTransformation;

import java.util.Optional;

/**
 * Gives every role below a component a permissions boundary, including roles that a team adds: a deploy role cannot create
 * roles without one.
 *
 * @param boundary the policy's ARN; if the output is null, the roles have no boundary
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
