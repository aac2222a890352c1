package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.List;

/**
 * The page on which a release manager decides; {@link BriefMarkdown} and {@link BriefPage} show it.
 *
 * @param verdict one sentence
 * @param changes of resources, those that lose data first
 * @param settings those of the stack's file that differ from the last update
 * @param warnings of the program, as sentences
 * @param back how to go back: sentences, and commands that begin with {@code $ }
 */
public record Brief(
        String project,
        String stack,
        String verdict,
        List<ResourceChange> changes,
        List<SettingChange> settings,
        List<String> warnings,
        Release release,
        List<Evidence.Image> images,
        List<Migration> migrations,
        Cost cost,
        Guardrails guardrails,
        Impact impact,
        List<String> back,
        Parts parts,
        String planHash) {

    private static final int SHORT = 12;

    /**
     * The estimates of a month in dollars, both with the usage of today's settings.
     *
     * @param before of the resources in the state; null before the first update
     * @param lines the parts that differ, the largest difference first
     */
    public record Cost(BigDecimal before, BigDecimal after, List<CostLine> lines, List<String> notes) {}

    /** A part of the cost in dollars a month. */
    public record CostLine(String what, BigDecimal before, BigDecimal after) {}

    /**
     * What the rules say about the plan.
     *
     * @param rules the number of rules
     * @param violations as sentences
     * @param exceptions what the team allows
     */
    public record Guardrails(int rules, List<String> violations, List<Allowed> exceptions) {}

    /**
     * An exception of the stack's file.
     *
     * @param isNew whether the last update did not have it
     */
    public record Allowed(String rule, String resource, String reason, String until, boolean isNew) {}

    /** The resources whose deletion or replacement loses data. */
    public List<ResourceChange> losses() {
        return changes.stream().filter(ResourceChange::losesData).toList();
    }

    /** Whether something that has to be fixed or understood first is in it. */
    public boolean needsAttention() {
        return !losses().isEmpty()
                || !guardrails.violations().isEmpty()
                || migrations.stream()
                        .anyMatch(migration -> !migration.warnings().isEmpty());
    }

    /** The beginning of the hash, for people. */
    public String shortHash() {
        return parts.hash().substring("sha256:".length(), "sha256:".length() + SHORT);
    }

    /** Whether the update builds an image, whose digest cannot be approved before. */
    public boolean builds() {
        return changes.stream().anyMatch(change -> change.kind().equals("image build"))
                || parts.plan().keySet().stream().anyMatch(urn -> urn.contains("docker-build:index:Image::"));
    }

    /** {@code brief.json}: all of the page, and what an approval binds. */
    public String json() {
        ObjectNode json = Json.MAPPER.valueToTree(this);
        json.remove(List.of("parts", "planHash"));
        json.set("approval", Approval.json(parts, planHash, builds()));
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a brief contains only values that JSON supports", e);
        }
    }
}
