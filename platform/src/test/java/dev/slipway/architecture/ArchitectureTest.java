package dev.slipway.architecture;

import dev.slipway.settings.stack.SettingsProblems;
import org.junit.jupiter.api.Test;

import static dev.slipway.architecture.ImageSpec.image;
import static dev.slipway.architecture.ServiceSpec.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchitectureTest {

    @Test
    void all_that_aws_would_refuse_is_reported_at_once() {
        assertThatThrownBy(() -> Architecture.of(
                        web("app").ownsSchema(),
                        web("app").usesDatabase().ownsSchema(),
                        web("Admin").paths("admin", "/ok/*").hosts("ADMIN.acme.dev"),
                        web("flow").paths("/1", "/2", "/3").hosts("a.acme.dev", "b.acme.dev", "c.acme.dev"),
                        web("metrics").paths("/m").port(9090).healthPath("healthz")))
                .isInstanceOf(SettingsProblems.class)
                .hasMessageContaining("Environment.java: 10 problems")
                .hasMessageContaining("is the name of two services")
                .hasMessageContaining("Admin     is not a service's name")
                .hasMessageContaining("path admin is not a path pattern")
                .hasMessageContaining("host ADMIN.acme.dev is not a part of a host name")
                .hasMessageContaining("has more than 5 paths and hosts")
                .hasMessageContaining("port 9090 is the port for metrics")
                .hasMessageContaining("health path healthz is not a path")
                .hasMessageContaining("have neither paths nor hosts")
                .hasMessageContaining("all own the database's schema");
    }

    @Test
    void images_have_names_and_one_declaration_each_and_one_service_runs_the_shared_one() {
        assertThatThrownBy(() -> Architecture.of(
                        web("app").runs(image("App")),
                        web("admin").paths("/admin").runs(image("admin")),
                        web("other").paths("/other").runs(image("admin").context("admin"))))
                .hasMessageContaining("image App    is not a name")
                .hasMessageContaining("image admin  is declared in two ways")
                .hasMessageContaining(
                        "app          runs image App leaves no service that runs the image of the settings");
    }

    @Test
    void an_environment_needs_a_service() {
        assertThatThrownBy(Architecture::of).hasMessageContaining("declare one, such as web(\"app\")");
    }

    @Test
    void the_schemas_owner_starts_first_and_rules_keep_their_order() {
        var architecture = Architecture.of(
                web("admin").paths("/admin/*").usesDatabase(), web("app").ownsSchema());
        assertThat(architecture.inOrderOfStart()).extracting(ServiceSpec::name).containsExactly("app", "admin");
        assertThat(architecture.services()).extracting(architecture::place).containsExactly(1, 2);
    }
}
