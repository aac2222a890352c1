package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.changes.Change;
import dev.slipway.changes.Changes;
import dev.slipway.changes.Running;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.reading.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the warnings about changes before they are approved. ChangesIT checks what the engine would do. */
class ChangesTest {

    private static final TestEstate PROD = TestEstate.stack("prod")
            .with("services.app", "secrets", "[\"PAYMENT_TOKEN\"]")
            .with("services.app", "apiKeys", "[1, 2]");
    private static final Running RUNS = EstatePlans.running(PROD.plan());

    @Test
    void an_environment_that_matches_its_settings_has_no_changes() {
        assertThat(changes(RUNS, settings(PROD))).isEmpty();
    }

    @Test
    void a_new_environment_has_no_changes() {
        assertThat(changes(new Running("slipway-prod", List.of()), settings(PROD)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "network|cidr|\"10.50.0.0/16\"|would replace the VPC|keep the range",
                "database|version|17|is not supported by RDS|write 18",
                "database|maximumStorage|20|is refused by RDS|write 50 or more",
                "network|zones|2|removes the last zone's subnets|",
                "network|egress|\"endpoints\"|cuts tasks off|",
                "network|egress|\"nat\"|breaks open connections|",
                "domain|name|\"shop.example.com\"|removes the former name|",
                "services.app|architecture|\"x86_64\"|needs an image that was built for it|",
                "services.app|secrets|[]|deletes the values|",
                "services.app|apiKeys|[2]|rejects callers|",
                "database|instanceClass|\"db.t4g.medium\"|restarts the database|",
                "database|backupDays|7|deletes older backups|"
            })
    void changes_that_replace_interrupt_or_delete_something_are_reported(
            String section, String setting, String value, String effect, String instead) {
        var runs = setting.equals("maximumStorage")
                ? EstatePlans.running(PROD.with("database", "storage", "50").plan())
                : RUNS;
        var changes = changes(runs, settings(PROD.with(section, setting, value)));
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.setting()).isEqualTo(section + "." + setting);
            assertThat(change.sentence()).contains(effect);
            assertThat(change.refused()).isEqualTo(instead != null);
            if (instead != null) {
                assertThat(change.instead()).contains(instead);
                assertThat(change.problem().fix()).contains(instead);
            }
        });
    }

    /** Production does not allow these changes at all. */
    @ParameterizedTest
    @CsvSource({"files,backup,false,ends the daily backups", "observability,logDays,1,deletes older log lines"})
    void shorter_retention_on_staging_gets_a_warning(String section, String setting, String value, String effect) {
        var staging = TestEstate.stack("staging");
        var changes = changes(EstatePlans.running(staging.plan()), settings(staging.with(section, setting, value)));
        assertThat(changes)
                .extracting(Change::sentence)
                .singleElement()
                .asString()
                .contains(effect);
    }

    @Test
    void a_new_major_version_is_reported_to_stop_the_database() {
        var runs = EstatePlans.running(PROD.with("database", "version", "17").plan());
        assertThat(changes(runs, settings(PROD)))
                .extracting(Change::sentence)
                .singleElement()
                .asString()
                .contains("PostgreSQL 17 becomes 18", "stops the database");
    }

    @Test
    void removing_the_standby_or_the_protection_of_data_is_reported() {
        var staging = TestEstate.stack("prod").with("database", "multiAz", "false");
        assertThat(changes(RUNS, settings(staging, "production", "false")))
                .extracting(Change::setting)
                .contains("database.multiAz", "production");
    }

    @ParameterizedTest
    @CsvSource({
        "services.app,maximum,9",
        "services.app,memory,2048",
        "services.app,spotPercent,50",
        "services.app,environment,{\"A\": \"b\"}",
        "database,multiAz,true",
        "database,storage,60",
        "database,backupDays,30",
        "observability,logDays,400",
        "cost,budget,900",
        "cost,usage,{\"requests\": 9}",
        "files,throughput,\"elastic\""
    })
    void changes_without_interruption_are_not_reported(String section, String setting, String value) {
        assertThat(changes(RUNS, settings(PROD.with(section, setting, value)))).isEmpty();
    }

    /** A team's own database, certificate or VPC does not belong to the environment. */
    @Test
    void a_teams_own_resources_are_ignored() {
        var own = Stream.of("aws:ec2/vpc:Vpc", "aws:rds/instance:Instance", "aws:acm/certificate:Certificate")
                .map(type -> new Running.Resource(
                        type,
                        "slipway-prod-reports",
                        Map.of("cidrBlock", "10.99.0.0/16", "engineVersion", "15", "domainName", "other.example.com")));
        var all = new Running(
                "slipway-prod", Stream.concat(own, RUNS.resources().stream()).toList());
        assertThat(changes(all, settings(PROD))).isEmpty();
    }

    @Test
    void the_engines_answer_is_read() {
        Map<String, Map<String, Object>> state = RUNS.resources().stream()
                .collect(Collectors.toMap(
                        resource -> "urn:pulumi:prod::slipway::a$" + resource.type() + "::" + resource.name(),
                        resource -> Map.of("type", resource.type(), "outputs", withDoubles(resource.properties()))));
        assertThat(changes(Running.of("slipway-prod", state), settings(PROD))).isEmpty();
        assertThat(changes(Running.of("slipway-prod", state), settings(PROD.with("network", "zones", "2"))))
                .hasSize(1);
    }

    /** Converts numbers to doubles, as the engine returns them. */
    private static Map<?, ?> withDoubles(Map<?, ?> properties) {
        return properties.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue() instanceof Long number ? number.doubleValue() : entry.getValue()));
    }

    static EnvironmentSettings settings(TestEstate stack) {
        return (EnvironmentSettings) SettingsReader.read(stack.config(), TestEstate.ARCHITECTURE.kinds());
    }

    static EnvironmentSettings settings(TestEstate stack, String key, String value) {
        return (EnvironmentSettings)
                SettingsReader.read(stack.withValue(key, value).config(), TestEstate.ARCHITECTURE.kinds());
    }

    private static List<Change> changes(Running running, EnvironmentSettings requested) {
        return changes(running, requested, TestEstate.ARCHITECTURE);
    }

    static List<Change> changes(Running running, EnvironmentSettings requested, Architecture architecture) {
        return Changes.of(running, requested, architecture);
    }
}
