package dev.slipway.settings.stack;

import dev.slipway.settings.Stacks;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemListTest {

    @Test
    void ten_problems_are_reported_in_one_list() {
        var config = Stacks.stack("staging", """
                aws:region: eu-central-1
                aws:allowedAccountIds: ["123456789012"]
                aws:maxRetries: 3
                production: maybe
                network:
                  egress: nat-per-zon
                  cidr: 10.20.7.0/16
                service:
                  cpu: "512"
                  memroy: 1024
                  minimum: 5
                  environment: {DATABASE_HOST: elsewhere}
                observability:
                  logDays: 31
                """);
        assertThatThrownBy(() -> Stacks.read(config)).hasMessage("""
                        Pulumi.staging.yaml: 10 problems
                          aws:maxRetries         is not read: the program configures the provider itself
                                                 -> delete it; these keys are read: region, allowedAccountIds, profile,
                                                    defaultTags, assumeRole
                          production             maybe is text, where true or false is expected
                                                 -> write true or false, without quotes
                          network.egress         nat-per-zon is not one of nat, nat-per-zone, endpoints
                                                 -> did you mean nat-per-zone?
                          network.cidr           10.20.7.0/16 does not begin at its network address
                                                 -> write 10.20.0.0/16
                          domain.name            is missing
                                                 -> `pulumi config set -s staging --path slipway:domain.name <host name>`
                          services.app.cpu       "512" is text, where a whole number is expected
                                                 -> write it without quotes
                          services.app.memroy    is not a setting of services.app
                                                 -> did you mean services.app.memory?
                          services.app.maximum   4 is less than services.app.minimum, 5
                                                 -> write 5 or more
                          services.app.environment.DATABASE_HOST
                                                 is a variable that the platform sets itself
                                                 -> choose another name
                          observability.logDays  31 is not a number of days that CloudWatch allows
                                                 -> write 60\
                        """);
    }

    @Test
    void a_long_path_gets_its_own_line_and_a_long_command_is_never_wrapped() {
        assertThat(ProblemList.text(
                        "Pulumi.prod.yaml",
                        List.of(
                                new Problem("service.cpu", "300", "is not a size", "write 256"),
                                new Problem(
                                        "service.environment.A_NAME_THAT_IS_VERY_LONG_INDEED",
                                        "",
                                        "is taken",
                                        "`" + "x".repeat(90) + "`"))))
                .isEqualTo("Pulumi.prod.yaml: 2 problems\n"
                        + "  service.cpu  300 is not a size\n"
                        + "               -> write 256\n"
                        + "  service.environment.A_NAME_THAT_IS_VERY_LONG_INDEED\n"
                        + "               is taken\n"
                        + "    -> `" + "x".repeat(90) + "`");
    }
}
