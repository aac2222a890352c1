package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.cloud.CloudFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What somebody approved: the parts in a {@code brief.json}. A deployment compares them with those of a new preview, and gives
 * the saved plan to {@code pulumi up --plan}.
 */
public final class Approval {

    private static final int NAMED = 5;
    private static final Pattern VIOLATION = Pattern.compile("(violates plan: properties changed: ).*");

    private final Parts parts;
    private final String planHash;
    private final boolean builds;

    private Approval(Parts parts, String planHash, boolean builds) {
        this.parts = parts;
        this.planHash = planHash;
        this.builds = builds;
    }

    /**
     * Reads a {@code brief.json}.
     *
     * @throws CloudFailure if it cannot be read, or its hash is not that of its parts
     */
    public static Approval read(Path file) {
        try {
            var brief = Json.MAPPER.readTree(Files.readAllBytes(file));
            var approval = brief.path("approval");
            var parts = Json.MAPPER.treeToValue(approval.path("parts"), Parts.class);
            if (parts == null
                    || parts.stack() == null
                    || !parts.hash().equals(approval.path("hash").asText())) {
                throw new CloudFailure(
                        "%s is not a brief, or was changed: its hash is not that of its parts. Write it again with ./slipway brief <stack> --json."
                                .formatted(file));
            }
            return new Approval(
                    parts,
                    approval.path("planFile").asText(),
                    approval.path("builds").asBoolean());
        } catch (IOException | RuntimeException e) {
            if (e instanceof CloudFailure failure) {
                throw failure;
            }
            throw new CloudFailure("%s cannot be read as a brief. Write it again with ./slipway brief <stack> --json."
                    .formatted(file));
        }
    }

    /** The hash that the brief showed: {@code sha256:} and 64 hex digits. */
    public String hash() {
        return parts.hash();
    }

    /** The stack that it is for. */
    public String stack() {
        return parts.stack().substring(parts.stack().indexOf('/') + 1);
    }

    /**
     * Whether {@code pulumi up --plan} can apply the saved plan. It cannot if the stack builds an image: each run signs in to
     * the registry with another password, which the engine takes for a change.
     */
    public boolean hasUsablePlan() {
        return !builds;
    }

    /**
     * Checks that a file is the plan of this approval.
     *
     * @throws CloudFailure if it is another one, or cannot be read
     */
    public void checkPlan(Path plan) {
        try {
            if (!Json.hash(Files.readAllBytes(plan)).equals(planHash)) {
                throw new CloudFailure(
                        "%s is not the plan that was saved with this brief. Use the plan of the same run, or ask for another approval."
                                .formatted(plan));
            }
        } catch (IOException e) {
            throw new CloudFailure("The engine's plan %s cannot be read: %s".formatted(plan, e.getMessage()));
        }
    }

    /**
     * A line of {@code pulumi up --plan} without the values of a violation: the engine prints them in plain text, also secrets.
     */
    public static String withoutValues(String line) {
        return VIOLATION.matcher(line).replaceAll("$1(values are not shown)");
    }

    /** Why what would be deployed now is not what was approved, a sentence for each part that differs; empty if it is. */
    public List<String> refusals(Parts now) {
        var refusals = new ArrayList<String>();
        if (!parts.stack().equals(now.stack())) {
            refusals.add("stack: the approval is for %s, and this is %s.".formatted(parts.stack(), now.stack()));
            return refusals;
        }
        var approved = parts.hashes();
        var present = now.hashes();
        if (!approved.get("image").equals(present.get("image"))) {
            refusals.add("image: " + values(parts.image(), now.image()));
        }
        if (!approved.get("settings").equals(present.get("settings"))) {
            refusals.add("settings: "
                    + (parts.settings().equals(now.settings())
                            ? "a value that is not shown differs (an environment variable or an encrypted value)."
                            : values(parts.settings(), now.settings())));
        }
        if (!approved.get("plan").equals(present.get("plan"))) {
            refusals.add("plan: " + operations(parts.plan(), now.plan()));
        }
        if (!approved.get("state").equals(present.get("state"))) {
            refusals.add("state: another update or refresh changed it: " + operations(parts.state(), now.state()));
        }
        return List.copyOf(refusals);
    }

    /** {@code services.app.maximum: 4 → 6}. */
    private static String values(Map<String, String> before, Map<String, String> after) {
        var differences = new ArrayList<String>();
        union(before, after).forEach(key -> {
            var one = before.getOrDefault(key, "none");
            var other = after.getOrDefault(key, "none");
            if (!one.equals(other)) {
                differences.add("%s: %s → %s".formatted(key, one, other));
            }
        });
        return sentence(differences);
    }

    /** {@code slipway-prod-database-instance: same → update}; entries with another hash only differ in how. */
    private static String operations(Map<String, String> before, Map<String, String> after) {
        var differences = new ArrayList<String>();
        union(before, after).forEach(urn -> {
            var one = before.get(urn);
            var other = after.get(urn);
            if (one == null || !one.equals(other)) {
                differences.add("%s (%s): %s"
                        .formatted(
                                Redaction.text(Deployed.name(urn)),
                                type(urn),
                                other == null
                                        ? "is not in it any more"
                                        : one == null ? "is new" : how(operation(one), operation(other))));
            }
        });
        return sentence(differences);
    }

    private static String how(String one, String other) {
        return one.equals(other) ? "differs" + (other.isEmpty() ? "" : " in its " + other) : one + " → " + other;
    }

    private static String operation(String entry) {
        return entry.substring(0, entry.indexOf("sha256:")).strip();
    }

    private static String type(String urn) {
        var parts = urn.split("::", 4);
        return parts.length < 4 ? "" : Kinds.name(parts[2].substring(parts[2].lastIndexOf('$') + 1));
    }

    private static String sentence(List<String> differences) {
        var named = String.join("; ", differences.subList(0, Math.min(NAMED, differences.size())));
        return differences.size() > NAMED
                ? "%s; and %d more.".formatted(named, differences.size() - NAMED)
                : named + ".";
    }

    private static Iterable<String> union(Map<String, String> one, Map<String, String> other) {
        var keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }

    /** What a {@code brief.json} has for its later reading. */
    static JsonNode json(Parts parts, String planHash, boolean builds) {
        var approval = new TreeMap<String, Object>();
        approval.put("hash", parts.hash());
        approval.put("hashes", parts.hashes());
        approval.put("planFile", planHash);
        approval.put("builds", builds);
        approval.put("parts", parts);
        return Json.MAPPER.valueToTree(approval);
    }
}
