package dev.slipway.toolbox.rehearsal.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.data.Parameters;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Resolves a secret's {@code valueFrom}, as ECS would, from the plan. */
public final class SecretValues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("arn:[^:]+:ssm:[^:]*:[^:]*:parameter(/.+)|(/?[^:]+)");
    private static final Pattern SECRET =
            Pattern.compile("(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+)(?::([^:]*):[^:]*:[^:]*)?");

    private final Plan plan;
    private final String administratorPassword;

    /**
     * Resolves the parameters and secrets of a plan.
     *
     * @param administratorPassword the replacement for the password that RDS creates and stores
     */
    public SecretValues(Plan plan, String administratorPassword) {
        this.plan = plan;
        this.administratorPassword = administratorPassword;
    }

    /**
     * The value of a secret variable.
     *
     * @param valueFrom the ARN or name of an SSM parameter, or {@code <ARN of a secret>[:<JSON key>::]}
     * @throws NoSuchElementException if the plan has no such parameter or secret; the task would not start
     */
    public String resolve(String valueFrom) {
        var secret = SECRET.matcher(valueFrom);
        if (secret.matches()) {
            return part(secret(secret.group(1)), Optional.ofNullable(secret.group(2)), valueFrom);
        }
        return parameter(valueFrom)
                .map(parameter -> parameter.text("value"))
                .orElseThrow(() -> new NoSuchElementException(
                        "'%s' is not a parameter of this plan; it has %s".formatted(valueFrom, names())));
    }

    /** Whether the value is set by hand in the cloud, so the plan's value is a placeholder. */
    public boolean isSetByHand(String valueFrom) {
        return parameter(valueFrom)
                .filter(parameter -> parameter.text("value").equals(Parameters.UNFILLED))
                .isPresent();
    }

    /** Whether a full ARN refers to a parameter or secret that the plan does not create, because it exists already. */
    public boolean isOutside(String valueFrom) {
        if (!valueFrom.startsWith("arn:")) {
            return false;
        }
        try {
            resolve(valueFrom);
            return false;
        } catch (NoSuchElementException e) {
            return parameter(valueFrom).isEmpty()
                    && plan.all("aws:secretsmanager/secretVersion:SecretVersion")
                            .noneMatch(version -> valueFrom.startsWith(version.text("secretId")));
        }
    }

    /** The SSM parameter of a {@code valueFrom}. */
    private Optional<PlannedResource> parameter(String valueFrom) {
        var matcher = PARAMETER.matcher(valueFrom);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return plan.all("aws:ssm/parameter:Parameter")
                .filter(parameter -> parameter.text("arn").equals(valueFrom)
                        || parameter.text("name").equals(name))
                .findFirst();
    }

    private String secret(String arn) {
        var managed = Stream.of("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
                .flatMap(plan::all)
                .filter(database -> database.value("masterUserSecrets[0].secretArn")
                        .filter(arn::equals)
                        .isPresent())
                .findFirst();
        if (managed.isPresent()) {
            return JSON.createObjectNode()
                    .put("username", managed.get().text(managed.get().has("username") ? "username" : "masterUsername"))
                    .put("password", administratorPassword)
                    .toString();
        }
        return plan.all("aws:secretsmanager/secretVersion:SecretVersion")
                .filter(version -> arn.startsWith(version.text("secretId")))
                .map(version -> version.text("secretString"))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("'%s' is not a secret of this plan".formatted(arn)));
    }

    private static String part(String secret, Optional<String> key, String valueFrom) {
        if (key.filter(name -> !name.isEmpty()).isEmpty()) {
            return secret;
        }
        try {
            return Optional.ofNullable(JSON.readTree(secret).get(key.get()))
                    .orElseThrow(() -> new NoSuchElementException("'%s' has no such key".formatted(valueFrom)))
                    .asText();
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the secret.
            throw new NoSuchElementException("'%s' refers to a key, but the secret is not JSON".formatted(valueFrom));
        }
    }

    private List<String> names() {
        return plan.all("aws:ssm/parameter:Parameter")
                .map(parameter -> parameter.text("name"))
                .toList();
    }

    /** All secrets of a container; those that cannot be resolved are added to the problems instead. */
    public Map<String, String> of(Container container, List<String> problems) {
        var values = new LinkedHashMap<String, String>();
        container.secrets().forEach((name, valueFrom) -> {
            try {
                values.put(name, resolve(valueFrom));
            } catch (NoSuchElementException e) {
                problems.add("container %s, secret %s: %s".formatted(container.name(), name, e.getMessage()));
            }
        });
        return values;
    }
}
