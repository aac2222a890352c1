package dev.slipway.toolbox.brief;

import dev.slipway.plan.Secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes credentials from text that the engine does not mark as secret, such as commit messages and addresses. It knows forms of
 * credentials, not their values; values that may be anything, such as those of environment variables, are not shown at all.
 */
final class Redaction {

    private record Form(Pattern pattern, String instead) {}

    private static final String NAME =
            "[\\w.-]*(?:passw(?:or)?d|pwd|secret|token|api[_-]?key|credential|private[_-]?key"
                    + "|access[_-]?key|signature|authorization)[\\w.-]*";

    private static final List<Form> FORMS = List.of(
            form("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", Secret.MASK),
            form("\\b([a-z][a-z0-9+.-]*://)[^\\s/?#@]*:[^\\s/?#]*@", "$1" + Secret.MASK + "@"),
            form("https://hooks\\.slack\\.com/\\S+", Secret.MASK),
            form("https://[a-z0-9.-]*\\.(?:webhook\\.office\\.com|logic\\.azure\\.com)\\S+", Secret.MASK),
            form("\\b(?:bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}", Secret.MASK),
            form("(" + NAME + "[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&,;]+)", "$1" + Secret.MASK),
            form("([?&][^=&\\s]*(?:sig|key|code)=)[^&\\s]+", "$1" + Secret.MASK),
            form("\\b(?:AKIA|ASIA)[A-Z0-9]{12,}\\b", Secret.MASK),
            form(
                    "\\b(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|pul-|sk_live_|rk_live_|sk-|npm_)[A-Za-z0-9_-]{16,}",
                    Secret.MASK),
            form("\\beyJ[\\w-]{8,}\\.[\\w-]+\\.?[\\w-]*", Secret.MASK));

    private Redaction() {}

    /** The text on one line, without control characters and credentials. */
    static String text(String text) {
        var clean =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ").strip();
        for (var form : FORMS) {
            clean = form.pattern().matcher(clean).replaceAll(form.instead());
        }
        return clean;
    }

    private static Form form(String regex, String instead) {
        return new Form(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), instead);
    }
}
