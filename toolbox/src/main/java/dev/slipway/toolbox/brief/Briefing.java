package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.Environment;
import dev.slipway.EstateCost;
import dev.slipway.GuardrailCheck;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.guardrails.rules.Rules;
import dev.slipway.plan.Plan;
import dev.slipway.settings.ExceptionSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.SettingValue;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.brief.Brief.Allowed;
import dev.slipway.toolbox.brief.Brief.Cost;
import dev.slipway.toolbox.brief.Brief.CostLine;
import dev.slipway.toolbox.brief.Brief.Guardrails;
import dev.slipway.toolbox.cloud.CloudFailure;
import dev.slipway.toolbox.cloud.Git;
import dev.slipway.toolbox.cloud.PulumiCli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Collects a brief: from the engine, the repository, and the plan of the program. */
public final class Briefing {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Path project;
    private final PulumiCli pulumi;
    private final Consumer<String> progress;

    /**
     * @param project the project's folder
     * @param progress gets a line before each step that takes seconds
     */
    public Briefing(Path project, Consumer<String> progress) {
        this.project = project;
        this.pulumi = new PulumiCli(project);
        this.progress = progress;
    }

    /**
     * What an approval would bind now. Runs a preview, which changes nothing.
     *
     * @param plan the file for the engine's plan
     * @throws CloudFailure if Pulumi fails
     */
    public Parts parts(StackConfig config, Path plan) {
        return collected(config, plan).parts();
    }

    /**
     * The brief of a stack.
     *
     * @param planned the plan of the program
     * @param plan the file for the engine's plan
     * @throws CloudFailure if Pulumi fails
     */
    public Brief brief(StackConfig config, Settings settings, Plan planned, Evidence evidence, Path plan) {
        var collected = collected(config, plan);
        var history = pulumi.json("stack", "history", "--stack", config.stack(), "--json");
        try {
            return brief(
                    config,
                    settings,
                    planned,
                    evidence,
                    collected,
                    history.isArray() ? history : Json.MAPPER.createArrayNode(),
                    new Git(project),
                    Json.hash(Files.readAllBytes(plan)));
        } catch (IOException e) {
            throw new CloudFailure("The engine's plan %s cannot be read: %s".formatted(plan, e.getMessage()));
        }
    }

    /** What the engine knows. */
    record Collected(Preview preview, Deployed deployed, Parts parts) {}

    private Collected collected(StackConfig config, Path plan) {
        progress.accept("Previewing %s; this changes nothing.".formatted(config.stack()));
        var preview = Preview.run(pulumi, config.stack(), plan);
        var deployed = Deployed.of(pulumi.json("stack", "export", "--stack", config.stack()));
        return new Collected(
                preview, deployed, Parts.of(config.project(), config.stack(), preview, Parts.saved(plan), deployed));
    }

    static Brief brief(
            StackConfig config,
            Settings settings,
            Plan planned,
            Evidence evidence,
            Collected collected,
            JsonNode history,
            Git git,
            String planHash) {
        var preview = collected.preview();
        var deployed = collected.deployed();
        var changes = new Wording(planned.environment()).changes(preview, deployed);
        var former = Release.lastUpdate(history).flatMap(update -> former(config, update));
        var release = Release.of(history, git);
        var images = images(deployed, collected.parts(), evidence);
        var migrations = release.from().isEmpty() || release.to().isEmpty()
                ? List.<Migration>of()
                : Migration.between(git, release.from(), release.to());
        var settingChanges = settingChanges(former, config);
        var impact = Impact.of(preview, deployed, planned.environment() + "-");
        var guardrails = guardrails(planned, settings, former);
        return new Brief(
                config.project(),
                config.stack(),
                Sentence.of(
                        changes,
                        images,
                        impact,
                        guardrails,
                        migrations,
                        deployed.resources().isEmpty()),
                changes,
                settingChanges,
                preview.warnings(),
                release,
                images,
                migrations,
                cost(planned, settings, deployed, config),
                guardrails,
                impact,
                back(config, release, changes, images, migrations),
                collected.parts(),
                planHash);
    }

