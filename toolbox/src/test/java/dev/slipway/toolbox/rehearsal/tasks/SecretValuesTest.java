package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.plan.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import static dev.slipway.toolbox.rehearsal.Planned.plan;
import static dev.slipway.toolbox.rehearsal.Planned.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretValuesTest {

    private static final String MANAGED = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-1-abcdef";
    private static final String OF_CLUSTER =
            "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-abcdef";
    private static final String OWN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:mail-abcdef";

    private final SecretValues secrets = new SecretValues(
            plan(
                    resource(
                            "aws:rds/cluster:Cluster",
                            "cluster",
                            Map.of("masterUsername", "administrator"),
                            Map.of("masterUserSecrets", List.of(Map.of("secretArn", OF_CLUSTER)))),
                    resource(
                            "aws:ssm/parameter:Parameter",
                            "key",
                            Map.of("name", "/slipway/staging/api-key/1", "value", new Secret("the key")),
                            Map.of("arn", "arn:aws:ssm:eu-central-1:111122223333:parameter/slipway/staging/api-key/1")),
                    resource(
                            "aws:rds/instance:Instance",
                            "database",
                            Map.of("username", "administrator"),
                            Map.of("masterUserSecrets", List.of(Map.of("secretArn", MANAGED)))),
                    resource(
                            "aws:secretsmanager/secretVersion:SecretVersion",
                            "mail",
                            Map.of("secretId", OWN, "secretString", new Secret("{\"token\":\"t0k3n\"}")))),
            "made for this run");

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ssm:eu-central-1:111122223333:parameter/slipway/staging/api-key/1, the key",
        "/slipway/staging/api-key/1, the key",
        MANAGED + ":username::, administrator",
        OF_CLUSTER + ":username::, administrator",
        OF_CLUSTER + ":password::, made for this run",
        MANAGED + ":password::, made for this run",
        OWN + ":token::, t0k3n"
    })
    void a_value_is_resolved_from_its_reference(String valueFrom, String value) {
        assertThat(secrets.resolve(valueFrom)).isEqualTo(value);
    }

    @Test
    void a_secret_without_a_key_is_the_whole_value() {
        assertThat(secrets.resolve(OWN)).isEqualTo("{\"token\":\"t0k3n\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/slipway/staging/api-key/2, /slipway/staging/api-key/1",
        "arn:aws:ssm:eu-central-1:111122223333:parameter/other, /slipway/staging/api-key/1",
        "arn:aws:secretsmanager:eu-central-1:111122223333:secret:none-abcdef, is not a secret of this plan",
        MANAGED + ":host::, no such key"
    })
    void a_missing_secret_is_an_error_without_any_value(String valueFrom, String message) {
        assertThatThrownBy(() -> secrets.resolve(valueFrom))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining(valueFrom)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("the key", "t0k3n", "made for this run");
    }
}
