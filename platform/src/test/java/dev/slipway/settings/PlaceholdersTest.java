package dev.slipway.settings;

import dev.slipway.TestEstate;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceholdersTest {

    @Test
    void they_are_answered_with_the_commands_that_set_them() {
        assertThat(mends("staging"))
                .containsExactly(
                        "`pulumi config set -s staging aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s staging --path slipway:domain.name <host name>`");
        assertThat(mends("prod"))
                .containsExactly(
                        "`pulumi config set -s prod aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s prod --path slipway:domain.name <host name>`",
                        "`pulumi config set -s prod --path 'slipway:observability.emails[0]' <e-mail address>`");
        assertThat(mends("foundation"))
                .containsExactly(
                        "`pulumi config set -s foundation aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s foundation --path slipway:foundation.repository <owner/name>`",
                        "`pulumi config set -s foundation --path slipway:foundation.zone <domain>`",
                        "`pulumi config set -s foundation --path 'slipway:foundation.budgetEmails[0]' <e-mail address>`");
    }

    private static List<String> mends(String stack) {
        var config = StackConfig.fromFiles(TestEstate.PROJECT, stack);
        return Placeholders.problems(config, Settings.read(config)).stream()
                .map(Problem::mend)
                .toList();
    }
}
