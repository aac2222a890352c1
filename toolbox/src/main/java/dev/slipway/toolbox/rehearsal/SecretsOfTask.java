package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.toolbox.rehearsal.tasks.Container;
import dev.slipway.toolbox.rehearsal.tasks.SecretValues;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The secrets of a task's containers: from the plan, from rehearsal.env, and stand-ins for missing values. */
final class SecretsOfTask {

    /** The value of a secret that is set by hand in the cloud, or exists there, and is missing in rehearsal.env. */
    static final String STAND_IN = "stand-in";

    private final SecretValues planned;
    private final Map<String, String> given;
    private final Set<String> standIns = new LinkedHashSet<>();

    SecretsOfTask(Plan plan, String administratorPassword, Map<String, String> given) {
        this.planned = new SecretValues(plan, administratorPassword);
        this.given = given;
    }

    Map<String, String> of(Container container, List<String> problems) {
        var existing = container.secrets().entrySet().stream()
                .filter(secret -> planned.isOutside(secret.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        var values = new LinkedHashMap<>(planned.of(container.withoutSecrets(existing), problems));
        for (var name : existing) {
            values.put(name, given.getOrDefault(name, STAND_IN));
            if (!given.containsKey(name)) {
                standIns.add(name);
            }
        }
        values.replaceAll((name, value) -> {
            if (given.containsKey(name)) {
                return given.get(name);
            }
            if (!existing.contains(name)
                    && planned.isSetByHand(container.secrets().get(name))) {
                standIns.add(name);
                return STAND_IN;
            }
            return value;
        });
        return values;
    }

    List<String> standIns() {
        return List.copyOf(standIns);
    }

    /**
     * Reads {@code NAME=value} lines; blank lines and lines that begin with {@code #} are skipped.
     *
     * @throws CannotRehearse with all other lines
     */
    static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, String>();
        var problems = new ArrayList<String>();
        try {
            var lines = Files.readAllLines(file);
            for (var number = 1; number <= lines.size(); number++) {
                var line = lines.get(number - 1).strip();
                var parts = line.split("=", 2);
                if (parts.length == 2 && parts[0].matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    values.put(parts[0], parts[1]);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    problems.add("%s, line %d: write NAME=value".formatted(file.getFileName(), number));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!problems.isEmpty()) {
            throw new CannotRehearse(problems);
        }
        return values;
    }
}
