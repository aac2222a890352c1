package dev.slipway.app;

import dev.slipway.app.database.SignIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInTest {

    @BeforeEach
    void set_credentials() {
        // The example of AWS's documentation.
        System.setProperty("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
        System.setProperty("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    }

    @AfterEach
    void clear_credentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void a_token_is_a_request_to_connect_as_the_user_signed_for_a_quarter_of_an_hour() {
        var signIn = SignIn.iam("app", "db.example.eu-central-1.rds.amazonaws.com", 5432, "eu-central-1");

        assertThat(signIn.password())
                .startsWith("db.example.eu-central-1.rds.amazonaws.com:5432/?")
                .contains("DBUser=app", "Action=connect", "X-Amz-Signature=")
                .containsPattern("X-Amz-Expires=(900|899)&") // counted in whole seconds from a moment later
                .contains("AKIAIOSFODNN7EXAMPLE%2F", "%2Feu-central-1%2Frds-db%2Faws4_request")
                .doesNotContain("wJalrXUtnFEMI");
    }

    @Test
    void a_sign_in_does_not_print_its_password() {
        assertThat(SignIn.password("app", "secret").toString()).doesNotContain("secret");
    }
}
