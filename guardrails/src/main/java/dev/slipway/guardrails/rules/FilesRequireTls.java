package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FilesRequireTls extends Guardrail {

    FilesRequireTls() {
        super(
                Severity.HIGH,
                "The policy of a file system refuses clients without TLS",
                "deny all actions where aws:SecureTransport is false");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.FILES)
                .filter(files -> Policies.statements(plan, Policies.OF_RESOURCES)
                        .filter(statement -> statement
                                .resource()
                                .value("fileSystemId")
                                .filter(Values.is(files.id()))
                                .isPresent())
                        .noneMatch(statement -> statement.refusesPlainText()
                                && statement.actions().contains("*")))
                .map(files -> violation(files, "its policy allows clients without TLS"));
    }
}
