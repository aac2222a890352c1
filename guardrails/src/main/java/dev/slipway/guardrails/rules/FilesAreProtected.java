package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FilesAreProtected extends Guardrail {

    FilesAreProtected() {
        super(
                Severity.HIGH,
                "The file system of production is protected from deletion, unless its settings list it in unprotected",
                "set protect");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.FILES)
                        .filter(files -> !files.options().protect() && !Production.isUnprotected(plan, files))
                        .map(files -> violation(files, "it can be deleted"))
                : Stream.empty();
    }
}
