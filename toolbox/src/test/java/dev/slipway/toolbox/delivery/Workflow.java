package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A workflow file as data. */
record Workflow(String file, String text, JsonNode root) {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final Path FOLDER = REPOSITORY.resolve(".github/workflows");

    static Workflow of(String file) {
        try {
            return new Workflow(file, Files.readString(FOLDER.resolve(file)), yaml(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    static JsonNode yaml(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    static List<Workflow> all() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> of(file.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new AssertionError(FOLDER.toString(), e);
        }
    }

    Set<String> triggers() {
        return names(root.path("on"));
    }

    Map<String, Job> jobs() {
        var jobs = new TreeMap<String, Job>();
        root.path("jobs").properties().forEach(job -> jobs.put(job.getKey(), new Job(job.getKey(), job.getValue())));
        return jobs;
    }

    Job job(String id) {
        return jobs().get(id);
    }

    static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    record Job(String id, JsonNode node) {

        /** The jobs that this job needs. */
        List<String> needs() {
            var needs = node.path("needs");
            return needs.isTextual()
                    ? List.of(needs.asText())
                    : needs.valueStream().map(JsonNode::asText).toList();
        }

        String environment() {
            return node.at("/environment/name").asText();
        }

        /** Whether the job calls another workflow. */
        boolean calls() {
            return node.has("uses");
        }

        List<Step> steps() {
            return Stream.iterate(0, i -> i + 1)
                    .limit(node.path("steps").size())
                    .map(i -> new Step(node.path("steps").path(i)))
                    .toList();
        }

        /** The index of the only step whose run block has a line with this beginning; fails unless there is exactly one. */
        int running(String command) {
            var places = Stream.iterate(0, i -> i + 1)
                    .limit(steps().size())
                    .filter(i -> steps().get(i)
                            .run()
                            .lines()
                            .anyMatch(line -> line.strip().startsWith(command)))
                    .toList();
            if (places.size() != 1) {
                throw new AssertionError("%s runs `%s` in %d steps".formatted(id, command, places.size()));
            }
            return places.getFirst();
        }

        /** The only step that uses the action; fails unless there is exactly one. */
        Step using(String action) {
            var using = steps().stream()
                    .filter(step -> step.uses().startsWith(action + "@"))
                    .toList();
            if (using.size() != 1) {
                throw new AssertionError("%s uses %s %d times".formatted(id, action, using.size()));
            }
            return using.getFirst();
        }
    }

    record Step(JsonNode node) {

        String uses() {
            return node.path("uses").asText();
        }

        String run() {
            return node.path("run").asText();
        }

        String with(String input) {
            return node.path("with").path(input).asText();
        }
    }
}
