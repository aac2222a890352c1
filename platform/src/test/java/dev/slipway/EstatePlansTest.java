package dev.slipway;

import com.pulumi.Context;
import com.pulumi.aws.ecr.Repository;
import com.pulumi.core.Output;
import com.pulumi.resources.StackReference;
import dev.slipway.plan.Answers;
import dev.slipway.plan.LayeredAnswers;
import dev.slipway.plan.Secret;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EstatePlansTest {

    @TempDir
    Path directory;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "name: toy\nruntime: java\n");
        for (var stack : List.of("foundation", "staging", "prod")) {
            Files.writeString(
                    directory.resolve("Pulumi." + stack + ".yaml"),
                    "config:\n  aws:region: eu-west-1\n  toy:size: 1\n");
        }
    }

    /** A foundation with a registry, and environments that export its address and outputs of each other. */
    private static Consumer<Context> estate(StackConfig config) {
        return context -> {
            if (config.stack().equals("foundation")) {
                context.export("registry", new Repository("registry").repositoryUrl());
                context.export("token", Output.ofSecret("hunter2"));
                return;
            }
            var foundation = new StackReference("organization/toy/foundation");
            context.export("registry", foundation.requireOutput("registry"));
            context.export("token", foundation.requireOutput("token"));
            var before = new StackReference("organization/toy/staging");
            context.export("before", before.output("registry").applyValue(Objects::nonNull));
        };
    }

    @Test
    void an_environment_gets_the_outputs_of_its_foundations_plan() {
        var plans = EstatePlans.of(directory, EstatePlansTest::estate);

        var registry = plans.plan("foundation").outputs().get("registry");

        assertThat(registry).asString().contains(".dkr.ecr.eu-west-1.amazonaws.com/registry-");
        assertThat(plans.plan("staging").outputs())
                .containsEntry("registry", registry)
                .containsEntry("token", new Secret("hunter2"));
    }

    @Test
    void a_stack_that_refers_to_itself_has_no_outputs_yet() {
        assertThat(EstatePlans.of(directory, EstatePlansTest::estate)
                        .plan("staging")
                        .outputs())
                .containsEntry("before", false);
    }

    @Test
    void an_environment_may_refer_to_another() {
        assertThat(EstatePlans.of(directory, EstatePlansTest::estate)
                        .plan("prod")
                        .outputs())
                .containsEntry("before", true);
    }

    @Test
    void problems_with_the_foundations_settings_are_reported_as_such() {
        var problems = new SettingsProblems(
                "Pulumi.foundation.yaml", List.of(new Problem("zone", "'acme'", "is not a domain", "write acme.dev")));
        var plans = EstatePlans.of(directory, config -> {
            if (config.stack().equals("foundation")) {
                throw problems;
            }
            return estate(config);
        });

        assertThatThrownBy(() -> plans.plan("staging")).isSameAs(problems);
    }

    @Test
    void answers_can_override_those_of_aws() {
        var plans = EstatePlans.of(directory, EstatePlansTest::estate).answering(aws -> new LayeredAnswers() {
            @Override
            public Answers others() {
                return aws;
            }

            @Override
            public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
                return Map.of("repositoryUrl", "127.0.0.1:5000/" + name);
            }
        });

        assertThat(plans.plan("staging").outputs()).containsEntry("registry", "127.0.0.1:5000/registry");
    }
}