    /** The configuration of an update, as the history records it. */
    private static Optional<StackConfig> former(StackConfig config, JsonNode update) {
        var values = new HashMap<String, String>();
        var secrets = new HashSet<String>();
        update.path("config").properties().forEach(entry -> {
            if (entry.getValue().path("secret").asBoolean()) {
                secrets.add(entry.getKey());
            } else {
                values.put(entry.getKey(), entry.getValue().path("value").asText());
            }
        });
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new StackConfig(config.project(), config.stack(), values, secrets));
    }

    private static List<SettingChange> settingChanges(Optional<StackConfig> former, StackConfig config) {
        var changes = new ArrayList<SettingChange>();
        former.ifPresent(before -> {
            var one = values(before);
            var other = values(config);
            var paths = new TreeSet<>(one.keySet());
            paths.addAll(other.keySet());
            paths.stream()
                    .filter(path -> !one.getOrDefault(path, "none").equals(other.getOrDefault(path, "none")))
                    .forEach(path -> {
                        var free = SettingChange.isFree(path);
                        changes.add(new SettingChange(
                                path,
                                free ? "not shown" : Redaction.text(one.getOrDefault(path, "none")),
                                free ? "not shown" : Redaction.text(other.getOrDefault(path, "none"))));
                    });
        });
        return List.copyOf(changes);
    }

    private static Map<String, String> values(StackConfig config) {
        try {
            return SettingValue.of(config, Environment.architecture().names()).stream()
                    .collect(Collectors.toMap(SettingValue::path, SettingValue::value, (one, _) -> one));
        } catch (RuntimeException e) {
            // Another version of the program wrote it.
            return Map.of();
        }
    }

    private static List<Evidence.Image> images(Deployed deployed, Parts parts, Evidence evidence) {
        var before = Parts.running(deployed);
        var grouped = new TreeMap<String, List<String>>();
        parts.image().forEach((container, image) -> {
            var task = container.substring(0, container.indexOf('/'));
            var now = container.endsWith("/*")
                    ? before.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(task + "/"))
                            .map(Map.Entry::getValue)
                            .filter(value -> value.startsWith("sha256:"))
                            .findFirst()
                            .orElse("")
                    : before.getOrDefault(container, "");
            if (!now.equals(image)) {
                grouped.computeIfAbsent(now + " " + image, _ -> new ArrayList<>())
                        .add(container);
            }
        });
        return grouped.entrySet().stream()
                .map(entry -> {
                    var both = entry.getKey().split(" ", 2);
                    return evidence.of(containers(entry.getValue()), both[0], both[1]);
                })
                .toList();
    }

    /** {@code app, migrate}, without the names of the task definitions. */
    private static String containers(List<String> names) {
        return names.stream()
                .map(name -> name.endsWith("/*") ? "all containers" : name.substring(name.indexOf('/') + 1))
                .distinct()
                .map(Redaction::text)
                .collect(Collectors.joining(", "));
    }

    private static Cost cost(Plan planned, Settings settings, Deployed deployed, StackConfig config) {
        var after = EstateCost.of(planned, settings);
        if (deployed.resources().isEmpty()) {
            return new Cost(null, after.monthly(), List.of(), List.of());
        }
        var before = EstateCost.of(deployed.asPlan(config.project(), config.stack()), settings);
        var one = parts(before);
        var other = parts(after);
        var names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        var lines = names.stream()
                .map(name -> new CostLine(
                        name, one.getOrDefault(name, BigDecimal.ZERO), other.getOrDefault(name, BigDecimal.ZERO)))
                .filter(each -> each.before().subtract(each.after()).abs().compareTo(CENT) >= 0)
                .sorted(Comparator.comparing((CostLine each) ->
                                each.before().subtract(each.after()).abs())
                        .reversed())
                .toList();
        var notes = new ArrayList<String>();
        notes.add(
                "Both price the resources with the usage of the settings now (cost.usage): before those in the state, after those of the plan.");
        var unpriced = new TreeSet<>(after.unknown());
        after.unpriced().forEach(each -> unpriced.add(each.what()));
        if (!unpriced.isEmpty()) {
            notes.add("Not in it: " + String.join(", ", unpriced) + ".");
        }
        return new Cost(before.monthly(), after.monthly(), lines, notes);
    }

    private static Map<String, BigDecimal> parts(Estimate estimate) {
        var parts = new LinkedHashMap<String, BigDecimal>();
        for (Line line : estimate.lines()) {
            parts.merge(line.component() + ": " + line.what(), line.monthly(), BigDecimal::add);
        }
        return parts;
    }

    private static Guardrails guardrails(Plan planned, Settings settings, Optional<StackConfig> former) {
        var verdict = GuardrailCheck.of(planned, settings);
        var known = former.map(Briefing::exceptions).orElse(List.of());
        var violations = new ArrayList<String>();
        verdict.violations()
                .forEach(finding -> violations.add(Redaction.text("%s: %s. %s (%s, %s)"
                        .formatted(
                                finding.resource(),
                                finding.what(),
                                finding.rule().sentence(),
                                finding.rule().id(),
                                finding.rule().severity()))));
        verdict.mistakes()
                .forEach(mistake -> violations.add(Redaction.text(
                        "exceptions[%d] %s; %s".formatted(mistake.index(), mistake.what(), mistake.fix()))));
        EstateCost.problem(planned, settings)
                .ifPresent(problem -> violations.add("%s %s".formatted(problem.path(), problem.what())));
        return new Guardrails(
                Rules.all().size(),
                violations,
                verdict.exempted().stream()
                        .map(each -> new Allowed(
                                each.finding().rule().id(),
                                Redaction.text(each.finding().resource()),
                                Redaction.text(each.exemption().reason()),
                                each.exemption()
                                        .until()
                                        .map(day -> "until " + day)
                                        .orElse("permanently"),
                                !known.contains(each.exemption().rule() + " "
                                        + each.exemption().resource())))
                        .toList());
    }

    private static List<String> exceptions(StackConfig config) {
        try {
            return SettingsReader.read(config, Environment.architecture().kinds()).exceptions().stream()
                    .map((ExceptionSettings each) -> each.rule() + " " + each.resource())
                    .toList();
        } catch (SettingsProblems e) {
            return List.of();
        }
    }

    private static List<String> back(
            StackConfig config,
            Release release,
            List<ResourceChange> changes,
            List<Evidence.Image> images,
            List<Migration> migrations) {
        var back = new ArrayList<String>();
        var stack = config.stack();
        if (changes.isEmpty()) {
            return List.of("Nothing to go back from.");
        }
        if (release.from().isEmpty()) {
            return List.of("There is no earlier version of this stack.");
        }
        if (!images.isEmpty()) {
            back.add("ECS goes back by itself if the new tasks do not become healthy or an alarm triggers. Later:");
            var digests = images.stream()
                    .map(Evidence.Image::before)
                    .filter(digest -> digest.startsWith("sha256:"))
                    .distinct()
                    .toList();
            if (digests.size() == 1) {
                back.add("$ delivery/digests %s %s".formatted(stack, digests.getFirst()));
                back.add("$ delivery/up %s --digest %s".formatted(stack, digests.getFirst()));
            } else {
                back.add("$ delivery/digests %s".formatted(stack));
            }
        }
        var others = changes.stream().filter(change -> !change.image()).toList();
        if (!others.isEmpty()
                && !release.commits().isEmpty()
                && release.removed().isEmpty()) {
            back.add("For the other changes, revert the commits and deploy the revert:");
            back.add("$ git revert --no-edit %s..%s".formatted(shortId(release.from()), shortId(release.to())));
        } else if (!others.isEmpty()) {
            back.add("For the other changes, restore the former settings and deploy them:");
            back.add("$ git checkout %s -- Pulumi.%s.yaml".formatted(shortId(release.from()), stack));
            back.add("$ delivery/up %s".formatted(stack));
        }
        if (!migrations.isEmpty()) {
            back.add("Migrations are not undone: the former version runs with the migrated database.");
        }
        if (changes.stream().anyMatch(ResourceChange::losesData)) {
            back.add("Deleted data does not come back by this. Restore it from a snapshot or a backup.");
        }
        return back;
    }

    private static String shortId(String commit) {
        return commit.substring(0, Math.min(12, commit.length()));
    }
}
