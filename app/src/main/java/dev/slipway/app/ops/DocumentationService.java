package dev.slipway.app.ops;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Reply;
import dev.slipway.app.id.Sha256;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The documentation of the service: {@code openapi.json}, and a page that shows it without loading anything from other servers. */
public final class DocumentationService implements HttpService {

    private static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    @Override
    public void routing(HttpRules rules) {
        var document = resource("/openapi.json");
        var page = resource("/docs.html");
        var policy = policy(new String(page, StandardCharsets.UTF_8));
        rules.get("/openapi.json", Access.PUBLIC, serve(document, HeaderValues.CONTENT_TYPE_JSON))
                .get("/docs", Access.PUBLIC, serve(page, HTML, policy));
    }

    private static Handler serve(byte[] content, Header... headers) {
        return (_, response) -> {
            for (var header : headers) {
                response.header(header);
            }
            Reply.send(response, content);
        };
    }

    /** Allows the page's own script and style, by their digests, and no others. */
    private static Header policy(String page) {
        return HeaderValues.createCached(
                "Content-Security-Policy",
                "default-src 'none'; connect-src 'self'; script-src '%s'; style-src '%s'; base-uri 'none'; frame-ancestors 'none'"
                        .formatted(digest(page, "script"), digest(page, "style")));
    }

    private static String digest(String page, String element) {
        var from = page.indexOf("<" + element + ">") + element.length() + 2;
        var content = page.substring(from, page.indexOf("</" + element + ">"));
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(content));
    }

    private static byte[] resource(String name) {
        try (var in = DocumentationService.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
