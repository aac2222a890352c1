package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Evaluates the registry's lifecycle policy like ECR, on histories of builds and promotions. */
class RegistryLifecycleTest {

    private final Registry registry = new Registry(rules());

    @Test
    void two_hundred_builds_on_staging_do_not_expire_productions_image() {
        registry.promote("staging", registry.build());
        registry.promote("prod", registry.runs("staging"));
        for (var i = 0; i < 200; i++) {
            registry.promote("staging", registry.build());
        }
        assertThat(registry.has(registry.runs("prod"))).isTrue();
    }

    @Test
    void two_hundred_failed_builds_do_not_expire_a_running_image() {
        registry.promote("staging", registry.build());
        registry.promote("prod", registry.runs("staging"));
        registry.promote("staging", registry.build());
        for (var i = 0; i < 200; i++) {
            registry.build();
        }
        assertThat(registry.has(registry.runs("prod"))).isTrue();
        assertThat(registry.has(registry.runs("staging"))).isTrue();
    }

    @Test
    void builds_that_never_ran_expire() {
        var first = registry.build();
        for (var i = 0; i < 100; i++) {
            registry.build();
        }
        assertThat(registry.has(first)).isFalse();
        assertThat(registry.size()).isEqualTo(100);
    }

    /** Builds, promotions and rollbacks to any image of the last hundred promotions, in any order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_running_image_never_expires_in_any_history(long seed) {
        var random = new Random(seed);
        var promoted = new HashMap<String, List<Image>>();
        registry.promote("staging", registry.build());
        for (var i = 0; i < 1500; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> registry.build();
                case 4, 5, 6 -> registry.promote("staging", registry.build());
                case 7 -> registry.promote("prod", registry.runs("staging"));
                default -> {
                    var environment = random.nextBoolean() ? "prod" : "staging";
                    var former = promoted.getOrDefault(environment, List.of());
                    if (!former.isEmpty()) {
                        registry.promote(
                                environment,
                                former.get(former.size() - 1 - random.nextInt(Math.min(100, former.size()))));
                    }
                }
            }
            registry.running.forEach((environment, image) -> {
                promoted.computeIfAbsent(environment, _ -> new ArrayList<>()).add(image);
                assertThat(registry.has(image))
                        .as(environment + " after " + image)
                        .isTrue();
            });
        }
    }

    /** Ordered by priority. */
    private static List<Rule> rules() {
        try {
            var policy = new JsonMapper()
                    .readTree(TestEstate.stack("foundation")
                            .plan()
                            .one("aws:ecr/lifecyclePolicy:LifecyclePolicy")
                            .text("policy"));
            return StreamSupport.stream(policy.get("rules").spliterator(), false)
                    .sorted(Comparator.comparingInt(
                            rule -> rule.get("rulePriority").intValue()))
                    .map(Rule::of)
                    .toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** @param prefixes selects images with a tag for each prefix; selects all images if empty */
    private record Rule(List<String> prefixes, int count) {

        static Rule of(JsonNode rule) {
            var selection = rule.get("selection");
            assertThat(selection.get("countType").textValue()).isEqualTo("imageCountMoreThan");
            assertThat(selection.get("tagStatus").textValue())
                    .isEqualTo(selection.has("tagPrefixList") ? "tagged" : "any");
            return new Rule(
                    StreamSupport.stream(selection.path("tagPrefixList").spliterator(), false)
                            .map(JsonNode::textValue)
                            .toList(),
                    selection.get("countNumber").intValue());
        }

        boolean selects(Image image) {
            return prefixes.stream().allMatch(prefix -> image.tags().stream().anyMatch(tag -> tag.startsWith(prefix)));
        }
    }

    /** Compared by identity, because its tags change. */
    private static final class Image {

        private final int pushed;
        private final Set<String> tags = new HashSet<>();

        Image(int pushed) {
            this.pushed = pushed;
            tags.add("%040x".formatted(pushed));
        }

        int pushed() {
            return pushed;
        }

        Set<String> tags() {
            return tags;
        }

        @Override
        public String toString() {
            return tags.toString();
        }
    }

    private static final class Registry {

        private final List<Rule> rules;
        private final Map<String, Image> running = new HashMap<>();
        private final List<Image> images = new ArrayList<>();
        private int pushes;

        Registry(List<Rule> rules) {
            this.rules = rules;
        }

        Image build() {
            var image = new Image(pushes++);
            images.add(image);
            expire();
            return image;
        }

        /** Like delivery/tag-image, whose tags are immutable: promoting the same image twice adds one tag. */
        void promote(String environment, Image image) {
            image.tags().add("%s-%012x".formatted(environment, image.pushed()));
            running.put(environment, image);
            expire();
        }

        Image runs(String environment) {
            return running.get(environment);
        }

        boolean has(Image image) {
            return images.contains(image);
        }

        int size() {
            return images.size();
        }

        /**
         * "Amazon ECR lifecycle policies", evaluation rules: each rule counts all images that it selects, by push time, and
         * expires those beyond its count, except images with a tag that an earlier rule selects.
         */
        private void expire() {
            var expired = new HashSet<Image>();
            for (var i = 0; i < rules.size(); i++) {
                var rule = rules.get(i);
                var before = rules.subList(0, i);
                images.stream()
                        .filter(rule::selects)
                        .sorted(Comparator.comparingInt(Image::pushed).reversed())
                        .skip(rule.count())
                        .filter(image -> before.stream().noneMatch(earlier -> earlier.selects(image)))
                        .forEach(expired::add);
            }
            images.removeAll(expired);
        }
    }
}
