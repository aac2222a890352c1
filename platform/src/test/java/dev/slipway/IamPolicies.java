package dev.slipway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Evaluates identity-based policies like IAM ("Policy evaluation logic"): an explicit deny wins, and requests that nothing
 * allows are refused. An operator that no policy of the estate uses is an error.
 */
record IamPolicies(List<JsonNode> statements) {

    private static final JsonMapper JSON = new JsonMapper();

    static IamPolicies of(Stream<String> documents) {
        return new IamPolicies(documents
                .flatMap(document -> list(json(document).path("Statement")))
                .toList());
    }

    /** Whether the policies allow the request for each of its resources, which IAM evaluates separately. */
    boolean allow(Request request) {
        return request.about().stream().allMatch(about -> {
            var matching = statements.stream()
                    .filter(statement -> matches(statement.path("Action"), request.action(), true)
                            && matches(statement.path("Resource"), about.arn(), false)
                            && holds(statement.path("Condition"), about.context()))
                    .map(statement -> statement.path("Effect").asText())
                    .toList();
            return matching.contains("Allow") && !matching.contains("Deny");
        });
    }

    /** A call, and the resources that IAM authorizes. */
    record Request(String action, List<About> about) {

        static Request of(String action, String arn) {
            return new Request(action, List.of(new About(arn, Map.of())));
        }

        /** A copy with a condition key for every resource. */
        Request with(String key, String... values) {
            return new Request(
                    action, about.stream().map(one -> one.with(key, values)).toList());
        }

        /** A copy with another resource. */
        Request and(About more) {
            return new Request(
                    action, Stream.concat(about.stream(), Stream.of(more)).toList());
        }
    }

    /** One resource of a request, with its condition keys. */
    record About(String arn, Map<String, List<String>> context) {

        About with(String key, String... values) {
            var more = new HashMap<>(context);
            more.put(key, List.of(values));
            return new About(arn, more);
        }
    }

    private static boolean matches(JsonNode patterns, String value, boolean anyCase) {
        return list(patterns)
                .map(pattern -> Pattern.compile(
                        Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"),
                        anyCase ? Pattern.CASE_INSENSITIVE : 0))
                .anyMatch(pattern -> pattern.matcher(value).matches());
    }

    private static boolean holds(JsonNode conditions, Map<String, List<String>> context) {
        return conditions.properties().stream()
                .allMatch(operator -> operator.getValue().properties().stream()
                        .allMatch(test -> holds(
                                operator.getKey(),
                                context.getOrDefault(test.getKey(), List.of()),
                                list(test.getValue()).map(JsonNode::asText).toList())));
    }

    private static boolean holds(String operator, List<String> given, List<String> expected) {
        return switch (operator) {
            case "StringEquals" -> given.size() == 1 && expected.contains(given.getFirst());
            case "StringEqualsIfExists" ->
                given.isEmpty() || (given.size() == 1 && expected.contains(given.getFirst()));
            case "ForAnyValue:StringEquals" -> given.stream().anyMatch(expected::contains);
            case "ForAllValues:StringEquals" -> expected.containsAll(given);
            case "Null" -> expected.equals(List.of(Boolean.toString(given.isEmpty())));
            default -> throw new AssertionError("The condition operator " + operator + " is not supported");
        };
    }

    private static Stream<JsonNode> list(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
