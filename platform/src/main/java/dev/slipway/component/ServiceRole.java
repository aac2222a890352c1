package dev.slipway.component;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A role that one AWS service assumes, with only the permissions that are added to it. */
public final class ServiceRole extends Component {

    private final Role role;
    private final List<Resource> rights = new ArrayList<>();

    /**
     * @param label the beginning of the role's name in AWS, at most 56 characters: IAM allows 64, and Pulumi adds 8 to make
     *     names unique
     * @param service the service that assumes it, such as {@code ecs-tasks.amazonaws.com}
     */
    public ServiceRole(String name, String label, String service, ComponentResourceOptions options) {
        super("slipway:access:ServiceRole", name, options);
        role = new Role(
                label,
                RoleArgs.builder()
                        .assumeRolePolicy(IamPolicy.builder()
                                .addStatement(trust -> trust.effect(IamEffect.ALLOW)
                                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, service))
                                        .addAction("sts:AssumeRole"))
                                .build()
                                .toJson())
                        .build(),
                owned(more -> more.aliases(Alias.builder().name(named("role")).build())));
        registerOutputs();
    }

    /** Adds an inline policy. */
    public ServiceRole allow(String what, Output<String> policy) {
        rights.add(new RolePolicy(
                named(what),
                RolePolicyArgs.builder().role(role.name()).policy(policy).build(),
                owned()));
        return this;
    }

    public Output<String> arn() {
        return role.arn();
    }

    /** The policies that the role needs before it is used. */
    public List<Resource> rights() {
        return rights;
    }

    /** A policy of statements that allow, as JSON. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static String policy(Consumer<IamStatement.Builder>... statements) {
        return policy(Stream.of(statements)
                .map(statement -> {
                    var allowed = IamStatement.builder().effect(IamEffect.ALLOW);
                    statement.accept(allowed);
                    return allowed.build();
                })
                .toList());
    }

    /** A policy as JSON. */
    public static String policy(List<IamStatement> statements) {
        return IamPolicy.builder().statements(statements).build().toJson();
    }
}
