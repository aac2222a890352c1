package dev.slipway.app.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.app.http.Access;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Routes;
import dev.slipway.app.http.Routes.Route;
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
import java.util.Optional;
import java.util.stream.Collectors;

/** The documentation of the service: {@code openapi.json}, and a page that shows it without loading anything from other servers. */
public final class DocumentationService implements HttpService {

    private static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    private final Optional<Routes> partial;

    /** @param partial the routes, if the service lacks some of the documented ones */
    public DocumentationService(Optional<Routes> partial) {
        this.partial = partial;
    }

    @Override
    public void routing(HttpRules rules) {
        var whole = resource("/openapi.json");
        var document = partial.map(routes -> only(routes, whole)).orElse(whole);
        var page = resource("/docs.html");
        var policy = policy(new String(page, StandardCharsets.UTF_8));
        rules.get("/openapi.json", Access.PUBLIC, serve(document, HeaderValues.CONTENT_TYPE_JSON))
                .get("/docs", Access.PUBLIC, serve(page, HTML, policy));
    }

    /** The document without the paths that are not served. */
    private static byte[] only(Routes routes, byte[] document) {
        try {
            var tree = new ObjectMapper().readTree(document);
            var served = routes.all().stream().map(Route::path).collect(Collectors.toSet());
            ((ObjectNode) tree.get("paths")).retain(served);
            return new ObjectMapper().writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
