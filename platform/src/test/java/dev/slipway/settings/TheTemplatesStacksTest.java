package dev.slipway.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TheTemplatesStacksTest {

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "staging", "prod"})
    void each_can_be_read_in_a_fresh_clone(String stack) {
        assertThat(Settings.read(StackConfig.fromFiles(Stacks.ROOT, stack))
                        .account()
                        .region())
                .isEqualTo("eu-central-1");
    }

    @Test
    void staging_says_no_more_than_its_name_and_account() {
        var config = StackConfig.fromFiles(Stacks.ROOT, "staging");
        assertThat(Settings.read(config)).isEqualTo(Settings.read(Stacks.stack("staging", """
                        aws:region: eu-central-1
                        aws:allowedAccountIds: ["000000000000"]
                        domain: {name: orders.staging.example.com}
                        """)));
    }

    @Test
    void their_placeholders_are_answered_with_the_commands_that_set_them() {
        assertThat(mends("staging"))
                .containsExactly(
                        "`pulumi config set -s staging aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s staging --path slipway:domain.name <host name>`");
        assertThat(mends("foundation"))
                .containsExactly(
                        "`pulumi config set -s foundation aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s foundation --path slipway:foundation.repository <owner/name>`",
                        "`pulumi config set -s foundation --path slipway:foundation.zone <domain>`",
                        "`pulumi config set -s foundation --path 'slipway:foundation.budgetEmails[0]' <e-mail address>`");
    }

    private static List<String> mends(String stack) {
        var config = StackConfig.fromFiles(Stacks.ROOT, stack);
        return Placeholders.problems(config, Settings.read(config)).stream()
                .map(Problem::mend)
                .toList();
    }
}
