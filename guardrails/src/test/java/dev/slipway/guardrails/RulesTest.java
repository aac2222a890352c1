package dev.slipway.guardrails;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.slipway.guardrails.rules.Rules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RulesTest {

    @Test
    void each_rule_is_listed_once() {
        var classes = new ClassFileImporter()
                .importPackages("dev.slipway.guardrails.rules").stream()
                        .filter(each -> each.isAssignableTo(Guardrail.class))
                        .map(JavaClass::getSimpleName)
                        .toList();
        assertThat(Rules.all())
                .extracting(rule -> rule.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(classes);
    }

    @Test
    void a_rule_is_described_in_a_sentence_and_its_fix_is_an_imperative() {
        assertThat(Rules.all()).allSatisfy(rule -> {
            assertThat(rule.sentence()).matches("\\p{Lu}.*[^.]");
            assertThat(rule.fix()).matches("\\p{Ll}.*[^.]");
            assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
        });
    }

    @Test
    void a_declined_control_has_a_reason() {
        assertThat(Declined.ALL).allSatisfy(each -> {
            assertThat(each.controls()).isNotEmpty();
            assertThat(each.reason()).isNotBlank();
        });
    }
}
