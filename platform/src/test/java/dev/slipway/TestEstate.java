package dev.slipway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.plan.EstatePlans;
import dev.slipway.plan.Plan;
import dev.slipway.settings.StackConfig;

import java.nio.file.Path;
import java.util.HashMap;

/** The repository's own stacks, and variations of them. */
final class TestEstate {

    static final Path ROOT = Path.of("..");

    private static final JsonMapper JSON = new JsonMapper();

    private final StackConfig config;

    private TestEstate(StackConfig config) {
        this.config = config;
    }

    static TestEstate stack(String stack) {
        return new TestEstate(StackConfig.fromFiles(ROOT, stack));
    }

    /** The same stack with one section's setting changed; the value is JSON. */
    TestEstate with(String section, String setting, String value) {
        try {
            var key = config.project() + ":" + section;
            var tree = (ObjectNode) JSON.readTree(config.values().getOrDefault(key, "{}"));
            tree.set(setting, JSON.readTree(value));
            var values = new HashMap<>(config.values());
            values.put(key, tree.toString());
            return new TestEstate(new StackConfig(config.project(), config.stack(), values, config.secretKeys()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same settings in a stack of another name. */
    TestEstate named(String stack) {
        return new TestEstate(new StackConfig(config.project(), stack, config.values(), config.secretKeys()));
    }

    Plan plan() {
        return EstatePlans.of(ROOT).plan(config);
    }
}
