package dev.slipway.toolbox.brief;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:planted@host/db",
                "https://planted:planted@host",
                "https://host/x?X-Amz-Signature=planted&a=b",
                "https://host/x?code=planted",
                "password=planted",
                "DB_PASSWORD: \"planted\"",
                "api-key = 'planted'",
                "Authorization: Bearer planted.planted",
                "https://hooks.slack.com/services/T0/B0/planted",
                "ghp_plantedplantedplantedplanted",
                "-----BEGIN RSA PRIVATE KEY----- planted"
            })
    void a_credential_is_removed(String text) {
        assertThat(Redaction.text(text)).doesNotContain("planted").contains("[secret]");
    }

    @Test
    void other_text_stays() {
        var text =
                "Keep arn:aws:rds:eu-central-1:000000000000:db:x, sha256:abcd, https://example.com/a?b=c and 10.20.0.0/16";

        assertThat(Redaction.text(text)).isEqualTo(text);
    }
}
