package dev.slipway.settings.rules;

import dev.slipway.settings.Stacks;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceholdersTest {

    @Test
    void each_placeholder_is_reported_with_the_command_that_sets_it() {
        assertThat(fixes("staging"))
                .containsExactly(
                        "`pulumi config set -s staging aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s staging --path slipway:domain.name <host name>`");
        assertThat(fixes("prod"))
                .containsExactly(
                        "`pulumi config set -s prod aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s prod --path slipway:domain.name <host name>`",
                        "`pulumi config set -s prod --path 'slipway:observability.emails[0]' <e-mail address>`");
        assertThat(fixes("foundation"))
                .containsExactly(
                        "`pulumi config set -s foundation aws:allowedAccountIds '[\"<account id>\"]'`",
                        "`pulumi config set -s foundation --path slipway:foundation.repository <owner/name>`",
                        "`pulumi config set -s foundation --path slipway:foundation.zone <domain>`",
                        "`pulumi config set -s foundation --path 'slipway:foundation.budgetEmails[0]' <e-mail address>`");
    }

    private static List<String> fixes(String stack) {
        var config = StackConfig.fromFiles(Stacks.PROJECT, stack);
        return Placeholders.problems(config, Stacks.read(config)).stream()
                .map(Problem::fix)
                .toList();
    }
}
