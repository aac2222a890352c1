package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.config.InvalidConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConfigurationTest {

    private static final Map<String, String> MINIMAL = Map.of(
            "DATABASE_HOST", "db.example.com",
            "DATABASE_NAME", "slipway",
            "DATABASE_PASSWORD", "secret-of-the-database",
            "API_KEY_1", "0123456789abcdef");

    @Test
    void unset_variables_have_the_documented_defaults() {
        var configuration = Configuration.forServing(MINIMAL);
        assertThat(configuration.listen())
                .isEqualTo(new Configuration.Listen("0.0.0.0", 8080, 9090, Duration.ofSeconds(75), 0));
        assertThat(configuration.rateLimit()).isEqualTo(new Configuration.RateLimit(5, 5));
        assertThat(configuration.stopTimeout()).hasSeconds(30);
        assertThat(configuration.database().orElseThrow().poolSize()).isEqualTo(8);
        assertThat(configuration.database().orElseThrow().signIn().user()).isEqualTo("app");
        assertThat(configuration.filesDirectory()).isEmpty();
        assertThat(configuration.corsOrigins()).isEmpty();
    }

    @Test
    void every_problem_is_reported_at_once_without_secrets() {
        var variables = new HashMap<>(MINIMAL);
        variables.remove("DATABASE_HOST");
        variables.put("PORT", "eighty");
        variables.put("METRICS_PORT", "70000");
        variables.put("DATABASE_TLS", "maybe");
        variables.put("LOG_LEVEL", "loud");
        variables.put("API_KEY_1", "tiny-key");

        var invalid = catchThrowableOfType(InvalidConfiguration.class, () -> Configuration.forServing(variables));

        assertThat(invalid.problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("DATABASE_HOST is not set"),
                        problem -> assertThat(problem).startsWith("PORT is \"eighty\""),
                        problem -> assertThat(problem).startsWith("METRICS_PORT is \"70000\""),
                        problem -> assertThat(problem)
                                .startsWith("DATABASE_TLS is \"maybe\": give one of verify-full, disable"),
                        problem -> assertThat(problem).startsWith("LOG_LEVEL is \"loud\""),
                        problem -> assertThat(problem).startsWith("API_KEY_n has a key"));
        assertThat(invalid.problems().toString()).doesNotContain("tiny-key", "secret-of-the-database");
    }

    @Test
    void a_sign_in_token_needs_a_region_and_an_encrypted_connection() {
        var variables = new HashMap<>(MINIMAL);
        variables.put("DATABASE_SIGN_IN", "iam");
        variables.put("DATABASE_TLS", "disable");

        var invalid = catchThrowableOfType(InvalidConfiguration.class, () -> Configuration.forServing(variables));

        assertThat(invalid.problems())
                .anyMatch(problem -> problem.startsWith("AWS_REGION"))
                .anyMatch(problem -> problem.startsWith("DATABASE_TLS"));
    }

    @Test
    void migrating_needs_the_administrator_and_no_key() {
        var invalid = catchThrowableOfType(
                InvalidConfiguration.class,
                () -> Configuration.forMigrating(
                        Map.of("DATABASE_HOST", "h", "DATABASE_NAME", "n", "DATABASE_PASSWORD", "p")));
        assertThat(invalid.problems()).hasSize(2).allMatch(problem -> problem.startsWith("DATABASE_ADMIN_"));
    }

    @Test
    void values_are_taken_as_they_are() {
        var variables = new HashMap<>(MINIMAL);
        variables.put("DATABASE_PASSWORD", "a${DATABASE_HOST}$1\\,b.c%");
        variables.put("bash_FUNC%%", "() { :; }");
        variables.put("A..B", "");
        var signIn =
                Configuration.forServing(variables).database().orElseThrow().signIn();
        assertThat(signIn.password()).isEqualTo("a${DATABASE_HOST}$1\\,b.c%");
    }

    @Test
    void a_configuration_does_not_print_its_secrets() {
        assertThat(Configuration.forServing(MINIMAL).database().toString()).doesNotContain("secret-of-the-database");
    }
}
