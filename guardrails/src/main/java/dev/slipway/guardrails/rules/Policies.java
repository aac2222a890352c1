package dev.slipway.guardrails.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The IAM policies in a plan ("IAM JSON policy elements reference"). */
final class Policies {

    /** The policies of identities: what a role may do. */
    static final Map<String, String> OF_ROLES =
            Map.of("aws:iam/policy:Policy", "policy", "aws:iam/rolePolicy:RolePolicy", "policy");

    /** The policies of resources: who may use them. */
    static final Map<String, String> OF_RESOURCES = Map.of(
            "aws:efs/fileSystemPolicy:FileSystemPolicy", "policy",
            "aws:kms/key:Key", "policy",
            "aws:s3/bucketPolicy:BucketPolicy", "policy",
            "aws:sns/topicPolicy:TopicPolicy", "policy",
            "aws:sqs/queuePolicy:QueuePolicy", "policy");

    private static final Set<String> READING = Set.of("Describe", "Get", "List");

    private Policies() {}

    /** A statement of a policy, and the resource that has the policy. */
    record Statement(PlannedResource resource, JsonNode json) {

        boolean allows() {
            return json.path("Effect").asText().equals("Allow");
        }

        List<String> actions() {
            return texts(json.path("Action"));
        }

        List<String> resources() {
            return texts(json.path("Resource"));
        }

        boolean hasConditions() {
            return !json.path("Condition").isEmpty();
        }

        /** Whether it is about everybody. */
        boolean isPublic() {
            var principal = json.path("Principal");
            return principal.asText().equals("*")
                    || StreamSupport.stream(principal.spliterator(), false)
                            .flatMap(each -> texts(each).stream())
                            .anyMatch("*"::equals);
        }

        /** The principals of a kind: {@code Service}, {@code Federated}, {@code AWS}. */
        List<String> principals(String kind) {
            return texts(json.path("Principal").path(kind));
        }

        /** The values of a condition's key, whatever its operator. */
        List<String> condition(String operator, String key) {
            return texts(json.path("Condition").path(operator).path(key));
        }

        /** Whether it refuses requests without TLS. */
        boolean refusesPlainText() {
            return !allows()
                    && isPublic()
                    && condition("Bool", "aws:SecureTransport").contains("false");
        }
    }

    /** The statements of all policies of these types, each with the input that has the policy. */
    static Stream<Statement> statements(Plan plan, Map<String, String> inputs) {
        return plan.resources().stream()
                .filter(resource -> resource.kind() == Kind.CUSTOM && inputs.containsKey(resource.type()))
                .flatMap(resource -> statements(resource, inputs.get(resource.type())));
    }

    /** The statements of one policy; none if the input has none or is not JSON. */
    static Stream<Statement> statements(PlannedResource resource, String input) {
        if (resource.value(input).isEmpty()) {
            return Stream.empty();
        }
        try {
            var statement = resource.json(input).path("Statement");
            return (statement.isArray() ? StreamSupport.stream(statement.spliterator(), false) : Stream.of(statement))
                    .map(each -> new Statement(resource, each));
        } catch (NoSuchElementException e) {
            return Stream.empty();
        }
    }

    /** The statements that allow something to the role that an input of a resource names. */
    static Stream<Statement> ofRole(Plan plan, PlannedResource resource, String input) {
        var arn = resource.value(input);
        return plan.all(Types.ROLE)
                .filter(role -> role.value("arn").equals(arn))
                .flatMap(role -> plan.all("aws:iam/rolePolicy:RolePolicy")
                        .filter(policy -> policy.value("role").equals(role.value("name"))))
                .flatMap(policy -> statements(policy, "policy"))
                .filter(Statement::allows);
    }

    /** Whether an action only reads: {@code ec2:Describe*}. */
    static boolean reads(String action) {
        var name = action.substring(action.indexOf(':') + 1);
        return READING.stream().anyMatch(name::startsWith);
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : node.isMissingNode() || node.isObject() ? List.of() : List.of(node.asText());
    }
}
