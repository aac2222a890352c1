package dev.slipway.guardrails.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The containers of the task definitions in a plan ("ContainerDefinition" in the Amazon ECS API reference). */
final class Containers {

    private Containers() {}

    /** A container, and the task definition that it belongs to. */
    record Container(PlannedResource task, JsonNode json) {

        String name() {
            return json.path("name").asText();
        }

        /** Whether it is the task's log router, which FireLens configures as root when it starts. */
        boolean isLogRouter() {
            return json.has("firelensConfiguration");
        }

        /** Whether it runs an image of the estate's own registry. */
        boolean isOwn() {
            return json.path("image").asText().contains(".dkr.ecr.");
        }
    }

    static Stream<Container> all(Plan plan) {
        return Guardrail.created(plan, Types.TASK).flatMap(Containers::of);
    }

    private static Stream<Container> of(PlannedResource task) {
        try {
            return StreamSupport.stream(task.json("containerDefinitions").spliterator(), false)
                    .map(container -> new Container(task, container));
        } catch (NoSuchElementException e) {
            return Stream.empty();
        }
    }

    /** The actions that the role of a task needs to start a container. */
    static List<String> needed(Container container) {
        var actions = new ArrayList<String>();
        if (container.isOwn()) {
            actions.addAll(List.of("ecr:GetAuthorizationToken", "ecr:BatchGetImage"));
        }
        if (container.json().path("logConfiguration").path("logDriver").asText().equals("awslogs")) {
            actions.add("logs:PutLogEvents");
        }
        var secrets = container.json().path("secrets").toString();
        if (secrets.contains(":ssm:")) {
            actions.add("ssm:GetParameters");
        }
        if (secrets.contains(":secretsmanager:")) {
            actions.add("secretsmanager:GetSecretValue");
        }
        return actions;
    }
}
